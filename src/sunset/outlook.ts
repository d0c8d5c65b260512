import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import type { Reason } from '../kernel/refusal.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { reachOf, type Claim } from './proof.queries.js';
import { Transition, TransitionChange } from './transition.entity.js';
import { beforeAnnouncing, byHandDays, earliestPermitted, type Reach } from './transition.rules.js';

type Day = Temporal.PlainDate;

export interface Earliest {
  on: Day;
  because: string[];
  /** Who is not reached, in numbers, as a sentence; '' when everybody is. */
  unreached: string;
  reach: Reach;
}

/**
 * What is to be proven before T: that a person was told the day by the announcement or whatever followed it, from
 * the change on from which proof counts. From T on nobody new is told of it.
 */
export async function claimOf(tx: EntityManager, transition: Transition): Promise<Claim> {
  const { rolloutId, proofSince } = transition;
  const changes = await tx.find(TransitionChange, { where: { rolloutId }, order: { number: 'ASC' } });
  const telling = changes.filter(({ at }) => Temporal.Instant.compare(at, proofSince) >= 0);
  const revisions = new Set(telling.map(({ revision }) => revision));
  const announcing = telling.map(({ step }) => `sunset.announcement/${step}`);
  return {
    keys: [...announcing, ...[...revisions].map((revision) => `sunset.notice/r${revision}`)],
    announcing,
    since: proofSince,
    lastCameOn: transition.heldAt ? null : transition.t.subtract({ days: 1 }),
  };
}

/** Which day T may be, as the record stands. Reads, and changes nothing. */
@Injectable()
export class Outlook {
  async beforeAnnouncing(
    tx: EntityManager,
    rollout: Rollout,
    now: Temporal.Instant,
  ): Promise<{ earliest: Day; suggested: Day }> {
    const [row] = await tx.query<{ people: number; tellers: number }[]>(
      `select count(*) filter (where c.kind is distinct from 'email' and c.kind is distinct from 'own-page')::int
                as people,
              count(*) filter (where p.advocate)::int
                + (select count(*)::int from account
                    where community_id = $2 and role in ('lead', 'admin') and left_at is null) as tellers
         from participation p
         join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
         left join lateral (
           select kind from member_channel where member_id = m.id and state = 'good'
            order by preferred desc, kind = 'email' desc limit 1
         ) c on true
        where p.rollout_id = $1`,
      [rollout.id, rollout.communityId],
    );
    const today = localDay(now, rollout.plan.timeZone);
    return beforeAnnouncing(today, rollout.plan.noticeDays, byHandDays(row!.people, row!.tellers));
  }

  async earliest(
    tx: EntityManager,
    rollout: Rollout,
    transition: Transition,
    now: Temporal.Instant,
  ): Promise<Earliest> {
    const reach = await reachOf(tx, rollout, await claimOf(tx, transition), now);
    const today = localDay(now, rollout.plan.timeZone);
    const { on, because } = earliestPermitted(reach, today, rollout.plan.noticeDays);
    const unreached =
      reach.open === 0
        ? ''
        : `${reach.open} not told yet, ${reach.open - reach.unpromised} of them promised.`;
    return { on, because, unreached, reach };
  }

  /** What must be over before a day may be announced; empty when nothing is in the way. */
  async waitsFor(tx: EntityManager, rollout: Rollout): Promise<Reason[]> {
    const reasons = isOver(rollout);
    const closed = await tx.query<{ key: string }[]>(
      `select key from phase where rollout_id = $1 and closed_on is not null`,
      [rollout.id],
    );
    for (const key of ['refine', 'launch'])
      if (!closed.some((phase) => phase.key === key))
        reasons.push({
          message: `The ${key} phase is not closed: pass its gate, or have two leads override it.`,
        });
    return reasons;
  }
}

/** Why no day may be named any more, whatever was announced; empty while one may. */
export function isOver(rollout: Rollout): Reason[] {
  const reasons: Reason[] = [];
  if (rollout.state !== 'running') reasons.push({ message: 'The rollout is not running.' });
  if (rollout.cancelledAt) reasons.push({ message: 'The rollout was cancelled.' });
  if (rollout.keptBothAt) reasons.push({ message: 'Both places are kept, by decision.' });
  return reasons;
}
