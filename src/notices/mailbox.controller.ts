import { Controller, Get, Param, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Config } from '../kernel/config.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField, momentAnswer } from '../kernel/http/fields.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { LetterPage, MailboxPage, PreviewPage } from './mailbox.pages.js';
import { mailboxLetter, mailboxLines, type MailboxLetter, type MailboxLine } from './mailbox.queries.js';
import { mustBeOurs } from './of-rollout.queries.js';

const InRollout = z.strictObject({ rolloutId: idField });
const OneOfRollout = InRollout.extend({ messageId: idField });
const Before = z.strictObject({
  before: idField.optional().describe('The last id of the part before; the newest come first'),
});
const Line = z.object({ id: z.uuid(), to: z.string(), subject: z.string(), at: momentAnswer });
const Whole = Line.extend({ text: z.string(), html: z.string() });

/** What would have been sent, for leads to read. Nothing here acts for a member. */
@Controller()
export class MailboxController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
    private readonly config: Config,
  ) {}

  @Get('api/v1/rollouts/:rolloutId/mailbox')
  @Who('lead')
  @Api({
    summary: 'List what the built-in mailbox kept, newest first, 100 at a time',
    params: InRollout,
    query: Before,
    answer: z.object({ messages: z.array(Line) }),
  })
  async list(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof InRollout>,
    @Input('query') { before }: z.infer<typeof Before>,
  ): Promise<unknown> {
    await mustBeOurs(this.dataSource.manager, actor.communityId, rolloutId);
    return { messages: await this.lines(actor, rolloutId, before) };
  }

  @Get('api/v1/rollouts/:rolloutId/mailbox/:messageId')
  @Who('lead')
  @Api({ summary: 'Read one message of the built-in mailbox', params: OneOfRollout, answer: Whole })
  one(
    @By() actor: Actor,
    @Input('params') { messageId }: z.infer<typeof OneOfRollout>,
  ): Promise<MailboxLetter> {
    return this.letter(actor, messageId);
  }

  @Get('mailbox')
  @Who('lead')
  @Page()
  async page(@By() actor: Actor, @Query('before') before?: string): Promise<PageAnswer> {
    const from = z.uuid().safeParse(before).data;
    const lines = await this.lines(actor, null, from);
    return MailboxPage({ lines, first: from === undefined, ...(await this.about(actor)) });
  }

  @Get('mailbox/preview')
  @Who('lead')
  @Page()
  preview(): PageAnswer {
    return PreviewPage();
  }

  @Get('mailbox/:messageId')
  @Who('lead')
  @Page()
  async letterPage(@By() actor: Actor, @Param('messageId') messageId: string): Promise<PageAnswer> {
    const { timeZone } = await this.about(actor);
    return LetterPage({ letter: await this.letter(actor, messageId), timeZone });
  }

  private async about({ communityId }: Actor): Promise<{ timeZone: string; mails: boolean }> {
    const [row] = await this.dataSource.query<[{ zone: string }]>(
      'select time_zone as zone from community where id = $1',
      [communityId],
    );
    return { timeZone: row.zone, mails: this.config.smtpUrl !== undefined };
  }

  private async lines(actor: Actor, rolloutId: string | null, before?: string): Promise<MailboxLine[]> {
    const tx = this.dataSource.manager;
    const ring = await this.vault.ring(tx, actor.communityId);
    return mailboxLines(tx, ring, actor.communityId, rolloutId, before ?? null);
  }

  private async letter(actor: Actor, messageId: string): Promise<MailboxLetter> {
    const tx = this.dataSource.manager;
    const ring = await this.vault.ring(tx, actor.communityId);
    const letter = z.uuid().safeParse(messageId).success
      ? await mailboxLetter(tx, ring, actor.communityId, messageId)
      : undefined;
    if (!letter) throw new Refusal('not-found', 'There is no such message in the mailbox.');
    return letter;
  }
}
