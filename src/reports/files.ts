import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { series } from '../adoption/adoption.queries.js';
import { gradesOf } from '../notices/ledger.queries.js';
import { grades, type Grade } from '../notices/words.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { adoptionCsv, proofCsv, roundsCsv, saidCsv, stuckCsv } from './csv.rules.js';
import { hideFew, hideTotal, type Shown } from '../privacy/few.rules.js';
import { roundsOf, saidOf, stuckOf } from './reports.queries.js';

/** What a file is made of. `leads`: who reads it sees each message by name of person elsewhere anyway. */
interface Asked {
  tx: EntityManager;
  rollout: Rollout;
  now: Temporal.Instant;
  leads: boolean;
}

/** Files to take along, by name; counts only. */
export const files = {
  adoption: async ({ tx, rollout }: Asked) => adoptionCsv(await series(tx, rollout.id)),
  proof: async (asked: Asked) => proofCsv(await proofOf(asked), grades),
  said: async ({ tx, rollout, now }: Asked) => saidCsv(await saidOf(tx, rollout.id, now)),
  surveys: async ({ tx, rollout, now }: Asked) =>
    roundsCsv(await roundsOf(tx, rollout.id, rollout.plan.timeZone, now)),
  stuck: async ({ tx, rollout }: Asked) => stuckCsv(await stuckOf(tx, rollout.id)),
} as const;

export type FileName = keyof typeof files;
export const fileNames = Object.keys(files) as [FileName, ...FileName[]];

/** How surely each message was told. Who does not lead sees no count of fewer than five people. */
async function proofOf({
  tx,
  rollout,
  now,
  leads,
}: Asked): Promise<{ key: string; people: Shown; grades: Record<Grade, Shown> }[]> {
  const notices = await tx.query<{ key: string }[]>('select key from notice where rollout_id = $1', [
    rollout.id,
  ]);
  const keys = notices.map(({ key }) => key);
  const rows = await gradesOf(tx, rollout.id, keys, now);
  if (leads) return rows;
  return rows.map(({ key, people, grades: counts }) => {
    const proven = grades.map((grade) => counts[grade]);
    const shown = hideFew([...proven, people - proven.reduce((a, b) => a + b, 0)]);
    const told = grades.map((grade, i) => [grade, shown[i] ?? null]);
    return { key, people: hideTotal(people), grades: Object.fromEntries(told) as Record<Grade, Shown> };
  });
}
