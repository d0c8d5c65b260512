import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import type { PlayKey } from '../rollout/playbook.js';
import { questionsOf, type Form } from './form.js';
import type { SurveyName } from './survey.entity.js';

const opens: Record<SurveyName, PlayKey> = {
  pilot: 'pilot.survey',
  pulse: 'launch.pulse',
  retrospective: 'retrospective.survey',
};

/** When the next round goes out by itself; null where none is planned. */
export async function nextRound(
  tx: EntityManager,
  rolloutId: string,
  name: SurveyName,
): Promise<Temporal.Instant | null> {
  const [row] = await tx.query<{ next: Date | null }[]>(
    `select min(due_at) as next from occurrence
      where rollout_id = $1 and play = $2 and state = 'planned' and key !~ '/(reminder|closes)$'`,
    [rolloutId, opens[name]],
  );
  return row?.next ? moment(row.next) : null;
}

export interface RoundSoFar {
  number: number;
  openedAt: Temporal.Instant;
  closesAt: Temporal.Instant;
  /** Nothing is taken any more. */
  closed: boolean;
  asked: number;
  answered: number;
  form: Form;
}

/** Every round of a survey with what it asked, oldest first. */
export async function roundsSoFar(
  tx: EntityManager,
  rolloutId: string,
  name: SurveyName,
  now: Temporal.Instant,
): Promise<RoundSoFar[]> {
  const rows = await tx.query<(RoundSoFar & { opened: Date; closes: Date })[]>(
    `select r.number, r.opened_at as opened, r.closes_at as closes, v.form,
            (r.closed_at is not null or r.closes_at <= $3::timestamptz) as closed,
            count(t)::int as asked, (count(t) filter (where t.answered))::int as answered
       from survey_round r join survey s on s.id = r.survey_id join survey_version v on v.id = r.version_id
       left join survey_turnout t on t.round_id = r.id
      where s.rollout_id = $1 and s.name = $2
      group by r.id, v.id order by r.number`,
    [rolloutId, name, now.toString()],
  );
  return rows.map(({ opened, closes, ...row }) => ({
    ...{ ...row, openedAt: moment(opened), closesAt: moment(closes) },
  }));
}

/** Keys of everything that a survey ever asked. */
export async function keysEver(tx: EntityManager, surveyId: string): Promise<string[]> {
  const rows = await tx.query<{ form: Form }[]>('select form from survey_version where survey_id = $1', [
    surveyId,
  ]);
  return rows.flatMap(({ form }) => questionsOf(form).map(({ key }) => key));
}
