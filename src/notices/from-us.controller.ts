import { Body, Controller, Get, Headers, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import { Config } from '../kernel/config.js';
import { formOf } from '../kernel/http/form.js';
import { again, Page, seeOther, withStatus, type PageAnswer } from '../kernel/http/page.js';
import { RateLimit } from '../kernel/http/rate-limit.js';
import { wantedBy } from '../kernel/language/language.rules.js';
import { msg } from '../kernel/language/message.js';
import { speak, type Say } from '../kernel/language/say.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { reportForm, tooOften } from './false-report.input.js';
import { FalseReports } from './false-reports.service.js';
import { AnswerPage, AskPage, TooOftenPage } from './from-us.pages.js';
import { oursBy } from './from-us.queries.js';
import { phraseTyped } from './phrase.rules.js';

/** Of one visitor in an hour: a whole meeting may sit behind one address. */
const QUESTIONS = 120;
const REPORTS = 20;

/** "Is this from us?", for whoever holds a message. It lists nothing, and answers alike whatever is typed. */
@Controller('true')
export class FromUsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reports: FalseReports,
    private readonly limit: RateLimit,
    private readonly config: Config,
  ) {}

  @Get()
  @Page()
  show(@Query('said') said?: string, @Headers('accept-language') accepts?: string): PageAnswer {
    return this.ask(speak(...wantedBy(accepts)), emptyForm(), said === 'reported');
  }

  /** Answers with a page: what was typed stands in no address. */
  @Post()
  @Page()
  async answer(
    @Req() request: FastifyRequest,
    @Body() body: Record<string, unknown> | undefined,
    @Headers('accept-language') accepts?: string,
  ): Promise<PageAnswer> {
    const say = speak(...wantedBy(accepts));
    const letters = phraseTyped(body?.['phrase']);
    if (!letters) {
      const message = msg('Write the three words that stand at the end of the message.');
      return again(this.ask(say, { values: body ?? {}, reasons: [{ field: 'phrase', message }] }));
    }
    const visitor = this.limit.visitor(request);
    if (!(await this.limit.take('is it from us', visitor, QUESTIONS)))
      return withStatus(429, TooOftenPage({ say, minutes: this.limit.minutesLeft() }));
    const ours = await oursBy(this.dataSource.manager, letters, say);
    const form = emptyForm({ carried: body?.['phrase'] });
    return AnswerPage({ say, ours, form, baseUrl: this.config.baseUrl });
  }

  @Post('report')
  @Page()
  async report(
    @Req() request: FastifyRequest,
    @Body() body: Record<string, unknown> | undefined,
    @Headers('accept-language') accepts?: string,
  ): Promise<PageAnswer> {
    const say = speak(...wantedBy(accepts));
    const sent = formOf(reportForm, body);
    if (!sent.ok) return again(this.ask(say, sent.form));
    if (!(await this.limit.take('false message', this.limit.visitor(request), REPORTS)))
      return again(this.ask(say, { ...sent.form, reasons: [tooOften(this.limit.minutesLeft())] }));
    const { carried, ...words } = sent.input;
    const known = await this.dataSource.transaction(async (tx) => {
      const ours = await oursBy(tx, phraseTyped(carried), say);
      const communityId = ours?.communityId ?? (await this.reports.onlyCommunity(tx));
      const phrase = ours?.phrase ?? null;
      const notOurs = phrase === null && carried ? carried : undefined;
      if (communityId) await this.reports.report(tx, communityId, { ...words, notOurs, phrase });
      return communityId !== null;
    });
    if (known) return seeOther('/true?said=reported');
    const message = msg(
      'We do not know whom this is about. Write the three words that stand in it, or report it on your own page, under “What we told you”.',
    );
    return again(this.ask(say, { ...sent.form, reasons: [{ field: 'carried', message }] }));
  }

  private ask(say: Say, form: FormState, reported = false): VNode {
    return AskPage({ say, form, reported });
  }
}
