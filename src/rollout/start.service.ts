import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import type { Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Place } from '../community/community.entity.js';
import { Clock } from '../kernel/clock.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { StoredVersions } from '../privacy/stored-versions.service.js';
import { isBefore } from './calendar.rules.js';
import { againstFirstDay } from './first-day.rules.js';
import { LeadDesk } from './lead-desk.js';
import { ParticipationService } from './participation.service.js';
import { PhaseService } from './phase.service.js';
import { usualPlan, type Plan } from './plan.js';
import { notInSmall } from './playbook.js';
import { PlaySettings } from './play-settings.service.js';
import { Rollout, RolloutPlace } from './rollout.entity.js';

export interface NewRollout {
  name: string;
  startsOn: string;
  timeZone: string;
  preset?: Plan['preset'] | undefined;
  /** It has begun already, without us: its first day is past. */
  begunElsewhere?: boolean | undefined;
  from: string[];
  to: string[];
}

/** What a rollout needs before its first minute; the rehearsal's copy begins in the same way. */
@Injectable()
export class Beginning {
  constructor(
    private readonly participations: ParticipationService,
    private readonly phases: PhaseService,
    private readonly stored: StoredVersions,
    private readonly settings: PlaySettings,
  ) {}

  /** The plays that its preset leaves out are switched off, as a lead would: so each can be switched on again. */
  async plan(tx: EntityManager, { id, plan }: Rollout): Promise<void> {
    const off = { off: true, movedDays: 0, hour: null, reworded: null };
    if (plan.preset === 'small') for (const play of notInSmall) await this.settings.set(tx, id, play, off);
  }

  async make(tx: EntityManager, rollout: Rollout, now: Temporal.Instant): Promise<void> {
    await this.participations.enrol(tx, rollout);
    await this.phases.begin(tx, rollout.id);
    await this.phases.openDue(tx, rollout, now);
    await this.stored.note(tx, rollout.id, now);
  }
}

/** Makes and starts rollouts. What happens to a running one stands in `course.service.ts`. */
@Injectable()
export class StartService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly desk: LeadDesk,
    private readonly beginning: Beginning,
  ) {}

  async create(actor: Actor, given: NewRollout): Promise<Rollout> {
    return this.dataSource.transaction(async (tx) => {
      const { communityId, accountId } = actor;
      const plan = usualPlan(given.startsOn, given.timeZone, given.preset);
      const at = this.clock.now();
      await mustFit(tx, communityId, given, localDay(at, plan.timeZone));
      const rollout = await tx.save(
        tx.create(Rollout, {
          ...{ communityId, name: given.name, plan, state: 'draft' },
          begunElsewhere: given.begunElsewhere ?? false,
        }),
      );
      const places = [
        ...given.from.map((placeId) => ({ placeId, side: 'source' as const })),
        ...given.to.map((placeId) => ({ placeId, side: 'destination' as const })),
      ];
      for (const place of places) await tx.insert(RolloutPlace, { rolloutId: rollout.id, ...place });
      await this.beginning.plan(tx, rollout);
      await this.audit.note(tx, {
        communityId,
        actor: accountId,
        what: 'rollout.created',
        subject: rollout.id,
        at,
      });
      return rollout;
    });
  }

  /** A plan that never began goes without a trace but its record: nobody was told of it, and nobody came by it. */
  discard(actor: Actor, rolloutId: string): Promise<void> {
    const deed = { what: 'rollout.deleted', replans: 'with the new day' } as const;
    return this.desk.act(actor, rolloutId, deed, async ({ tx, rollout }) => {
      if (rollout.state !== 'draft')
        throw new Refusal('conflict', 'This rollout has begun, so its record stays. Call it off instead.');
      await mustStrandNobody(tx, rollout.id);
      await tx.delete(Rollout, { id: rollout.id });
      return { subject: rolloutId, answer: undefined };
    });
  }

  /** From here on the rollout acts by itself. What becomes of the days before, `fateOf` says. */
  start(actor: Actor, rolloutId: string): Promise<Rollout> {
    return this.desk.act(
      actor,
      rolloutId,
      { what: 'rollout.started' },
      async ({ tx, rollout, now, today }) => {
        if (rollout.state !== 'draft') throw new Refusal('conflict', 'This rollout was started already.');
        const against = againstFirstDay(rollout.plan.startsOn, today);
        if (against) throw new Refusal('invalid', { field: 'startsOn', message: against });
        rollout.state = 'running';
        rollout.startedAt = now;
        await tx.save(rollout);
        await this.beginning.make(tx, rollout, now);
        return { subject: rollout.id, answer: rollout };
      },
    );
  }
}

/** Who came by a code of the draft has a page in it, and who asked waits for an answer: both would go with it. */
async function mustStrandNobody(tx: EntityManager, rolloutId: string): Promise<void> {
  const [{ came, waiting }] = await tx.query<[{ came: number; waiting: number }]>(
    `select count(distinct participation_id)::int as came,
            (count(*) filter (where decided_at is null))::int as waiting
       from join_request where rollout_id = $1`,
    [rolloutId],
  );
  const people = (count: number): string =>
    count === 1 ? '1 person' : `${count.toLocaleString('en')} people`;
  const said: string[] = [];
  if (came > 0) said.push(`${people(came)} came by its code. Their pages would go with it.`);
  if (waiting > 0) said.push(`${people(waiting)} asked by its code to come along. Answer them first.`);
  if (came > 0) said.push('Change the plan instead, or start it and call it off: then they are told.');
  if (said.length > 0) throw new Refusal('conflict', said.join(' '));
}

async function mustFit(
  tx: EntityManager,
  communityId: string,
  given: NewRollout,
  today: Temporal.PlainDate,
): Promise<void> {
  const reasons: Reason[] = [];
  const against = againstFirstDay(given.startsOn, today);
  if (against) reasons.push({ field: 'startsOn', message: against });
  else if (given.begunElsewhere && !isBefore(Temporal.PlainDate.from(given.startsOn), today))
    reasons.push({
      field: 'startsOn',
      message: 'A move that has begun already began before today. Name that day, or plan a new move.',
    });
  if (given.from.length === 0) reasons.push({ field: 'from', message: 'Name at least one old place.' });
  if (given.to.length === 0) reasons.push({ field: 'to', message: 'Name at least one new place.' });
  const known = new Set((await tx.findBy(Place, { communityId })).map((place) => place.id));
  for (const field of ['from', 'to'] as const)
    for (const id of given[field])
      if (!known.has(id)) reasons.push({ field, message: 'There is no such place in your community.' });
  if (given.from.some((id) => given.to.includes(id)))
    reasons.push({ field: 'to', message: 'A place cannot be both left and gone to.' });
  if (reasons.length > 0) throw new Refusal('invalid', reasons);
}
