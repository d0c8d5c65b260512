import { Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import { asTag, etagField, type Seen } from '../kernel/http/seen.js';
import { idField, lineField, momentAnswer, momentField } from '../kernel/http/fields.js';
import { meetingKinds } from './office-hour.entity.js';
import { hourSeen, OfficeHours, type OfficeHourView } from './office-hours.service.js';

const rollout = z.object({ rolloutId: idField });
const one = rollout.extend({ id: idField });
const newHour = z.object({
  kind: z.enum(meetingKinds).default('office hour'),
  startsAt: momentField,
  minutes: z.number().int().min(5).max(600).default(60),
  host: lineField(60),
  room: lineField(300),
  capacity: z.number().int().min(1).max(10_000).optional(),
});
const newTime = z.object({ startsAt: momentField, room: lineField(300).optional() });
const counted = z.object({ attended: z.number().int().min(0).max(10_000) });
const answer = z.object({
  id: z.string(),
  kind: z.enum(meetingKinds),
  startsAt: momentAnswer,
  minutes: z.number(),
  host: z.string(),
  room: z.string(),
  capacity: z.number().nullable(),
  guests: z.number(),
  attended: z.number().nullable(),
  cancelledAt: momentAnswer.nullable(),
});

@Controller('api/v1/rollouts/:rolloutId/office-hours')
@Who('lead')
export class OfficeHoursController {
  constructor(private readonly hours: OfficeHours) {}

  @Get()
  @Api({ summary: 'List office hours', params: rollout, answer: z.array(answer.extend({ etag: etagField })) })
  async list(@By() actor: Actor, @Input('params') { rolloutId }: z.infer<typeof rollout>): Promise<unknown> {
    const hours = await this.hours.list(actor, rolloutId);
    return hours.map((hour) => ({ ...hour, etag: asTag(hourSeen(hour)) }));
  }

  @Post()
  @Api({ summary: 'Add an office hour', params: rollout, body: newHour, answer, status: 201 })
  add(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @Input('body') given: z.infer<typeof newHour>,
  ): Promise<OfficeHourView> {
    return this.hours.add(actor, rolloutId, given);
  }

  @Post(':id/move')
  @Api({
    summary: 'Move an office hour to another time or room; who registered is told at once',
    refuses: ['conflict', 'changed'],
    overwrites: true,
    shows: hourSeen,
    params: one,
    body: newTime,
    answer,
  })
  move(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
    @Input('body') to: z.infer<typeof newTime>,
    @IfMatch() seen?: Seen,
  ): Promise<OfficeHourView> {
    return this.hours.move(actor, rolloutId, id, to, seen);
  }

  @Post(':id/cancel')
  @Api({
    summary: 'Cancel an office hour; who registered is told at once',
    refuses: ['conflict'],
    params: one,
    answer,
  })
  cancel(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
  ): Promise<OfficeHourView> {
    return this.hours.cancel(actor, rolloutId, id);
  }

  @Post(':id/attendance')
  @Api({ summary: 'Say how many came', refuses: ['conflict'], params: one, body: counted, answer })
  attended(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
    @Input('body') { attended }: z.infer<typeof counted>,
  ): Promise<OfficeHourView> {
    return this.hours.attended(actor, rolloutId, id, attended);
  }
}
