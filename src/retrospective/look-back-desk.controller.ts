import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { dayField, lineField } from '../kernel/http/fields.js';
import { submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { seenField } from '../kernel/http/seen.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { momentAt } from '../rollout/calendar.rules.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { howMany } from '../rollout/rollout.schemas.js';
import { Scenes } from '../rollout/scene.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { LookBackDeskPage } from './look-back-desk.pages.js';
import { Retrospectives } from './retrospective.service.js';

const text = (most: number) =>
  z.string('Write something here.').trim().min(1, 'Write something here.').max(most);
const hour = z.string('Name an hour.').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the hour as HH:MM.');
const seen = seenField;
const meeting = z.object({ seen, day: dayField, hour, where: lineField(200) });
const decision = z.object({ text: text(1000), owner: lineField(80), dueOn: dayField.optional() });
const written = z.object({ seen, words: text(20_000) });
const publishing = z.object({ seen, nextCheckIn: dayField }).extend(howMany.shape);

/** Looking back on pages: each section its own form. */
@Controller('rollouts/:rolloutId/looking-back')
@Who('lead')
export class LookBackDeskController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly retrospectives: Retrospectives,
    private readonly scenes: Scenes,
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
    return submit(this.at(actor, id), meeting, body, async (given, { rolloutId }) => {
      const { day, hour: at, where } = given;
      const { plan } = await this.rollout(actor, rolloutId);
      try {
        const moment = momentAt(day, at, plan.timeZone);
        await this.retrospectives.setMeeting(actor, rolloutId, moment, where, given.seen);
      } catch (error) {
        throw besideDay(error);
      }
    });
  }

  @Post('decisions')
  @Page()
  decide(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), decision, body, (given, { rolloutId }) =>
      this.retrospectives.decide(actor, rolloutId, given),
    );
  }

  @Post('words')
  @Page()
  write(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), written, body, (given, { rolloutId }) =>
      this.retrospectives.write(actor, rolloutId, given.words, given.seen),
    );
  }

  @Post('publish')
  @Page()
  publish(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), publishing, body, ({ people, ...given }, { rolloutId }) =>
      this.retrospectives.publish(actor, rolloutId, { ...given, inNumbers: { people } }),
    );
  }

  private at(actor: Actor, given: string): FormPage & { rolloutId: string } {
    const rolloutId = pathId(given);
    return {
      ...{ rolloutId, path: leadPath(rolloutId, 'looking-back') },
      draw: (form) => this.page(actor, rolloutId, form),
    };
  }

  private rollout(actor: Actor, id: string): Promise<Rollout> {
    return this.desk.read(actor, id, async (_tx, found) => found);
  }

  private async page(actor: Actor, id: string, form: FormState): Promise<VNode> {
    const { rollout, scene } = await this.desk.read(actor, id, async (tx, found) => ({
      rollout: found,
      scene: await this.scenes.of(tx, found),
    }));
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
    const ready = !kept.publishedOn && kept.decisions.length > 0;
    const told = ready ? { ...(await this.retrospectives.toPublish(actor, id)), scene } : null;
    return LookBackDeskPage({ rollout, kept, told, now: this.clock.now(), form: { ...form, values } });
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
