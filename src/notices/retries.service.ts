import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Refusal } from '../kernel/refusal.js';
import { Bell } from './bell.js';
import { holdInPause } from './hold.writes.js';
import { mustKnowHowMany } from './many.rules.js';

/** Of `delivery d`: ended in vain, and there is a way now. */
const BY_MAIL = `(d.state in ('refused', 'bounced') or (d.state = 'failed' and d.not_before is null)) and exists (
  select from member_channel c where c.member_id = d.member_id and c.kind = 'email' and c.state = 'good'
    and c.sealed is not null)`;

/** A lead lets a message be tried once more for whom it did not reach. */
@Injectable()
export class Retries {
  constructor(private readonly bell: Bell) {}

  /** How many people a press on “Try again” would reach out to. */
  async possible(tx: EntityManager, noticeId: string): Promise<number> {
    const [row] = await tx.query<[{ people: number }]>(
      `select count(*)::int as people from delivery d where d.notice_id = $1 and (${BY_MAIL} or d.state = 'could not')`,
      [noticeId],
    );
    return row.people;
  }

  /**
   * By mail where there is an address that works, and in person where somebody tried in vain; in a pause, when that is
   * over. Whoever said no or arrived meanwhile is left out when it goes, like everybody.
   * @param typed how many people, as a lead believes
   * @returns how many people it is tried for
   */
  async again(
    tx: EntityManager,
    communityId: string,
    noticeId: string,
    now: Temporal.Instant,
    typed?: number,
  ): Promise<number> {
    const [notice] = await tx.query<{ stopped: boolean }[]>(
      'select stopped_at is not null as stopped from notice where id = $1 and community_id = $2 for update',
      [noticeId, communityId],
    );
    if (!notice) throw new Refusal('not-found', 'There is no such notice here. Look at the list again.');
    if (notice.stopped) throw new Refusal('conflict', 'This message is stopped. Let it go on first.');
    const people = await this.possible(tx, noticeId);
    if (people === 0)
      throw new Refusal('conflict', 'Nobody has an address that works now. Correct the addresses first.');
    mustKnowHowMany(people, typed);
    await tx.query(
      `update delivery d set
          tried = d.tried || jsonb_build_array(jsonb_build_object(
            'channel', d.channel, 'state', d.state, 'reason', coalesce(d.reason, ''), 'at', $2::text,
            'addressId', d.address_id)),
          channel = case when d.state = 'could not' then d.channel else 'email' end,
          state = case when d.state = 'could not' then 'to tell' else 'queued' end,
          not_before = case when d.state = 'could not' then null else $2::timestamptz end,
          reason = null, attempts = 0, first_tried_at = null, tried_at = null, accepted_at = null, address_id = null,
          teller_participation_id = null, teller_account_id = null, shown_on = null
        where d.notice_id = $1 and (${BY_MAIL} or d.state = 'could not')`,
      [noticeId, now.toString()],
    );
    await holdInPause(tx, noticeId);
    this.bell.ringAfter(tx);
    return people;
  }
}
