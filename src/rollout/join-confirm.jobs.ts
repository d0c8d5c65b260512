import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { dueFrom, WaitingMail, type Outbox } from '../notices/waiting-mail.js';
import type { JoinFacts } from './join.entity.js';
import { confirmAddress } from './join.mails.js';

const outbox: Outbox = {
  ...{ table: 'join_confirmation', key: 'request_id', path: '/confirm/', letters: confirmAddress },
  addressIn: (opened) => (JSON.parse(opened) as JoinFacts).email ?? '',
  sensible: 'true',
  due: `select d.request_id as id, d.link_id, d.asked_at, r.facts_sealed as sealed, ${dueFrom}
          from join_confirmation d join join_request r on r.id = d.request_id join community m on m.id = d.community_id`,
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
