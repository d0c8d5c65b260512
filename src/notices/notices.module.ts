import { createPrivateKey } from 'node:crypto';
import fs from 'node:fs';
import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AccessModule } from '../access/access.module.js';
import { Clock } from '../kernel/clock.js';
import { Config } from '../kernel/config.js';
import { Vault } from '../kernel/crypto/vault.js';
import { StartError } from '../kernel/start-error.js';
import { AccountMailer } from './account-mail.js';
import { ArrivalsController } from './arrivals.controller.js';
import { Bell } from './bell.js';
import { BounceMailbox } from './bounce-mailbox.js';
import { Bounces } from './bounces.js';
import { ByHandController } from './by-hand.controller.js';
import { ByHand } from './by-hand.service.js';
import { CARRIER, MAIL_CHANNEL, type Channel } from './channels/channel.js';
import type { MailSettings } from './channels/email.channel.js';
import { MailboxChannel } from './channels/mailbox.channel.js';
import { SamplesStay } from './channels/samples.channel.js';
import { Claims } from './claims.js';
import { Composer } from './composer.js';
import { Deliveries } from './deliveries.service.js';
import { Delivery } from './delivery.entity.js';
import { FalseReport } from './false-report.entity.js';
import { FalseReportsController } from './false-reports.controller.js';
import { FalseReports } from './false-reports.service.js';
import { FromUsController } from './from-us.controller.js';
import { Judge } from './judge.js';
import { LedgerDesk } from './ledger.desk.js';
import { MailboxMessage } from './mailbox-message.entity.js';
import { MailTrouble } from './mail-trouble.js';
import { MailboxController } from './mailbox.controller.js';
import { Edition, Notice } from './notice.entity.js';
import { NoticesController } from './notices.controller.js';
import { NoticeJobs } from './notices.jobs.js';
import { Notices } from './notices.service.js';
import { OptOut } from './opt-out.entity.js';
import { OptOutsController } from './opt-outs.controller.js';
import { OptOuts } from './opt-outs.service.js';
import { Paces } from './pace.service.js';
import { Plugged } from './plugged.js';
import { Post } from './post.entity.js';
import { PostsController } from './posts.controller.js';
import { Posts } from './posts.service.js';
import { Readings } from './readings.service.js';
import { SingleMail } from './single-mail.js';
import { TestLetter } from './test-letter.js';
import { WaitingMail } from './waiting-mail.js';
import { ReturnPaths } from './return-paths.js';
import { ReturnedMail } from './returned-mail.js';
import { ReturnedController } from './returned.controller.js';
import { Retries } from './retries.service.js';
import { Stops } from './stops.service.js';

@Module({
  imports: [
    AccessModule,
    DiscoveryModule,
    TypeOrmModule.forFeature([Notice, Edition, Delivery, Post, MailboxMessage, OptOut, FalseReport]),
  ],
  controllers: [
    NoticesController,
    ArrivalsController,
    ReturnedController,
    ByHandController,
    PostsController,
    MailboxController,
    OptOutsController,
    FromUsController,
    FalseReportsController,
  ],
  providers: [
    {
      provide: CARRIER,
      inject: [Config, ReturnPaths, DataSource, Vault, Clock, { token: MAIL_CHANNEL, optional: true }],
      useFactory: carrier,
    },
    ...[
      Plugged,
      Judge,
      Composer,
      Claims,
      Paces,
      Bell,
      Notices,
      Deliveries,
      Bounces,
      ReturnPaths,
      ReturnedMail,
      BounceMailbox,
      ByHand,
      LedgerDesk,
      Retries,
      Stops,
      Posts,
      OptOuts,
      FalseReports,
      Readings,
      NoticeJobs,
      SingleMail,
      TestLetter,
      WaitingMail,
      MailTrouble,
      AccountMailer,
    ],
  ],
  exports: [
    Bell,
    Composer,
    Judge,
    Notices,
    Deliveries,
    Bounces,
    ByHand,
    LedgerDesk,
    Retries,
    Stops,
    Posts,
    OptOuts,
    FalseReports,
    Readings,
    SingleMail,
    TestLetter,
    WaitingMail,
    MailTrouble,
  ],
})
export class NoticesModule {}

async function carrier(
  config: Config,
  paths: ReturnPaths,
  dataSource: DataSource,
  vault: Vault,
  clock: Clock,
  given?: Channel,
): Promise<Channel> {
  const mailbox = new MailboxChannel(dataSource, vault, clock);
  if (given) return new SamplesStay(given, mailbox, dataSource);
  if (config.smtpUrl) {
    // Read only where it is used: a mailer is a large thing at the start of a program.
    const { EmailChannel } = await import('./channels/email.channel.js');
    return new SamplesStay(
      new EmailChannel({ ...mailSettings(config), returnPath: (messageId) => paths.of(messageId) }, clock),
      mailbox,
      dataSource,
    );
  }
  return mailbox;
}

function mailSettings({ smtpUrl, mailFrom, dkim }: Config): MailSettings {
  if (!dkim) return { smtpUrl: smtpUrl!, mailFrom };
  try {
    const privateKey = fs.readFileSync(dkim.keyFile, 'utf8');
    createPrivateKey(privateKey);
    return { smtpUrl: smtpUrl!, mailFrom, dkim: { selector: dkim.selector, privateKey } };
  } catch (error) {
    const why = 'Give the file of a private key in PEM that this program may read, or leave DKIM out.';
    throw new StartError(`DKIM_KEY_FILE ${dkim.keyFile} cannot be used. ${why}`, { cause: error });
  }
}
