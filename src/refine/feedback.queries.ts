import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Answer, Form } from '../surveys/form.js';
import { distributions, type QuestionResult } from '../surveys/results.rules.js';
import { overSql } from '../surveys/round.queries.js';
import type { SurveyName } from '../surveys/survey.entity.js';

/** The newest round of one survey: how many answered, and what. */
export interface NewestRound {
  survey: SurveyName;
  number: number;
  closed: boolean;
  asked: number;
  answered: number;
  /** Empty while an anonymous round is open: nobody reads it before its close. */
  questions: QuestionResult[];
}

/** The newest round of each survey that was put to anybody. */
export async function newestRounds(
  tx: EntityManager,
  rolloutId: string,
  now: Temporal.Instant,
): Promise<NewestRound[]> {
  const rows = await tx.query<
    (Omit<NewestRound, 'questions'> & {
      form: Form;
      readable: boolean;
      given: { question: string; value: Answer | null }[];
    })[]
  >(
    `select distinct on (s.name) s.name as survey, r.number, ${overSql('$2')} as closed, v.form,
            r.closed_at is not null or s.secrecy = 'confidential' as readable,
            (select count(*)::int from survey_turnout t where t.round_id = r.id) as asked,
            (select count(*)::int from survey_turnout t where t.round_id = r.id and t.answered) as answered,
            (select coalesce(jsonb_agg(jsonb_build_object('question', a.question, 'value', a.value)), '[]')
               from survey_answer a where a.round_id = r.id and a.value is not null) as given
       from survey s join survey_round r on r.survey_id = s.id join survey_version v on v.id = r.version_id
      where s.rollout_id = $1 order by s.name, r.number desc`,
    [rolloutId, now.toString()],
  );
  return rows.map(({ survey, number, closed, asked, answered, form, readable, given }) => ({
    ...{ survey, number, closed, asked, answered },
    questions: readable ? distributions(form, given) : [],
  }));
}

/** Guides that people can read now. */
export async function guidesPublished(tx: EntityManager, rolloutId: string): Promise<number> {
  const [row] = await tx.query<[{ n: number }]>(
    `select count(distinct g.id)::int as n from guide g join guide_version v on v.guide_id = g.id
      where g.rollout_id = $1 and v.published_on is not null`,
    [rolloutId],
  );
  return row.n;
}
