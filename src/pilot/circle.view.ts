import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Rollout } from '../rollout/rollout.entity.js';
import { Circle } from './circle.entity.js';
import { seatsOf, type SeatView } from './circle.queries.js';
import { isSilent, mixOf, toReplace, type Mix } from './mix.rules.js';

export interface CircleView {
  confirmedAt: string | null;
  /** What the pilot is to find out. */
  objectives: string[];
  /** `silent`: asked, and not heard of for so long that somebody else may have the seat. */
  seats: (SeatView & { silent: boolean })[];
  mix: Mix;
  /** How many to ask besides, now that some have answered; 0 before the circle is confirmed. */
  toReplace: number;
}

export const circleOf = async (tx: EntityManager, rolloutId: string): Promise<Circle> =>
  (await tx.findOneBy(Circle, { rolloutId })) ??
  tx.create(Circle, { rolloutId, objectives: [], confirmedAt: null });

/** The circle as it stands now. */
export async function circleView(
  tx: EntityManager,
  rollout: Pick<Rollout, 'id' | 'plan'>,
  today: Temporal.PlainDate,
): Promise<CircleView> {
  const { circle: wanted } = rollout.plan.gates;
  const circle = await circleOf(tx, rollout.id);
  const seats = (await seatsOf(tx, rollout.id)).map((seat) =>
    Object.assign(seat, {
      silent:
        seat.state === 'asked' && seat.askedOn !== null && isSilent(seat.askedOn, today, rollout.plan.pauses),
    }),
  );
  const accepted = seats
    .filter(({ state }) => state === 'accepted')
    .map(({ comfort }) => comfort ?? 'unknown');
  const waiting = seats.filter(({ state, silent }) => state === 'asked' && !silent).length;
  return {
    confirmedAt: circle.confirmedAt?.toString() ?? null,
    objectives: circle.objectives,
    seats,
    mix: mixOf(accepted, wanted.least),
    toReplace: circle.confirmedAt ? toReplace({ accepted, waiting }, wanted) : 0,
  };
}
