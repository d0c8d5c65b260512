import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import { localDay } from '../kernel/local-day.js';
import { series } from '../adoption/adoption.queries.js';
import { gradesOf } from '../notices/ledger.queries.js';
import { grades } from '../notices/words.js';
import { ungraded } from '../rollout/grade.words.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { titleOf } from '../rollout/step-words.js';
import { adoptionCsv, proofCsv, roundsCsv, saidCsv, stuckCsv, type ProofRow } from './csv.rules.js';
import { hideFew, hideTotal } from '../privacy/few.rules.js';
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
async function proofOf({ tx, rollout, now, leads }: Asked): Promise<ProofRow[]> {
  const notices = await tx.query<{ key: string; play: string; created_at: Date }[]>(
    'select key, play, created_at from notice where rollout_id = $1',
    [rollout.id],
  );
  const named = new Map(
    notices.map(({ key, play, created_at }) => [
      key,
      {
        what: titleOf(key, play),
        said: localDay(moment(created_at), rollout.plan.timeZone).toString(),
      },
    ]),
  );
  const rows = await gradesOf(tx, rollout.id, [...named.keys()], now);
  return rows.map(({ key, people, grades: counts }) => {
    const all = [...grades.map((grade) => counts[grade]), ungraded({ people, grades: counts })];
    const shown = leads ? all : hideFew(all);
    return {
      ...{ key, ...named.get(key)!, people: leads ? people : hideTotal(people) },
      grades: Object.fromEntries(grades.map((grade, i) => [grade, shown[i] ?? null])),
      none: shown.at(-1) ?? null,
    };
  });
}
