import type { EntityManager } from 'typeorm';
import type { OccurrenceState } from '../rollout/occurrence.entity.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { DatedWave, Waves } from './waves.service.js';

export type WaveView = DatedWave & { people: number };

/** What a change would do to the waves, in numbers. */
export interface WaveChange {
  before: WaveView[];
  after: WaveView[];
  /** People who would come into another wave than now. */
  moving: number;
}

/** All waves with their days and how many people are in each. */
export async function waveViews(tx: EntityManager, waves: Waves, rollout: Rollout): Promise<WaveView[]> {
  const sizes = await tx.query<{ number: number; people: number }[]>(
    `select w.number, count(i.*)::int as people from wave w left join invitation i on i.wave_id = w.id
      where w.rollout_id = $1 group by w.number`,
    [rollout.id],
  );
  return (await waves.dated(tx, rollout)).map((wave) =>
    Object.assign(wave, { people: sizes.find((size) => size.number === wave.number)?.people ?? 0 }),
  );
}

/** In which wave everybody is who is still to be invited. */
export async function whoIsWhere(tx: EntityManager, rolloutId: string): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: string; number: number }[]>(
    `select i.participation_id as id, w.number from invitation i join wave w on w.id = i.wave_id
      where w.rollout_id = $1 and i.said_on is null`,
    [rolloutId],
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** How a wave stands on the agenda: a lead may have stopped it. Waves that still wait for something are not on it. */
export async function onAgenda(tx: EntityManager, rolloutId: string): Promise<Map<number, OccurrenceState>> {
  const rows = await tx.query<{ step: string; state: OccurrenceState }[]>(
    `select step, state from occurrence where rollout_id = $1 and play = 'launch.invitation'`,
    [rolloutId],
  );
  return new Map(rows.map(({ step, state }) => [Number(step), state]));
}
