import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../access/actor.js';
import { KeyTasks } from '../adoption/key-tasks.service.js';
import { Clock } from '../kernel/clock.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { Refusal } from '../kernel/refusal.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { Scenes } from '../rollout/scene.js';
import { questionsOf, type Form } from './form.js';
import { changedForm, questionsSeen } from './questions.form.js';
import { keysEver, nextRound, roundsSoFar, type RoundSoFar } from './questions.queries.js';
import { ourKeys, pilotQuestions, pulseQuestions, retrospectiveQuestions } from './questions.js';
import { asNow, SurveyForms } from './survey-forms.service.js';
import { Survey, surveyNames, type Secrecy, type SurveyName } from './survey.entity.js';

export interface AskedNext {
  name: SurveyName;
  /** What the next round asks. */
  form: Form;
  /** A lead changed something about it. */
  own: boolean;
  secrecy: Secrecy;
  next: Temporal.Instant | null;
  rounds: (Omit<RoundSoFar, 'form'> & { sameQuestions: boolean })[];
}

/** What people will be asked, as leads read and change it on pages. */
@Injectable()
export class OwnQuestions {
  constructor(
    private readonly desk: LeadDesk,
    private readonly forms: SurveyForms,
    private readonly tasks: KeyTasks,
    private readonly scenes: Scenes,
    private readonly clock: Clock,
  ) {}

  all(actor: Actor, rolloutId: string): Promise<{ rollout: Rollout; surveys: AskedNext[] }> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const surveys: AskedNext[] = [];
      for (const name of surveyNames) surveys.push(await this.next(tx, rollout, name));
      return { rollout, surveys };
    });
  }

  one(actor: Actor, rolloutId: string, name: SurveyName): Promise<{ rollout: Rollout; survey: AskedNext }> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => ({
      rollout,
      survey: await this.next(tx, rollout, name),
    }));
  }

  /** @param typed fields as `typedQuestions` names them, and those of one new question */
  change(
    actor: Actor,
    rolloutId: string,
    name: SurveyName,
    typed: Record<string, unknown>,
    seen: Seen,
  ): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: 'survey.written' }, async ({ tx, rollout, now }) => {
      const { form } = await this.next(tx, rollout, name);
      mustBeAsSeen(seen, questionsSeen(form));
      const survey = await this.forms.survey(tx, rollout.id, name);
      const taken = [
        ...ourKeys,
        ...questionsOf(form).map(({ key }) => key),
        ...(await keysEver(tx, survey.id)),
      ];
      const changed = changedForm(form, typed, taken);
      if ('reasons' in changed) throw new Refusal('invalid', changed.reasons);
      if (!isDeepStrictEqual(changed.form, form))
        await this.forms.write(tx, rollout.id, name, changed.form, actor.accountId, now);
      return { subject: survey.id, answer: undefined };
    });
  }

  /** Refuses who has seen other questions than are asked next now. */
  async mustBeAsSeen(tx: EntityManager, rollout: Rollout, name: SurveyName, seen: Seen): Promise<void> {
    mustBeAsSeen(seen, questionsSeen((await this.next(tx, rollout, name)).form));
  }

  private async next(tx: EntityManager, rollout: Rollout, name: SurveyName): Promise<AskedNext> {
    const survey = await tx.findOneBy(Survey, { rolloutId: rollout.id, name });
    const newest = survey && (await this.forms.newest(tx, survey.id));
    const form = asNow(newest, await this.ours(tx, rollout, name));
    const rounds = await roundsSoFar(tx, rollout.id, name, this.clock.now());
    return {
      ...{ name, form, own: newest !== null && newest.writtenBy !== null },
      secrecy: survey?.secrecy ?? 'confidential',
      next: await nextRound(tx, rollout.id, name),
      rounds: rounds.map(({ form: asked, ...round }) => ({
        ...{ ...round, sameQuestions: isDeepStrictEqual(questionsOf(asked), questionsOf(form)) },
      })),
    };
  }

  private async ours(tx: EntityManager, rollout: Rollout, name: SurveyName): Promise<Form> {
    const scene = await this.scenes.of(tx, rollout);
    const places = { old: scene.oldPlace, new: scene.newPlace };
    if (name === 'pulse') return pulseQuestions(places);
    if (name === 'retrospective') return retrospectiveQuestions(places);
    return pilotQuestions(await this.tasks.list(tx, rollout.id), places);
  }
}
