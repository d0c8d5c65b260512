import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { dayField, lineField } from '../kernel/http/fields.js';
import { tried } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { momentAt } from '../rollout/calendar.rules.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { LookBackDeskPage } from './look-back-desk.pages.js';
import { Retrospectives } from './retrospective.service.js';

const text = (most: number) =>
  z.string('Write something here.').trim().min(1, 'Write something here.').max(most);
const hour = z.string('Name an hour.').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the hour as HH:MM.');
const meeting = z.object({ day: dayField, hour, where: lineField(200) });
const decision = z.object({ text: text(1000), owner: lineField(80), dueOn: dayField.optional() });
const written = z.object({ words: text(20_000) });
const publishing = z.object({ nextCheckIn: dayField });

/** Looking back on pages: each section its own form. */
@Controller('rollouts/:rolloutId/looking-back')
@Who('lead')
export class LookBackDeskController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly retrospectives: Retrospectives,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.page(actor, pathId(id), emptyForm());
  }

  @Post('meeting')
  @Page()
  meet(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.act(actor, id, body, meeting, async ({ id: rolloutId, plan }, { day, hour: at, where }) => {
      try {
        await this.retrospectives.setMeeting(actor, rolloutId, momentAt(day, at, plan.timeZone), where);
      } catch (error) {
        throw besideDay(error);
      }
    });
  }

  @Post('decisions')
  @Page()
  decide(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.act(actor, id, body, decision, (rollout, given) =>
      this.retrospectives.decide(actor, rollout.id, given),
    );
  }

  @Post('words')
  @Page()
  write(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.act(actor, id, body, written, (rollout, { words }) =>
      this.retrospectives.write(actor, rollout.id, words),
    );
  }

  @Post('publish')
  @Page()
  publish(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.act(actor, id, body, publishing, (rollout, { nextCheckIn }) =>
      this.retrospectives.publish(actor, rollout.id, nextCheckIn),
    );
  }

  private async act<T>(
    actor: Actor,
    given: string,
    body: unknown,
    schema: z.ZodType<T>,
    work: (rollout: Rollout, input: T) => Promise<unknown>,
  ): Promise<PageAnswer> {
    const id = pathId(given);
    const rollout = await this.desk.read(actor, id, async (_tx, found) => found);
    const form = await tried(schema, body, (input) => work(rollout, input));
    return form ? again(await this.page(actor, id, form)) : seeOther(leadPath(id, 'looking-back'));
  }

  private async page(actor: Actor, id: string, form: FormState): Promise<VNode> {
    const rollout = await this.desk.read(actor, id, async (_tx, found) => found);
    const kept = await this.retrospectives.read(actor, id);
    const at = kept.meetingAt?.toZonedDateTimeISO(rollout.plan.timeZone);
    const values = {
      ...(at && {
        day: at.toPlainDate().toString(),
        hour: at.toPlainTime().toString({ smallestUnit: 'minute' }),
      }),
      ...{ where: kept.meetingWhere ?? '', words: kept.words ?? '' },
      ...form.values,
    };
    return LookBackDeskPage({ rollout, kept, now: this.clock.now(), form: { ...form, values } });
  }
}

/** The API has one moment, the page a day and an hour. */
function besideDay(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  return new Refusal(
    error.kind,
    error.reasons.map((reason) => (reason.field === 'at' ? { ...reason, field: 'day' } : reason)),
  );
}
