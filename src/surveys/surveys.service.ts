import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Actor } from '../access/actor.js';
import type { Seen } from '../kernel/http/seen.js';
import { Refusal } from '../kernel/refusal.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import type { Form } from './form.js';
import { OwnQuestions } from './own-questions.service.js';
import { ResultsQueries, type Breakdown, type RoundResult } from './results.queries.js';
import { SurveyForms } from './survey-forms.service.js';
import { Survey, type Secrecy, type SurveyName } from './survey.entity.js';

export interface SurveyView {
  survey: SurveyName;
  secrecy: Secrecy;
  /** Null before the first round, where no lead wrote questions: ours are put then. */
  version: { number: number; ours: boolean; form: Form } | null;
  /** What the next round asks. */
  asks: Form;
  /** When it goes out by itself; null where none is planned. */
  nextAt: Temporal.Instant | null;
  rounds: RoundResult[];
}

/** What leads do with surveys. */
@Injectable()
export class SurveysService {
  constructor(
    private readonly desk: LeadDesk,
    private readonly forms: SurveyForms,
    private readonly results: ResultsQueries,
    private readonly questions: OwnQuestions,
  ) {}

  async look(actor: Actor, rolloutId: string, name: SurveyName): Promise<SurveyView> {
    const { form, next } = (await this.questions.one(actor, rolloutId, name)).survey;
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const survey = await tx.findOneBy(Survey, { rolloutId, name });
      const newest = survey && (await this.forms.newest(tx, survey.id));
      return {
        survey: name,
        secrecy: survey?.secrecy ?? 'confidential',
        version: newest && { number: newest.number, ours: newest.writtenBy === null, form: newest.form },
        ...{ asks: form, nextAt: next },
        rounds: await this.results.rounds(tx, rollout, name),
      };
    });
  }

  /** Own questions for the rounds to come; open ones keep what they asked. */
  write(
    actor: Actor,
    rolloutId: string,
    name: SurveyName,
    form: Form,
    seen?: Seen,
  ): Promise<{ version: number }> {
    return this.desk.act(actor, rolloutId, { what: 'survey.written' }, async ({ tx, rollout, now }) => {
      if (seen) await this.questions.mustBeAsSeen(tx, rollout, name, seen);
      const version = await this.forms.write(tx, rolloutId, name, form, actor.accountId, now);
      return { subject: version.id, answer: { version: version.number } };
    });
  }

  /** Back to the questions that come with Changeover. */
  restore(actor: Actor, rolloutId: string, name: SurveyName, seen?: Seen): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: 'survey.restored' }, async ({ tx, rollout, now }) => {
      if (seen) await this.questions.mustBeAsSeen(tx, rollout, name, seen);
      const survey = await this.forms.survey(tx, rolloutId, name);
      const newest = await this.forms.newest(tx, survey.id);
      if (newest?.writtenBy) await this.forms.write(tx, rolloutId, name, newest.form, null, now);
      return { subject: survey.id, answer: undefined };
    });
  }

  choose(actor: Actor, rolloutId: string, name: SurveyName, secrecy: Secrecy): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: `survey.${secrecy}` }, async ({ tx }) => {
      await this.forms.choose(tx, rolloutId, name, secrecy);
      return { subject: rolloutId, answer: undefined };
    });
  }

  breakdown(actor: Actor, rolloutId: string, name: SurveyName, question: string): Promise<Breakdown> {
    return this.desk.read(actor, rolloutId, async (tx) => {
      const breakdown = await this.results.byLanguage(tx, rolloutId, name, question);
      if (breakdown.answers.length > 0) return breakdown;
      throw new Refusal(
        'not-found',
        'No closed round of this survey has answers to that question that can be counted.',
      );
    });
  }
}
