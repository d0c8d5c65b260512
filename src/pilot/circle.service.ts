import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { Comfort } from '../rollout/words.js';
import { Circle, Seat } from './circle.entity.js';
import { candidates, seatsOf } from './circle.queries.js';
import { suggestCircle, type Suggestion } from './circle.rules.js';
import { circleOf, circleView, type CircleView } from './circle.view.js';
import { Asking } from './asking.service.js';
import { aimsSeen, chosenSeen } from './tasks.form.js';

export interface Chosen {
  participationId: string;
  mark?: Comfort | undefined;
}

/** The leads choose who tries it first. */
@Injectable()
export class CircleService {
  constructor(
    private readonly desk: LeadDesk,
    private readonly asking: Asking,
  ) {}

  look(actor: Actor, rolloutId: string): Promise<CircleView> {
    return this.desk.read(actor, rolloutId, circleView);
  }

  /** Who might be asked, and why each; the same seed gives the same circle. */
  suggest(actor: Actor, rolloutId: string, size: number, seed = rolloutId): Promise<Suggestion[]> {
    return this.desk.read(actor, rolloutId, async (tx, _rollout, today) => {
      const roster = await candidates(tx, rolloutId, { seed, seated: false });
      const already = await candidates(tx, rolloutId, { seed, seated: true });
      return suggestCircle(roster, { size, seed, today, already });
    });
  }

  /** A lead's choice replaces the draft. */
  choose(actor: Actor, rolloutId: string, chosen: Chosen[], seen?: Seen): Promise<CircleView> {
    return this.desk.act(actor, rolloutId, { what: 'circle.chosen' }, async ({ tx, rollout, today }) => {
      if ((await circleOf(tx, rolloutId)).confirmedAt)
        throw new Refusal('conflict', 'The circle is confirmed. Add or remove single people instead.');
      if (seen) mustBeAsSeen(seen, chosenSeen(await seatsOf(tx, rolloutId)));
      await mustBeFree(
        tx,
        rolloutId,
        chosen.map((one) => one.participationId),
      );
      await tx.delete(Seat, { rolloutId });
      for (const { participationId, mark } of chosen)
        await tx.insert(Seat, { participationId, rolloutId, state: 'draft', mark: mark ?? null });
      return { subject: rolloutId, answer: await circleView(tx, rollout, today) };
    });
  }

  /** From now on the chosen are asked; what leads noted about their comfort is deleted. */
  confirm(actor: Actor, rolloutId: string): Promise<CircleView> {
    return this.desk.act(
      actor,
      rolloutId,
      { what: 'circle.confirmed' },
      async ({ tx, rollout, now, today }) => {
        const circle = await circleOf(tx, rolloutId);
        mustBeReady(rollout, circle, await tx.countBy(Seat, { rolloutId }));
        await tx.update(Seat, { rolloutId }, { state: 'asked', askedOn: today, mark: null });
        await tx.save(tx.merge(Circle, circle, { confirmedAt: now }));
        return { subject: rolloutId, answer: await circleView(tx, rollout, today) };
      },
    );
  }

  /** One more, in somebody's stead: asked at once where the others were asked already. */
  add(actor: Actor, rolloutId: string, participationId: string): Promise<CircleView> {
    return this.desk.act(actor, rolloutId, { what: 'circle.added' }, async (desk) => {
      const { tx, rollout, today } = desk;
      if (!(await circleOf(tx, rolloutId)).confirmedAt)
        throw new Refusal('too-early', 'The circle is a draft: choose its people, then confirm it.');
      if (rollout.pausedAt)
        throw new Refusal('conflict', 'The rollout is paused. Resume it, then ask somebody.');
      const most = rollout.plan.gates.circle.most;
      const { seats: all } = await circleView(tx, rollout, today);
      const seats = all.filter((seat) => seat.state !== 'declined' && !seat.silent);
      if (seats.length >= most)
        throw new Refusal('conflict', `${seats.length} are in the circle or asked; ${most} is the most.`);
      await mustBeFree(tx, rolloutId, [participationId]);
      await tx.insert(Seat, { participationId, rolloutId, state: 'asked', askedOn: today });
      await this.asking.latecomers(desk);
      await this.asking.watch(tx, rollout, today);
      return { subject: participationId, answer: await circleView(tx, rollout, today) };
    });
  }

  /** A lead takes somebody out; nothing is asked of them any more. */
  remove(actor: Actor, rolloutId: string, participationId: string): Promise<CircleView> {
    return this.desk.act(actor, rolloutId, { what: 'circle.removed' }, async ({ tx, rollout, today }) => {
      if (!(await tx.existsBy(Seat, { rolloutId, participationId })))
        throw new Refusal('not-found', 'This person has no seat in the circle.');
      await this.asking.release(tx, participationId);
      await tx.delete(Seat, { participationId });
      await this.asking.watch(tx, rollout, today);
      return { subject: participationId, answer: await circleView(tx, rollout, today) };
    });
  }

  /**
   * What the pilot is to find out.
   * @param seen what the page showed when it was opened, if a page sent it
   */
  aim(actor: Actor, rolloutId: string, objectives: string[], seen?: Seen): Promise<CircleView> {
    return this.desk.act(actor, rolloutId, { what: 'circle.objectives' }, async ({ tx, rollout, today }) => {
      const circle = await circleOf(tx, rolloutId);
      if (seen) mustBeAsSeen(seen, aimsSeen(circle.objectives));
      await tx.save(tx.merge(Circle, circle, { objectives }));
      return { subject: rolloutId, answer: await circleView(tx, rollout, today) };
    });
  }
}

function mustBeReady(rollout: Rollout, circle: Circle, chosen: number): void {
  const { least, most } = rollout.plan.gates.circle;
  const reasons: string[] = [];
  if (circle.confirmedAt) reasons.push('The circle is confirmed already.');
  if (rollout.state !== 'running') reasons.push('Start the rollout first: nobody is asked before.');
  if (chosen < least || chosen > most)
    reasons.push(
      `${chosen} ${chosen === 1 ? 'person is' : 'people are'} chosen; choose ${least} to ${most}.`,
    );
  if (reasons.length > 0)
    throw new Refusal(
      'conflict',
      reasons.map((message) => ({ message })),
    );
}

/** Each is on the roster of this rollout, named once, has not declined the move, and was not asked before. */
async function mustBeFree(tx: EntityManager, rolloutId: string, ids: string[]): Promise<void> {
  const rows = await tx.query<{ id: string; outcome: string | null; state: string | null }[]>(
    `select p.id, p.outcome, s.state from participation p
       join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
       left join circle_seat s on s.participation_id = p.id
      where p.rollout_id = $1 and p.id = any($2::uuid[])`,
    [rolloutId, ids],
  );
  const reasons = ids.flatMap((id, i): Reason[] => {
    const row = rows.find((one) => one.id === id);
    const say = (message: string): Reason[] => [{ field: `members.${i}`, message }];
    if (ids.indexOf(id) !== i) return say('This person is named twice.');
    if (!row) return say('This person is not on the roster of this rollout.');
    if (row.outcome)
      return say('This person said that they do not come along, or cannot; ask somebody else.');
    return row.state && row.state !== 'draft' ? say(`This person was asked already (${row.state}).`) : [];
  });
  if (reasons.length > 0) throw new Refusal('invalid', reasons);
}
