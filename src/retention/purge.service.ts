import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Erasure } from '../privacy/erasure.service.js';
import type { Rollout } from '../rollout/rollout.entity.js';

const batch = 1000;

export interface Purged {
  /** Deleted. */
  people: number;
  /** Members of another running rollout: only their part in this one goes. */
  staying: number;
}

/** Somebody for whom another rollout is still under way; $1 is this one. */
const stays = `exists (
  select from participation other join rollout r on r.id = other.rollout_id
   where other.member_id = p.member_id and r.id <> $1 and r.state = 'running' and r.cancelled_at is null
     and not exists (select from purge_record done where done.rollout_id = r.id and done.kind = 'rollout'))`;

/** The end of a rollout's data: everybody in it goes, the record stays without them. */
@Injectable()
export class Purge {
  constructor(private readonly erasure: Erasure) {}

  async ahead(tx: EntityManager, rolloutId: string): Promise<Purged> {
    const [row] = await tx.query<Purged[]>(
      `select count(*) filter (where not ${stays})::int as people, count(*) filter (where ${stays})::int as staying
         from participation p join member m on m.id = p.member_id and m.erased_at is null where p.rollout_id = $1`,
      [rolloutId],
    );
    return row!;
  }

  async run(tx: EntityManager, rollout: Rollout, now: Temporal.Instant): Promise<Purged> {
    const done: Purged = { people: 0, staying: 0 };
    for (;;) {
      const rows = await tx.query<{ member_id: string; stays: boolean; named: boolean }[]>(
        `select p.member_id, ${stays} as stays, m.erased_at is null as named
           from participation p join member m on m.id = p.member_id where p.rollout_id = $1 limit ${batch}`,
        [rollout.id],
      );
      if (rows.length === 0) break;
      const leaving = rows.filter((row) => !row.stays).map((row) => row.member_id);
      const staying = rows.filter((row) => row.stays).map((row) => row.member_id);
      await this.erasure.purge(tx, leaving);
      await takeOut(tx, rollout.id, staying);
      // A row that was emptied before is a number: nobody is deleted with it.
      const named = rows.filter((row) => row.named);
      done.people += named.filter((row) => !row.stays).length;
      done.staying += named.filter((row) => row.stays).length;
    }
    await forgetTexts(tx, rollout);
    await tx.query(
      `insert into purge_record (community_id, rollout_id, kind, at, people, kept_people) values ($1, $2, $3, $4, $5, $6)`,
      [rollout.communityId, rollout.id, 'rollout', now.toString(), done.people, done.staying],
    );
    return done;
  }
}

/** Who stays for another rollout leaves this one, and its ledger. */
async function takeOut(tx: EntityManager, rolloutId: string, memberIds: string[]): Promise<void> {
  if (memberIds.length === 0) return;
  const mine = 'select id from delivery where rollout_id = $1 and member_id = any ($2)';
  await tx.query(`delete from mailbox_message where delivery_id in (${mine})`, [rolloutId, memberIds]);
  await tx.query(
    `update delivery set member_id = null, address_id = null, message_id = null, tried = '[]', offered_to = '{}',
            teller_participation_id = null
      where rollout_id = $1 and member_id = any ($2)`,
    [rolloutId, memberIds],
  );
  await tx.query(
    `with gone as (delete from participation where rollout_id = $1 and member_id = any ($2) returning id)
     delete from link where subject in (select id from gone)`,
    [rolloutId, memberIds],
  );
}

/** What somebody wrote may name somebody: texts go too, with everything that only their authors tied to us. */
async function forgetTexts(tx: EntityManager, rollout: Rollout): Promise<void> {
  await tx.query(
    `delete from survey_answer where sealed is not null
        and round_id in (select id from survey_round where rollout_id = $1)`,
    [rollout.id],
  );
  await tx.query('update friction_alarm set reason_sealed = null where rollout_id = $1', [rollout.id]);
  await tx.query('delete from baseline_correction where rollout_id = $1', [rollout.id]);
  await tx.query(
    'delete from mailbox_message where delivery_id in (select id from delivery where rollout_id = $1)',
    [rollout.id],
  );
  await tx.query('delete from yes_request where rollout_id = $1', [rollout.id]);
  const [other] = await tx.query<unknown[]>(
    `select 1 from rollout r where r.community_id = $1 and r.id <> $2 and r.state = 'running' and r.cancelled_at is null
        and not exists (select from purge_record done where done.rollout_id = r.id and done.kind = 'rollout') limit 1`,
    [rollout.communityId, rollout.id],
  );
  if (other) return;
  for (const table of ['audit_reason', 'yes_request'])
    await tx.query(`delete from ${table} where community_id = $1`, [rollout.communityId]);
  await tx.query('delete from account where community_id = $1 and left_at is not null', [
    rollout.communityId,
  ]);
}
