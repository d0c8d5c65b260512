import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { seenField } from '../kernel/http/seen.js';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { dayField, lineField } from '../kernel/http/fields.js';
import { press, submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { momentAt } from '../rollout/calendar.rules.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { HelpHourPage, HelpHoursPage } from './help-hours.pages.js';
import { OfficeHours } from './office-hours.service.js';

const number = z.coerce.number('Write a number.').int('Write a whole number.');
const when = {
  day: z.string('Choose the day.').pipe(dayField),
  hour: z.string('Name an hour.').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the hour as HH:MM.'),
  room: lineField(300),
};
const newHour = z.object({
  ...when,
  minutes: number.min(5, 'At least 5 minutes.').max(600, 'At most 600 minutes.'),
  host: lineField(60),
  capacity: number.min(1, 'At least one.').max(10_000).optional(),
});
const newTime = z.object({ ...when, seen: seenField });
const counted = z.object({ attended: number.min(0).max(10_000) });

interface One {
  rolloutId: string;
  id: string;
}

/** Help hours on pages. The API has one moment where the page has a day and an hour. */
@Controller('rollouts/:rolloutId/help-hours')
@Who('lead')
export class HelpHoursPagesController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly hours: OfficeHours,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Page()
  async list(@By() actor: Actor, @Param('rolloutId') given: string): Promise<PageAnswer> {
    return this.listPage(actor, await this.rollout(actor, given), emptyForm({ minutes: 60, hour: '18:00' }));
  }

  @Post()
  @Page()
  async add(
    @By() actor: Actor,
    @Param('rolloutId') given: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const rollout = await this.rollout(actor, given);
    const page: FormPage = {
      path: leadPath(rollout.id, 'help-hours'),
      draw: (form) => this.listPage(actor, rollout, besideDay(form)),
    };
    return submit(page, newHour, body, ({ day, hour, ...rest }) => {
      const startsAt = momentAt(day, hour, rollout.plan.timeZone);
      return this.hours.add(actor, rollout.id, { kind: 'office hour', startsAt, ...rest });
    });
  }

  @Get(':id')
  @Page()
  one(@By() actor: Actor, @Param() path: One): Promise<PageAnswer> {
    return this.page(actor, path, emptyForm());
  }

  @Post(':id/move')
  @Page()
  async move(@By() actor: Actor, @Param() path: One, @Body() body: unknown): Promise<PageAnswer> {
    const { plan } = await this.rollout(actor, path.rolloutId);
    return submit(this.at(actor, path), newTime, body, ({ day, hour, room, seen }, { rolloutId, id }) =>
      this.hours.move(actor, rolloutId, id, { startsAt: momentAt(day, hour, plan.timeZone), room }, seen),
    );
  }

  @Post(':id/cancel')
  @Page()
  cancel(@By() actor: Actor, @Param() path: One): Promise<PageAnswer> {
    return press(this.at(actor, path), ({ rolloutId, id }) => this.hours.cancel(actor, rolloutId, id));
  }

  @Post(':id/attendance')
  @Page()
  attended(@By() actor: Actor, @Param() path: One, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, path), counted, body, (input, { rolloutId, id }) =>
      this.hours.attended(actor, rolloutId, id, input.attended),
    );
  }

  private at(actor: Actor, path: One): FormPage & One {
    const [rolloutId, id] = [pathId(path.rolloutId), pathId(path.id)];
    return {
      ...{ rolloutId, id, path: leadPath(rolloutId, 'help-hours') },
      draw: (form) => this.page(actor, path, besideDay(form)),
    };
  }

  private rollout(actor: Actor, given: string): Promise<Rollout> {
    return this.desk.read(actor, pathId(given), async (_tx, rollout) => rollout);
  }

  private async listPage(actor: Actor, rollout: Rollout, form: FormState): Promise<VNode> {
    return HelpHoursPage({
      rollout,
      hours: await this.hours.list(actor, rollout.id),
      now: this.clock.now(),
      form,
    });
  }

  private async page(actor: Actor, path: One, form: FormState): Promise<VNode> {
    const rollout = await this.rollout(actor, path.rolloutId);
    const hour = (await this.hours.list(actor, rollout.id)).find(({ id }) => id === path.id);
    if (!hour) throw new Refusal('not-found', 'There is no such help hour here.');
    const at = hour.startsAt.toZonedDateTimeISO(rollout.plan.timeZone);
    const values = {
      ...{ day: at.toPlainDate().toString(), hour: at.toPlainTime().toString({ smallestUnit: 'minute' }) },
      ...{ room: hour.room, ...form.values },
    };
    return HelpHourPage({ rollout, hour, now: this.clock.now(), form: { ...form, values } });
  }
}

const besideDay = (form: FormState): FormState => ({
  ...form,
  reasons: form.reasons.map((reason) => (reason.field === 'startsAt' ? { ...reason, field: 'day' } : reason)),
});
