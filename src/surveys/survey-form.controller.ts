import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { again, Page, seeOther, withStatus, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { OwnDesk } from '../rollout/own-desk.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import { askedOn, nextScreen, type Typed } from './answering.rules.js';
import { AnswersService, type Sheet } from './answers.service.js';
import type { Answers } from './form.js';
import { surveyPath } from './rounds.service.js';
import { ClosedPage, ScreenPage, ThanksPage } from './survey-form.pages.js';

/** The form, below somebody's own page. Looking changes nothing: link scanners look. */
@Controller('m/:token/survey/:roundId')
export class SurveyFormController {
  constructor(
    private readonly desk: OwnDesk,
    private readonly answers: AnswersService,
  ) {}

  @Get()
  @Page()
  show(
    @Param('token') token: string,
    @Param('roundId') roundId: string,
    @Query('screen') wanted?: string,
  ): Promise<PageAnswer> {
    return this.desk.visit(token, async (visit) => {
      const sheet = await this.answers.sheet(visit, roundId);
      const page = pageOf(visit, sheet);
      if (!sheet.open) return withStatus(410, ClosedPage({ ...page, typed: {} }));
      const screen = Number(wanted ?? 1);
      const there = askedOn(sheet.form, screen, sheet.answers).length > 0;
      const form = emptyForm({ ...asTyped(sheet.answers), helped: sheet.withHelp ? 'yes' : undefined });
      return ScreenPage({ ...page, screen: there ? screen : 1, form });
    });
  }

  @Get('thanks')
  @Page()
  thanks(@Param('token') token: string, @Param('roundId') roundId: string): Promise<PageAnswer> {
    return this.desk.visit(token, async (visit) =>
      ThanksPage(pageOf(visit, await this.answers.sheet(visit, roundId))),
    );
  }

  @Post(':screen')
  @Page()
  save(
    @Param('token') token: string,
    @Param('roundId') roundId: string,
    @Param('screen') number: string,
    @Body() typed: Typed = {},
  ): Promise<PageAnswer> {
    return this.desk.visit(token, async (visit) => {
      const screen = Number(number);
      const saved = await this.answers.save(visit, roundId, screen, typed, typed['helped'] === 'yes');
      const page = pageOf(visit, saved.sheet);
      if (saved.outcome === 'closed') return withStatus(410, ClosedPage({ ...page, typed }));
      if (saved.outcome === 'problems') {
        return again(ScreenPage({ ...page, screen, form: { values: typed, reasons: saved.problems } }));
      }
      const next = nextScreen(saved.sheet.form, screen, saved.sheet.answers);
      return seeOther(next === null ? `${page.path}/thanks` : `${page.path}?screen=${next}`);
    });
  }
}

const pageOf = (visit: OwnPageVisit, sheet: Sheet) => ({
  sheet,
  say: visit.say,
  path: `${visit.path as `/${string}`}${surveyPath(sheet.round.id)}` as const,
  home: visit.path,
  timeZone: visit.rollout.plan.timeZone,
});

/** Saved answers as the fields of a form hold them. */
const asTyped = (answers: Answers): Typed =>
  Object.fromEntries(
    [...answers].map(([key, answer]) => [key, Array.isArray(answer) ? answer : String(answer)]),
  );
