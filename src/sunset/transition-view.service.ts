import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Clock } from '../kernel/clock.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { claimOf, Outlook } from './outlook.js';
import { countsOf } from './proof.queries.js';
import { wasMissed } from './standing.queries.js';
import type { TransitionAnswer } from './sunset.schemas.js';
import { Transition, TransitionChange } from './transition.entity.js';

const note = 'A record of what we did, not legal advice.';

/** What a lead sees before and after naming T: the day, the earliest permitted, and who is not reached. */
@Injectable()
export class TransitionView {
  constructor(
    private readonly desk: LeadDesk,
    private readonly outlook: Outlook,
    private readonly clock: Clock,
  ) {}

  read(actor: Actor, rolloutId: string): Promise<TransitionAnswer> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const now = this.clock.now();
      const transition = await tx.findOneBy(Transition, { rolloutId });
      if (!transition) {
        const { earliest, suggested } = await this.outlook.beforeAnnouncing(tx, rollout, now);
        const waitsFor = (await this.outlook.waitsFor(tx, rollout)).map(({ message }) => message);
        return {
          ...{ state: 'none', on: null, revision: null, proof: null, changes: [], note, waitsFor },
          because: fromToday(rollout),
          earliestPermitted: earliest.toString(),
          suggested: suggested.toString(),
        };
      }
      const { on, because, reach } = await this.outlook.earliest(tx, rollout, transition, now);
      const anew = (await wasMissed(tx, transition, now, rollout.plan.timeZone))
        ? await this.outlook.beforeAnnouncing(tx, rollout, now)
        : null;
      const counts = await countsOf(tx, rollout, await claimOf(tx, transition), now);
      const knownOnlyByCount = await onlyCounted(tx, rolloutId);
      const changes = await tx.find(TransitionChange, { where: { rolloutId }, order: { number: 'ASC' } });
      return {
        state: transition.heldAt ? 'held' : anew ? 'missed' : 'announced',
        on: transition.t.toString(),
        revision: transition.revision,
        earliestPermitted: (anew?.earliest ?? on).toString(),
        suggested: anew?.suggested.toString() ?? null,
        because: anew ? fromToday(rollout) : because,
        waitsFor: [],
        proof: { ...counts, unpromised: reach.unpromised, knownOnlyByCount },
        changes: changes.map(({ step, t, at }) => ({ step, on: t.toString(), at: at.toString() })),
        note:
          knownOnlyByCount > 0
            ? `About ${knownOnlyByCount} people are known only by a head count: at least four posts on different days are for them, and prove nothing about one person. ${note}`
            : note,
      };
    });
  }
}

const fromToday = ({ plan }: Rollout): string[] => [
  `${plan.noticeDays} days from today, and those that telling by hand needs`,
];

/** By how many the head counts of the old places exceed the people whom we know there. */
async function onlyCounted(tx: EntityManager, rolloutId: string): Promise<number> {
  const [row] = await tx.query<{ people: number }[]>(
    `select coalesce(sum(greatest(0, p.head_count - known.people)), 0)::int as people
       from rollout_place rp join place p on p.id = rp.place_id
       cross join lateral (
         select count(*)::int as people from member_place mp
           join member m on m.id = mp.member_id and m.gone is null and m.erased_at is null
          where mp.place_id = p.id) known
      where rp.rollout_id = $1 and rp.side = 'source' and p.head_count is not null`,
    [rolloutId],
  );
  return row!.people;
}
