import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { Form } from './form.js';
import { Round } from './round.entity.js';
import type { SurveyName } from './survey.entity.js';
import { SurveyForms } from './survey-forms.service.js';

export interface Opening {
  survey: SurveyName;
  /** From 1; a round is opened once. */
  number: number;
  /** The questions that come with Changeover; a lead's own are put instead where there are any. */
  form: Form;
  /** Participations. Whoever is asked later is in the next round. */
  invited: string[];
  /** Until when people are told that they can answer. */
  closesAt: Temporal.Instant;
  now: Temporal.Instant;
}

/** Where a round is answered, below the person's own page. */
export const surveyPath = (roundId: string): string => `/survey/${roundId}`;

/** Nothing is taken any more once a round was closed, or the moment has come that people were told. */
export const isOpen = (round: Pick<Round, 'closesAt' | 'closedAt'>, now: Temporal.Instant): boolean =>
  round.closedAt === null && Temporal.Instant.compare(now, round.closesAt) < 0;

/** Surveys put to people in rounds. Every method runs in the caller's transaction. */
@Injectable()
export class Rounds {
  constructor(private readonly forms: SurveyForms) {}

  /** Opening a round that exists gives that round and changes nothing. */
  async open(tx: EntityManager, rollout: Pick<Rollout, 'id'>, opening: Opening): Promise<Round> {
    const there = await this.find(tx, rollout.id, opening.survey, opening.number);
    if (there) return there;
    const version = await this.forms.current(tx, rollout.id, opening.survey, opening.form, opening.now);
    const round = await tx.save(
      tx.create(Round, {
        rolloutId: rollout.id,
        surveyId: version.surveyId,
        versionId: version.id,
        number: opening.number,
        openedAt: opening.now,
        closesAt: opening.closesAt,
        closedAt: null,
      }),
    );
    await tx.query(
      `insert into survey_turnout (round_id, participation_id)
       select $1, id from participation where id = any($2::uuid[]) and rollout_id = $3`,
      [round.id, opening.invited, rollout.id],
    );
    return round;
  }

  /** Closing one that is closed, or was never opened, changes nothing. */
  async close(
    tx: EntityManager,
    rolloutId: string,
    survey: SurveyName,
    number: number,
    now: Temporal.Instant,
  ): Promise<void> {
    const round = await this.find(tx, rolloutId, survey, number);
    if (round?.closedAt === null) await tx.update(Round, round.id, { closedAt: now });
  }

  /** Closes whatever of a survey is still open: its phase is over. */
  async closeAll(
    tx: EntityManager,
    rolloutId: string,
    survey: SurveyName,
    now: Temporal.Instant,
  ): Promise<void> {
    await tx.query(
      `update survey_round set closed_at = $3 from survey s
        where s.id = survey_id and s.rollout_id = $1 and s.name = $2 and closed_at is null`,
      [rolloutId, survey, now.toString()],
    );
  }

  find(tx: EntityManager, rolloutId: string, survey: SurveyName, number: number): Promise<Round | null> {
    return tx
      .createQueryBuilder(Round, 'round')
      .innerJoin('survey', 's', 's.id = round.survey_id')
      .where('s.rollout_id = :rolloutId and s.name = :survey and round.number = :number', {
        rolloutId,
        survey,
        number,
      })
      .getOne();
  }

  /** Member ids of who was asked in a round and has not answered. */
  async owing(tx: EntityManager, roundId: string): Promise<string[]> {
    const rows = await tx.query<{ member_id: string }[]>(
      `select p.member_id from survey_turnout t
         join participation p on p.id = t.participation_id
         join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
        where t.round_id = $1 and not t.answered order by p.member_id`,
      [roundId],
    );
    return rows.map((row) => row.member_id);
  }

  /** Of these members, who still owes an answer that would be taken: asked at the moment of sending. */
  async stillOwing(
    tx: EntityManager,
    round: Round,
    memberIds: readonly string[],
    now: Temporal.Instant,
  ): Promise<Set<string>> {
    if (!isOpen(round, now)) return new Set();
    const owing = new Set(await this.owing(tx, round.id));
    return new Set(memberIds.filter((id) => owing.has(id)));
  }

  /** Takes somebody out of the rounds that they have not answered: they do not owe anything any more. */
  async excuse(tx: EntityManager, participationId: string): Promise<void> {
    await tx.query(
      `delete from survey_turnout t using survey_round r
        where r.id = t.round_id and t.participation_id = $1 and not t.answered and r.closed_at is null`,
      [participationId],
    );
  }

  /** Participations that gave this answer to a question of any round of a survey. */
  async whoSaid(
    tx: EntityManager,
    rolloutId: string,
    survey: SurveyName,
    question: string,
    value: string,
  ): Promise<string[]> {
    const rows = await tx.query<{ participation_id: string }[]>(
      `select distinct a.participation_id from survey_answer a
         join survey_round r on r.id = a.round_id join survey s on s.id = r.survey_id
        where s.rollout_id = $1 and s.name = $2 and a.question = $3 and a.value = to_jsonb($4::text)
          and a.participation_id is not null`,
      [rolloutId, survey, question, value],
    );
    return rows.map((row) => row.participation_id);
  }

  /** The moment at which the agenda closes a round, where it says so. */
  async plannedClose(tx: EntityManager, rolloutId: string, key: string): Promise<Temporal.Instant | null> {
    const [row] = await tx.query<{ due_at: Date }[]>(
      'select due_at from occurrence where rollout_id = $1 and key = $2',
      [rolloutId, key],
    );
    return row ? moment(row.due_at) : null;
  }
}
