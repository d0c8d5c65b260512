import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api } from '../kernel/http/api.js';
import { dayAnswer } from '../kernel/http/fields.js';
import { formOf } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { RateLimit } from '../kernel/http/rate-limit.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { reportForm, tooOften } from './false-report.input.js';
import { FalseReportsPage } from './false-reports.pages.js';
import { FalseReports } from './false-reports.service.js';
import { OwnReportPage } from './from-us.pages.js';
import { OptOuts } from './opt-outs.service.js';

/** Of one member in an hour. */
const REPORTS = 5;

const Line = z.object({
  id: z.uuid(),
  on: dayAnswer,
  what: z.string(),
  where: z.string().nullable(),
  phrase: z.string().nullable().describe('Of ours, which it carried: somebody copied it'),
  notOurs: z.string().optional().describe('The words that stood in it, where they are none of ours'),
  more: z.number().int().describe('How many more came that day, whose words are not kept'),
});

/** Messages that are not ours: reported from somebody's own page, and read by the leads. */
@Controller()
export class FalseReportsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reports: FalseReports,
    private readonly optOuts: OptOuts,
    private readonly limit: RateLimit,
  ) {}

  @Get('m/:token/false')
  @Page()
  async ask(@Param('token') token: string, @Query('said') said?: string): Promise<PageAnswer> {
    const { say } = await this.optOuts.readerOf(this.dataSource.manager, token);
    return OwnReportPage({ path: `/m/${token}`, say, form: emptyForm(), reported: said === 'reported' });
  }

  @Post('m/:token/false')
  @Page()
  async report(@Param('token') token: string, @Body() body: unknown): Promise<PageAnswer> {
    const { say, memberId, communityId } = await this.optOuts.readerOf(this.dataSource.manager, token);
    const page = { path: `/m/${token}`, say, reported: false };
    const sent = formOf(reportForm, body);
    if (!sent.ok) return again(OwnReportPage({ ...page, form: sent.form }));
    if (!(await this.limit.take('false message', memberId, REPORTS))) {
      const reasons = [tooOften(this.limit.minutesLeft())];
      return again(OwnReportPage({ ...page, form: { ...sent.form, reasons } }));
    }
    const { what, where } = sent.input;
    await this.dataSource.transaction((tx) =>
      this.reports.report(tx, communityId, { what, where, phrase: null }),
    );
    return seeOther(`/m/${token}/false?said=reported`);
  }

  @Get('false-messages')
  @Who('lead')
  @Page()
  async page(@By() { communityId }: Actor): Promise<PageAnswer> {
    return FalseReportsPage({ lines: await this.reports.list(this.dataSource.manager, communityId) });
  }

  @Get('api/v1/false-messages')
  @Who('lead')
  @Api({
    summary: 'List what people reported as a false message, newest first, at most 100',
    answer: z.object({ reports: z.array(Line) }),
  })
  async list(@By() { communityId }: Actor): Promise<unknown> {
    const reports = await this.reports.list(this.dataSource.manager, communityId);
    return { reports: reports.map((one) => ({ ...one, on: one.on.toString() })) };
  }
}
