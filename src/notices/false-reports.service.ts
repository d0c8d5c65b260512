import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { day } from '../kernel/database/columns.js';
import { localDay } from '../kernel/local-day.js';
import { falseMessage } from './false-report.mails.js';
import { FalseReport } from './false-report.entity.js';
import { Notices } from './notices.service.js';

/** What somebody got, and where, in their own words. */
export interface Reported {
  what: string;
  where: string | null;
  /** The three words that stood in it, where they are none of ours. */
  notOurs?: string | undefined;
}

/** A report as leads read it. */
export interface ReportLine extends Reported {
  id: string;
  on: Temporal.PlainDate;
  /** Of ours, which it carried: somebody copied it. */
  phrase: string | null;
  /** How many more came that day, whose words are not kept. */
  more: number;
}

/** So many of a day are told to the leads by a message each; a flood of reports must not become a flood of mail. */
const TOLD_A_DAY = 3;
/** So many of a day are kept with their words; the others are counted. */
const KEPT_A_DAY = 50;
const SHOWN = 100;

/** Messages in our name that are not ours, as people tell us of them. Anybody may; nobody is asked who they are. */
@Injectable()
export class FalseReports {
  constructor(
    private readonly notices: Notices,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** The only community of this installation, samples left out; null where there are more, or none. */
  async onlyCommunity(tx: EntityManager): Promise<string | null> {
    const rows = await tx.query<{ id: string }[]>('select id from community where sample_of is null limit 2');
    return rows.length === 1 ? rows[0]!.id : null;
  }

  async report(
    tx: EntityManager,
    communityId: string,
    { phrase, ...words }: Reported & { phrase: string | null },
  ): Promise<void> {
    // One after the other: two at once would both be the third.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('false report ' || $1::text, 0))`, [
      communityId,
    ]);
    const now = this.clock.now();
    const on = await this.today(tx, communityId, now);
    const [{ kept }] = await tx.query<[{ kept: number }]>(
      'select count(*)::int as kept from false_report where community_id = $1 and on_day = $2',
      [communityId, on.toString()],
    );
    if (kept >= KEPT_A_DAY) {
      await tx.query(
        `update false_report set more = more + 1 where id = (
           select id from false_report where community_id = $1 and on_day = $2 order by id limit 1)`,
        [communityId, on.toString()],
      );
      return;
    }
    const sealed = (await this.vault.ring(tx, communityId)).seal(JSON.stringify(words));
    await tx.insert(FalseReport, { communityId, onDay: on, sealed, phrase });
    if (kept < TOLD_A_DAY) await this.tell(tx, communityId, `false-report/${on.toString()}/${kept + 1}`, now);
  }

  async list(tx: EntityManager, communityId: string): Promise<ReportLine[]> {
    const rows = await tx.query<
      { id: string; on: string; sealed: Buffer; phrase: string | null; more: number }[]
    >(
      `select id, on_day as on, sealed, phrase, more from false_report
        where community_id = $1 order by on_day desc, id limit ${SHOWN}`,
      [communityId],
    );
    const ring = await this.vault.ring(tx, communityId);
    return rows.map(({ id, on, sealed, phrase, more }) => {
      const { what, where, notOurs } = JSON.parse(ring.open(sealed)) as Reported;
      return { id, on: day(on), what, where, notOurs, phrase, more };
    });
  }

  private async today(
    tx: EntityManager,
    communityId: string,
    now: Temporal.Instant,
  ): Promise<Temporal.PlainDate> {
    const [row] = await tx.query<[{ zone: string }]>(
      'select time_zone as zone from community where id = $1',
      [communityId],
    );
    return localDay(now, row.zone);
  }

  /** What was reported does not travel on: whoever wants to trick the leads could write it. */
  private async tell(
    tx: EntityManager,
    communityId: string,
    key: string,
    now: Temporal.Instant,
  ): Promise<void> {
    const [rollout] = await tx.query<{ id: string; timeZone: string }[]>(
      `select r.id, coalesce(r.plan->>'timeZone', c.time_zone) as "timeZone"
         from rollout r join community c on c.id = r.community_id
        where r.community_id = $1 order by r.state = 'running' desc, r.started_at desc nulls last, r.id limit 1`,
      [communityId],
    );
    // Before the first move there is no ledger; the page shows it.
    if (!rollout) return;
    await this.notices.tellLeads(tx, {
      ...{ communityId, key, now, play: 'false-report', letters: falseMessage() },
      rollout: { ...rollout, communityId },
    });
  }
}
