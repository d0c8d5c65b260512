import { Controller, Get, Header, Param, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { idField } from '../kernel/http/fields.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { parse } from '../kernel/http/parse.js';
import { OwnDesk } from '../rollout/own-desk.js';
import { OwnPages } from '../rollout/own-page.service.js';
import { calendarFile } from './calendar-file.js';
import { OfficeHours } from './office-hours.service.js';

/** Help hours from the own page: come, do not come, keep the date. */
@Controller('m/:token/office-hours/:id')
export class OfficeHoursOwnController {
  constructor(
    private readonly desk: OwnDesk,
    private readonly hours: OfficeHours,
    private readonly pages: OwnPages,
    private readonly dataSource: DataSource,
  ) {}

  @Post('come')
  @Page()
  come(@Param('token') token: string, @Param('id') id: string): Promise<PageAnswer> {
    return this.desk.act(token, async ({ tx, participation, now }) => {
      await this.hours.register(tx, parse(idField, id), participation, now);
      return '?said=registered';
    });
  }

  @Post('leave')
  @Page()
  leave(@Param('token') token: string, @Param('id') id: string): Promise<PageAnswer> {
    return this.desk.act(token, async ({ tx, participation }) => {
      await this.hours.unregister(tx, parse(idField, id), participation.id);
      return '?said=unregistered';
    });
  }

  @Get('calendar.ics')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="help-hour.ics"')
  async calendar(@Param('token') token: string, @Param('id') id: string): Promise<string> {
    const tx = this.dataSource.manager;
    const { rollout, now, say } = await this.pages.open(tx, token);
    const hour = await this.hours.find(tx, rollout.id, parse(idField, id));
    return calendarFile(hour, say('Help hour with {host}', { host: hour.host }), now);
  }
}
