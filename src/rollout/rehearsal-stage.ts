import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { Accounts } from '../access/accounts.js';
import { CommunityService, PlaceService } from '../community/community.service.js';
import { MemberService } from '../community/member.service.js';
import type { Facts } from './facts.js';
import { Participation } from './participation.entity.js';
import { Beginning } from './start.service.js';
import { Rollout, RolloutPlace } from './rollout.entity.js';
import type { Rehearsing } from './sockets.js';

/** Who never answers, and whose mailbox a rehearsal shows. */
export const SILENT = 'Robin';
/** Who helps them. */
export const HELPER = 'Kim';

const circle = [HELPER, 'Noor', 'Tomasz', 'Lea', 'Musa', 'Ines'];
/** Enough that in every wave somebody is invited who does not come. */
const others = ['Ana', 'Bo', 'Chi', 'Dov', 'Eda', 'Fay', 'Gus'];

/**
 * The stage of a rehearsal: a community of its own with the same places and plan, and fourteen imaginary people. So
 * it costs the same for 20 people and for 20,000, and nobody's row is touched. Its transaction is never committed.
 */
@Injectable()
export class RehearsalStage {
  constructor(
    private readonly communities: CommunityService,
    private readonly places: PlaceService,
    private readonly members: MemberService,
    private readonly accounts: Accounts,
    private readonly beginning: Beginning,
  ) {}

  async set(
    tx: EntityManager,
    real: Rollout,
    facts: Facts,
    { startedAt, now }: { startedAt: Temporal.Instant; now: Temporal.Instant },
  ): Promise<Rehearsing> {
    const { name, timeZone, language, care } = await this.communities.get(tx, real.communityId);
    const responsible = await this.communities.responsible(tx, real.communityId);
    const community = await this.communities.create(tx, { name, timeZone, language, care, responsible });
    await this.accounts.create(tx, { communityId: community.id, name: responsible.name, role: 'lead' });
    const { id: _id, communityId: _communityId, ...plan } = real;
    const rollout = await tx.save(
      tx.create(Rollout, {
        ...{ ...plan, communityId: community.id, state: 'running', startedAt },
        ...{ pausedAt: null, cancelledAt: null, keptBothAt: null },
      }),
    );
    const renamed = await this.copyPlaces(tx, real, rollout);
    const today = localDay(now, real.plan.timeZone);
    for (const [i, displayName] of [SILENT, ...circle, ...others].entries())
      await this.members.add(tx, community.id, {
        ...{ displayName, email: `person-${i}@rehearsal.example`, source: 'api', today },
      });
    await this.beginning.make(tx, rollout, now);
    const ids = await idsOf(tx, rollout.id);
    const accepted = circle.map((one) => ids.get(one)!);
    await tx.update(Participation, accepted, { pilot: true, arrivedOn: today });
    await tx.update(Participation, { id: ids.get(HELPER)! }, { advocate: true });
    return { tx, rollout, facts, now, renamed, cast: { accepted, asked: ids.get(others[0]!)! } };
  }

  private async copyPlaces(tx: EntityManager, real: Rollout, copy: Rollout): Promise<Map<string, string>> {
    const renamed = new Map<string, string>();
    for (const { placeId, side } of await tx.findBy(RolloutPlace, { rolloutId: real.id })) {
      const { name, platform, caretaker, address } = await this.places.get(tx, real.communityId, placeId);
      const place = await this.places.add(tx, copy.communityId, {
        ...{ name, platform },
        ...{ caretaker: caretaker ?? undefined, address: address ?? undefined },
      });
      await tx.insert(RolloutPlace, { rolloutId: copy.id, placeId: place.id, side });
      renamed.set(placeId, place.id);
    }
    return renamed;
  }
}

/** Participations of the copy by their imaginary name. */
async function idsOf(tx: EntityManager, rolloutId: string): Promise<Map<string, string>> {
  const rows = await tx.query<{ name: string; id: string }[]>(
    `select m.display_name as name, p.id from participation p join member m on m.id = p.member_id
      where p.rollout_id = $1`,
    [rolloutId],
  );
  return new Map(rows.map(({ name, id }) => [name, id]));
}
