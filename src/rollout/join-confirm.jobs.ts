import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { dueFrom, WaitingMail, type Due, type Outbox } from '../notices/waiting-mail.js';
import type { JoinFacts } from './join.entity.js';
import { confirmAddress } from './join.mails.js';

const outbox: Outbox = {
  ...{ table: 'join_confirmation', key: 'request_id', path: '/confirm/', letters: confirmAddress },
  addressIn: (opened) => (JSON.parse(opened) as JoinFacts).email ?? '',
  async take(tx, { now, until, most }) {
    const [due] = await tx.query<[Due[], number]>(
      `update join_confirmation c set not_before = $2
         from join_request r, rollout o, community m
        where c.request_id in (select request_id from join_confirmation d
                where d.state = 'to send' and d.not_before <= $1
                  and not exists (select from hold where community_id = d.community_id)
                order by d.not_before limit $3 for update skip locked)
          and r.id = c.request_id and o.id = r.rollout_id and m.id = c.community_id
        returning c.request_id as id, c.link_id, c.asked_at, r.facts_sealed as sealed, ${dueFrom}`,
      [now, until, most],
    );
    return due;
  },
};

/** Sends what the join page asked for. */
@Injectable()
export class JoinConfirmJobs {
  constructor(private readonly waiting: WaitingMail) {}

  /** Whoever has just pressed "Come along" looks into their mail now. */
  @Interval(15_000)
  async sweep(): Promise<void> {
    await this.run();
  }

  /** Answers how many were accepted. */
  run(): Promise<number> {
    return this.waiting.send(outbox);
  }
}
