import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { press, submit } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { speak } from '../kernel/language/say.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { pathId } from '../rollout/path-id.js';
import { OwnQuestions } from './own-questions.service.js';
import { ChangeQuestionsPage } from './questions-change.pages.js';
import { questionsForm } from './questions.form.js';
import { AllQuestionsPage, QuestionsPage, questionsPath } from './questions.pages.js';
import { surveyNames, type SurveyName } from './survey.entity.js';
import { SurveysService } from './surveys.service.js';

/** What people are asked, on pages: as they read it, and in a lead's own words. */
@Controller('rollouts/:rolloutId/questions')
@Who('lead')
export class QuestionsPagesController {
  constructor(
    private readonly questions: OwnQuestions,
    private readonly surveys: SurveysService,
  ) {}

  @Get()
  @Page()
  async all(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return AllQuestionsPage(await this.questions.all(actor, pathId(id)));
  }

  @Get(':survey')
  @Page()
  show(@By() actor: Actor, @Param() path: Path, @Query('in') language?: string): Promise<PageAnswer> {
    return this.draw(actor, found(path), emptyForm(), language);
  }

  @Post(':survey/ours')
  @Page()
  restore(@By() actor: Actor, @Param() path: Path): Promise<PageAnswer> {
    const one = found(path);
    const page = {
      path: questionsPath(one.rolloutId, one.name),
      draw: (form: FormState) => this.draw(actor, one, form),
    };
    return press(page, () => this.surveys.restore(actor, one.rolloutId, one.name));
  }

  @Get(':survey/change')
  @Page()
  form(@By() actor: Actor, @Param() path: Path): Promise<PageAnswer> {
    return this.drawForm(actor, found(path), emptyForm());
  }

  @Post(':survey/change')
  @Page()
  change(@By() actor: Actor, @Param() path: Path, @Body() body: unknown): Promise<PageAnswer> {
    const { rolloutId, name } = found(path);
    const page = {
      path: questionsPath(rolloutId, name),
      draw: (form: FormState) => this.drawForm(actor, { rolloutId, name }, form),
    };
    return submit(page, questionsForm, body, ({ seen, ...typed }) =>
      this.questions.change(actor, rolloutId, name, typed, seen),
    );
  }

  private async draw(actor: Actor, one: One, form: FormState, language?: string): Promise<VNode> {
    const view = await this.questions.one(actor, one.rolloutId, one.name);
    return QuestionsPage({ ...view, say: speak(typeof language === 'string' ? language : 'en'), form });
  }

  private async drawForm(actor: Actor, one: One, form: FormState): Promise<VNode> {
    return ChangeQuestionsPage({ ...(await this.questions.one(actor, one.rolloutId, one.name)), form });
  }
}

interface Path {
  rolloutId: string;
  survey: string;
}

interface One {
  rolloutId: string;
  name: SurveyName;
}

function found({ rolloutId, survey }: Path): One {
  const name = surveyNames.find((known) => known === survey);
  if (!name) throw new Refusal('not-found', 'There is no such survey.');
  return { rolloutId: pathId(rolloutId), name };
}
