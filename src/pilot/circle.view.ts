import type { EntityManager } from 'typeorm';
import type { Rollout } from '../rollout/rollout.entity.js';
import { Circle } from './circle.entity.js';
import { seatsOf, type SeatView } from './circle.queries.js';
import { mixOf, toReplace, type Mix } from './mix.rules.js';

export interface CircleView {
  confirmedAt: string | null;
  /** What the pilot is to find out. */
  objectives: string[];
  seats: SeatView[];
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
): Promise<CircleView> {
  const { circle: wanted } = rollout.plan.gates;
  const circle = await circleOf(tx, rollout.id);
  const seats = await seatsOf(tx, rollout.id);
  const accepted = seats
    .filter(({ state }) => state === 'accepted')
    .map(({ comfort }) => comfort ?? 'unknown');
  const waiting = seats.filter(({ state }) => state === 'asked').length;
  return {
    confirmedAt: circle.confirmedAt?.toString() ?? null,
    objectives: circle.objectives,
    seats,
    mix: mixOf(accepted, wanted.least),
    toReplace: circle.confirmedAt ? toReplace({ accepted, waiting }, wanted) : 0,
  };
}
