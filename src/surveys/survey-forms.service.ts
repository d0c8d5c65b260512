import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '../kernel/refusal.js';
import type { Form } from './form.js';
import { withTasks } from './own-form.rules.js';
import { Survey, SurveyVersion, type Secrecy, type SurveyName } from './survey.entity.js';

/** What is asked, in versions, and whether answers are confidential or anonymous. */
@Injectable()
export class SurveyForms {
  /** A lead's own questions where there are any, else ours: a new version where they changed. */
  async current(
    tx: EntityManager,
    rolloutId: string,
    name: SurveyName,
    ours: Form,
    now: Temporal.Instant,
  ): Promise<SurveyVersion> {
    const survey = await this.survey(tx, rolloutId, name);
    const newest = await this.newest(tx, survey.id);
    const form = asNow(newest, ours);
    if (newest && isDeepStrictEqual(newest.form, asKept(form))) return newest;
    return this.add(tx, survey.id, form, newest?.writtenBy ?? null, now);
  }

  /** Puts a lead's own questions; null goes back to ours. Rounds that are open keep what they asked. */
  async write(
    tx: EntityManager,
    rolloutId: string,
    name: SurveyName,
    form: Form,
    writtenBy: string | null,
    now: Temporal.Instant,
  ): Promise<SurveyVersion> {
    const survey = await this.survey(tx, rolloutId, name);
    return this.add(tx, survey.id, form, writtenBy, now);
  }

  /** Confidential or anonymous, before the first answer; refused with every reason. */
  async choose(tx: EntityManager, rolloutId: string, name: SurveyName, secrecy: Secrecy): Promise<void> {
    const survey = await this.survey(tx, rolloutId, name);
    if (survey.secrecy === secrecy) return;
    const reasons: string[] = [];
    const [row] = await tx.query<{ answered: boolean }[]>(
      `select exists (select from survey_answer a join survey_round r on r.id = a.round_id
        where r.survey_id = $1) as answered`,
      [survey.id],
    );
    if (row?.answered)
      reasons.push(`This survey was answered as ${survey.secrecy}: what people were told then is kept.`);
    if (name === 'pilot')
      reasons.push(
        'The weekly round of the pilot is always confidential: among 5 to 10 people an answer gives its author away, so promise no more.',
      );
    else if (secrecy === 'anonymous')
      reasons.push(
        'Anonymous surveys are not built yet: an answer must not be traceable even in the database. Keep it confidential.',
      );
    if (reasons.length > 0)
      throw new Refusal(
        'conflict',
        reasons.map((message) => ({ field: 'secrecy', message })),
      );
    await tx.update(Survey, survey.id, { secrecy });
  }

  async survey(tx: EntityManager, rolloutId: string, name: SurveyName): Promise<Survey> {
    await tx.query('insert into survey (rollout_id, name) values ($1, $2) on conflict do nothing', [
      rolloutId,
      name,
    ]);
    return tx.findOneByOrFail(Survey, { rolloutId, name });
  }

  newest(tx: EntityManager, surveyId: string): Promise<SurveyVersion | null> {
    return tx.findOne(SurveyVersion, { where: { surveyId }, order: { number: 'desc' } });
  }

  private async add(
    tx: EntityManager,
    surveyId: string,
    form: Form,
    writtenBy: string | null,
    madeAt: Temporal.Instant,
  ): Promise<SurveyVersion> {
    const number = ((await this.newest(tx, surveyId))?.number ?? 0) + 1;
    return tx.save(tx.create(SurveyVersion, { surveyId, number, form, writtenBy, madeAt }));
  }
}

/** What the next round would ask: a lead's own questions, with the things to try as they are now, else ours. */
export const asNow = (newest: SurveyVersion | null, ours: Form): Form =>
  newest === null || newest.writtenBy === null ? ours : withTasks(newest.form, ours);

/** JSON drops what is undefined; so does the comparison. */
const asKept = (form: Form): Form => JSON.parse(JSON.stringify(form)) as Form;
