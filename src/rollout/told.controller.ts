import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { momentField } from '../kernel/http/fields.js';
import { Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { parse } from '../kernel/http/parse.js';
import { Readings } from '../notices/readings.service.js';
import { OwnPages } from './own-page.service.js';
import { ON_ONE_PAGE, SaidPage } from './told.pages.js';

const skipped = z.coerce.number().int().min(0).max(10_000).catch(0);
const seen = z.object({ shown: momentField.optional() });

/** What was said to a member, further back than their own page shows; and "I have read this". */
@Controller('m/:token')
export class ToldController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ownPages: OwnPages,
    private readonly readings: Readings,
  ) {}

  @Get('said')
  @Page()
  async said(@Param('token') token: string, @Query('from') query?: string): Promise<PageAnswer> {
    const tx = this.dataSource.manager;
    const { rollout, participation, path, now, say } = await this.ownPages.open(tx, token);
    const from = skipped.parse(query);
    const letters = await this.readings.of(tx, participation.memberId, rollout.id, {
      ...{ most: ON_ONE_PAGE + 1, skip: from },
    });
    return SaidPage({
      ...{ path, say, now, from, timeZone: rollout.plan.timeZone },
      letters: letters.slice(0, ON_ONE_PAGE),
      more: letters.length > ON_ONE_PAGE,
    });
  }

  @Post('seen')
  @Page()
  seen(@Param('token') token: string, @Body() body: unknown): Promise<PageAnswer> {
    const { shown } = parse(seen, body ?? {});
    return this.dataSource.transaction(async (tx) => {
      const { rollout, participation, path, now } = await this.ownPages.open(tx, token);
      const until = shown && shown.epochMilliseconds < now.epochMilliseconds ? shown : now;
      await this.readings.confirm(tx, participation.memberId, rollout.id, { shown: until, now });
      return seeOther(`${path as `/${string}`}?said=seen`);
    });
  }
}
