import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { In, type EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import type { Actor } from '../access/actor.js';
import { msg } from '../kernel/language/message.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { Refusal } from '../kernel/refusal.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { Seat } from '../pilot/circle.entity.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { Participation } from '../rollout/participation.entity.js';
import { RolloutService } from '../rollout/rollout.service.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import { Advocate } from './advocate.entity.js';
import { Handover } from './handover.service.js';
import { withoutHelper, type Alone } from './people.queries.js';
import { helpers } from './wave.queries.js';

export interface AdvocateView {
  participationId: string;
  name: string;
  places: number;
  free: number;
}

/** The people who agreed to help others. */
@Injectable()
export class Advocates {
  constructor(
    private readonly desk: LeadDesk,
    private readonly rollouts: RolloutService,
    private readonly agenda: AgendaService,
    private readonly handover: Handover,
  ) {}

  /** Yes or no, by themselves; a yes only from who has come. With a no, others take over whom they helped. */
  async agree({ tx, rollout, participation, now }: OwnPageVisit, yes: boolean): Promise<void> {
    if (yes && !mayHelp(participation))
      throw new Refusal(
        'conflict',
        msg('Come to the new place first. Then you can help others; until then somebody helps you.'),
      );
    // The rollout first, as every act of a lead does: the first wave may hang on it.
    await this.rollouts.lock(tx, rollout.communityId, rollout.id);
    await this.note({ tx, rollout, now }, participation, yes);
    await this.agenda.replan(tx, rollout.id, now);
  }

  /** What they said to a lead. Nobody is made a helper without having said yes (decision 0058). */
  agreed(actor: Actor, rolloutId: string, id: string, yes: boolean): Promise<AdvocateView[]> {
    const what = yes ? 'advocate.agreed' : 'advocate.stopped';
    return this.desk.act(actor, rolloutId, { what }, async ({ tx, rollout, now, today }) => {
      const participation = await tx.findOneBy(Participation, { id, rolloutId });
      if (!participation) throw new Refusal('not-found', 'There is no such participation in this rollout.');
      if (yes && !mayHelp(participation))
        throw new Refusal(
          'conflict',
          'Who helps others has come to the new place first. Until then somebody helps them.',
        );
      await this.note({ tx, rollout, now }, participation, yes);
      return { subject: id, answer: await viewOf(tx, rolloutId, today) };
    });
  }

  private async note(
    { tx, rollout, now }: Pick<OwnPageVisit, 'tx' | 'rollout' | 'now'>,
    participation: Participation,
    yes: boolean,
  ): Promise<void> {
    await tx.update(Participation, participation.id, { advocate: yes });
    // Who tried it first was asked there as well: one answer, wherever they give it.
    await tx.update(Seat, { participationId: participation.id }, { wouldHelp: yes });
    if (!yes) await this.handover.run(tx, rollout, localDay(now, rollout.plan.timeZone), now);
  }

  list(actor: Actor, rolloutId: string): Promise<AdvocateView[]> {
    return this.desk.read(actor, rolloutId, (tx, _, today) => viewOf(tx, rolloutId, today));
  }

  /** Who is on the way and has nobody: the leads help them until somebody is free. */
  alone(actor: Actor, rolloutId: string): Promise<Alone[]> {
    return this.desk.read(actor, rolloutId, (tx) => withoutHelper(tx, rolloutId));
  }

  /** How many people at a time somebody takes; what they said to a lead. */
  places(actor: Actor, rolloutId: string, id: string, places: number, seen?: Seen): Promise<AdvocateView[]> {
    return this.desk.act(actor, rolloutId, { what: 'advocate.places' }, async ({ tx, today }) => {
      await mustHelp(tx, rolloutId, id);
      const now = (await viewOf(tx, rolloutId, today)).find((one) => one.participationId === id);
      if (seen) mustBeAsSeen(seen, placesSeen(now?.places));
      await tx.upsert(Advocate, { participationId: id, places }, ['participationId']);
      return { subject: id, answer: await viewOf(tx, rolloutId, today) };
    });
  }

  /** A lead pairs somebody by name; they keep that helper when their wave comes. `null`: the leads help them. */
  assign(actor: Actor, rolloutId: string, participationId: string, advocateId: string | null): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: 'advocate.assigned' }, async ({ tx }) => {
      if (advocateId !== null) await mustHelp(tx, rolloutId, advocateId);
      if (advocateId === participationId) throw new Refusal('invalid', 'Nobody is their own helper.');
      const { affected } = await tx.update(Participation, { id: participationId, rolloutId }, { advocateId });
      if (!affected) throw new Refusal('not-found', 'There is no such participation in this rollout.');
      return { subject: participationId, answer: undefined };
    });
  }

  /** People of one helper's list go to another, or to the leads: all of them named, or nobody is handed over. */
  handOver(actor: Actor, rolloutId: string, { from, people, to }: HandingOver): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: 'advocate.people-handed-over' }, async ({ tx }) => {
      if (to !== null) await mustHelp(tx, rolloutId, to);
      if (to === from || (to !== null && people.includes(to)))
        throw new Refusal('invalid', { field: 'to', message: 'Choose somebody else.' });
      const { affected } = await tx.update(
        Participation,
        { id: In(people), rolloutId, advocateId: from },
        { advocateId: to },
      );
      if (affected !== new Set(people).size)
        throw new Refusal('conflict', 'Some of them are not on this list any more. Look again.');
      return { subject: from, answer: undefined };
    });
  }
}

export interface HandingOver {
  from: string;
  people: string[];
  /** Null: the leads help them. */
  to: string | null;
}

/** What is shown of how many people somebody takes at a time. */
export const placesSeen = (places: number | undefined): Seen => ({
  'People whom they take at a time': `${places ?? ''}`,
});

/** Who is there already, or tries it first; and did not say no, or that they leave. */
const mayHelp = ({ arrivedOn, pilot, outcome }: Participation): boolean =>
  (arrivedOn !== null || pilot) && outcome === null;

async function mustHelp(tx: EntityManager, rolloutId: string, id: string): Promise<void> {
  if (!(await tx.existsBy(Participation, { id, rolloutId, advocate: true })))
    throw new Refusal('not-found', 'This person has not agreed to help others.');
}

async function viewOf(
  tx: EntityManager,
  rolloutId: string,
  today: Temporal.PlainDate,
): Promise<AdvocateView[]> {
  return (await helpers(tx, rolloutId, today)).map(({ id, displayName, whole, free }) => ({
    participationId: id,
    name: displayName,
    places: whole,
    free,
  }));
}
