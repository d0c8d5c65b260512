import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Facts } from '../rollout/facts.js';
import { phaseDays } from '../rollout/phase.rules.js';
import { phases } from '../rollout/phases.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { phaseKeys } from '../rollout/words.js';
import type { LookBack } from './look-back.js';

/** What other features know of the rollout and tell as facts. */
export interface Told {
  band: Facts['adoption.band'];
  proof: Facts['sunset.notice-proof'];
}

/** The record of a rollout as of a day, for looking back at it. Reads only. */
export async function lookBackAt(
  tx: EntityManager,
  rollout: Rollout,
  told: Told,
  today: Temporal.PlainDate,
): Promise<LookBack> {
  const [findings] = await tx.query<LookBack['confused'][]>(
    `select count(*) filter (where severity = 'blocker')::int as blockers,
            count(*) filter (where severity = 'major')::int as majors,
            count(*) filter (where severity = 'minor')::int as minors,
            count(*) filter (where resolved_at is null and dismissed_at is null)::int as open
       from finding where rollout_id = $1`,
    [rollout.id],
  );
  const questions = await tx.query<{ question: string }[]>(
    'select question from faq_entry where rollout_id = $1 order by written_at, question, id limit 50',
    [rollout.id],
  );
  const [help] = await tx.query<LookBack['help'][]>(
    `select (select count(*)::int from help_request where rollout_id = $1) as asked,
            (select count(*)::int from office_hour where rollout_id = $1) as hours`,
    [rollout.id],
  );
  const [chose] = await tx.query<{ not_coming: number }[]>(
    `select count(*)::int as not_coming from participation p
       join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
      where p.rollout_id = $1 and p.outcome in ('declined', 'will leave')`,
    [rollout.id],
  );
  return {
    asOf: today.toString(),
    phases: await planAndReal(tx, rollout),
    transition: await transitionOf(tx, rollout.id),
    bothKept: rollout.keptBothAt !== null,
    adoption: weekly(told.band),
    leftBehind: await leftBehind(tx, rollout.id),
    proof: told.proof,
    notComing: chose!.not_coming,
    notices: await tx.query(
      `select n.play, d.state, count(*)::int as people from delivery d join notice n on n.id = d.notice_id
        where d.rollout_id = $1 and n.purpose <> 'team' group by 1, 2 order by 1, 2`,
      [rollout.id],
    ),
    confused: { ...findings!, questions: questions.map((row) => row.question) },
    help: help!,
  };
}

async function planAndReal(tx: EntityManager, rollout: Rollout): Promise<LookBack['phases']> {
  const rows = await tx.query<
    { key: string; opened_on: string | null; closed_on: string | null; overridden: boolean }[]
  >(
    `select key, opened_on, closed_on, override_seconded_by is not null as overridden from phase where rollout_id = $1`,
    [rollout.id],
  );
  return phaseKeys.map((key) => {
    const { from, to } = phaseDays(rollout.plan, key);
    const row = rows.find((one) => one.key === key);
    return {
      name: phases[key].name,
      plannedFrom: from.toString(),
      plannedTo: to?.toString() ?? null,
      opened: row?.opened_on ?? null,
      closed: row?.closed_on ?? null,
      overridden: row?.overridden ?? false,
    };
  });
}

async function transitionOf(tx: EntityManager, rolloutId: string): Promise<LookBack['transition']> {
  const rows = await tx.query<{ t: string }[]>(
    'select t from transition_change where rollout_id = $1 order by number',
    [rolloutId],
  );
  const [first] = rows;
  return first ? { first: first.t, final: rows.at(-1)!.t, timesMoved: rows.length - 1 } : null;
}

/** Kept by adoption in a form in which nobody stands out; nothing is computed anew here. */
async function leftBehind(tx: EntityManager, rolloutId: string): Promise<LookBack['leftBehind']> {
  const rows = await tx.query<{ dimension: string; classes: { names: string[]; cells: number[] }[] }[]>(
    'select dimension, classes from left_behind where rollout_id = $1 order by dimension',
    [rolloutId],
  );
  return rows.flatMap(({ dimension, classes }) =>
    classes.map(({ names, cells: [comfortable = 0, behind = 0] }) => ({
      by: dimension,
      group: names.join(', '),
      comfortable,
      behind,
    })),
  );
}

/** Every seventh day counted from the newest. */
function weekly(band: Facts['adoption.band']): LookBack['adoption'] {
  return band
    .filter((_, i) => (band.length - 1 - i) % 7 === 0)
    .map(({ day, low, high }) => ({ day: day.toString(), low, high }));
}
