import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Temporal } from 'temporal-polyfill';
import { dueFrom, WaitingMail, type Due, type Outbox } from '../notices/waiting-mail.js';
import { waitingHours } from './address-change.entity.js';
import { confirmNewAddress } from './retention.mails.js';

const outbox: Outbox = {
  ...{ table: 'address_change', key: 'id', path: '/address/', letters: confirmNewAddress },
  addressIn: (opened) => opened,
  async take(tx, { now, until, most }) {
    // Of an older one the link is over by now.
    const since = Temporal.Instant.from(now).subtract({ hours: waitingHours }).toString();
    const [due] = await tx.query<[Due[], number]>(
      `update address_change a set not_before = $2
         from member_channel c, community m
        where a.id in (select d.id from address_change d
                where d.state = 'to send' and d.not_before <= $1 and d.asked_at > $4 and d.channel_id is not null
                  and not exists (select from hold where community_id = d.community_id)
                order by d.not_before limit $3 for update skip locked)
          and c.id = a.channel_id and m.id = a.community_id
        returning a.id, a.link_id, a.asked_at, c.sealed, ${dueFrom}`,
      [now, until, most, since],
    );
    return due;
  },
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
