import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { dueFrom, WaitingMail, type Outbox } from '../notices/waiting-mail.js';
import { waitingHours } from './address-change.entity.js';
import { confirmNewAddress } from './retention.mails.js';

const outbox: Outbox = {
  ...{ table: 'address_change', key: 'id', path: '/address/', letters: confirmNewAddress },
  addressIn: (opened) => opened,
  // Of an older one the link is over by now.
  sensible: `d.asked_at > $1::timestamptz - interval '${waitingHours} hours' and d.channel_id is not null`,
  due: `select d.id, d.link_id, d.asked_at, c.sealed, ${dueFrom}
          from address_change d join member_channel c on c.id = d.channel_id join community m on m.id = d.community_id`,
};

/** Writes once to an address that a member typed. */
@Injectable()
export class AddressChangeJobs {
  constructor(private readonly waiting: WaitingMail) {}

  @Interval(15_000)
  async sweep(): Promise<void> {
    await this.run();
  }

  /** Answers how many were accepted. */
  run(): Promise<number> {
    return this.waiting.send(outbox);
  }
}
