import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { day, moment } from '../kernel/database/columns.js';
import { purposesOf } from '../notices/ledger.queries.js';
import { grades, type Grade } from '../notices/words.js';
import type { Answer, Form } from '../surveys/form.js';
import { distributions } from '../surveys/results.rules.js';
import { overSql } from '../surveys/round.queries.js';
import type { SurveyName } from '../surveys/survey.entity.js';
import { hideFew, hideTotal, type Shown } from '../privacy/few.rules.js';

/** What was said for one purpose, and how surely people were told. */
export interface SaidRow {
  purpose: string;
  notices: number;
  people: Shown;
  grades: Record<Grade, Shown>;
  notProven: Shown;
}

export async function saidOf(
  tx: EntityManager,
  rolloutId: string,
  now: Temporal.Instant,
): Promise<SaidRow[]> {
  const rows = await purposesOf(tx, rolloutId, now);
  return rows.map(({ purpose, notices, rows: people, grades: counts }) => {
    const proven = grades.map((grade) => counts[grade]);
    const rest = people - proven.reduce((a, b) => a + b, 0);
    const shown = hideFew([...proven, rest]);
    return {
      ...{ purpose, notices, people: hideTotal(people) },
      grades: Object.fromEntries(grades.map((grade, i) => [grade, shown[i] ?? null])) as Record<Grade, Shown>,
      notProven: shown.at(-1) ?? null,
    };
  });
}

/** One closed round of a survey, in aggregate: texts and names stand nowhere. */
export interface RoundRow {
  survey: SurveyName;
  number: number;
  closedOn: Temporal.PlainDate;
  asked: number;
  answered: number;
  questions: {
    words: string;
    answered: Shown;
    counts: { words: string; people: Shown }[];
    /** Of a scale, from 1 to 5; null where a count is not shown: it would give that away. */
    mean: number | null;
  }[];
}

/** Rounds that are over, newest first: an open one is read by nobody. */
export async function roundsOf(
  tx: EntityManager,
  rolloutId: string,
  timeZone: string,
  now: Temporal.Instant,
): Promise<RoundRow[]> {
  const rows = await tx.query<
    {
      survey: SurveyName;
      number: number;
      closed_at: Date;
      form: Form;
      asked: number;
      answered: number;
      given: { question: string; value: Answer | null }[];
    }[]
  >(
    `select s.name as survey, r.number, coalesce(r.closed_at, r.closes_at) as closed_at, v.form,
            (select count(*)::int from survey_turnout t where t.round_id = r.id) as asked,
            (select count(*)::int from survey_turnout t where t.round_id = r.id and t.answered) as answered,
            (select coalesce(jsonb_agg(jsonb_build_object('question', a.question, 'value', a.value)), '[]')
               from survey_answer a where a.round_id = r.id and a.value is not null) as given
       from survey_round r join survey s on s.id = r.survey_id join survey_version v on v.id = r.version_id
      where r.rollout_id = $1 and ${overSql('$2')}
      order by coalesce(r.closed_at, r.closes_at) desc, s.name`,
    [rolloutId, now.toString()],
  );
  return rows.map(({ survey, number, closed_at, form, asked, answered, given }) => ({
    ...{ survey, number, asked, answered },
    closedOn: localDay(moment(closed_at), timeZone),
    questions: distributions(form, given)
      .filter(({ counts }) => counts.length > 0)
      .map((one) => {
        const shown = hideFew(one.counts.map(({ people }) => people));
        return {
          ...{ words: one.words, answered: hideTotal(one.answered) },
          counts: one.counts.map(({ words }, i) => ({ words, people: shown[i] ?? null })),
          mean: shown.includes(null) ? null : one.mean,
        };
      }),
  }));
}

/** A time in which too many newcomers got stuck. */
export interface StuckRow {
  since: Temporal.PlainDate;
  endedOn: Temporal.PlainDate | null;
  /** A lead let the next wave go all the same. */
  letGo: boolean;
}

export async function stuckOf(tx: EntityManager, rolloutId: string): Promise<StuckRow[]> {
  const rows = await tx.query<{ since: string; ended_on: string | null; let_go: boolean }[]>(
    `select since, ended_on, let_go_at is not null as let_go from friction_alarm
      where rollout_id = $1 order by since desc`,
    [rolloutId],
  );
  return rows.map(({ since, ended_on, let_go }) => ({
    since: day(since),
    endedOn: ended_on === null ? null : day(ended_on),
    letGo: let_go,
  }));
}
