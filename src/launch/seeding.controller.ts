import { Controller, Delete, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { dayAnswer, dayField, idField, lineField, momentAnswer } from '../kernel/http/fields.js';
import type { SeedingItem } from './seeding-item.entity.js';
import { Seeding } from './seeding.service.js';

const rollout = z.object({ rolloutId: idField });
const one = rollout.extend({ id: idField });
const toPost = 'Write the text that is to be posted.';
export const newItem = z.object({
  onDay: z.string('Choose the day.').meta({ format: 'date' }).pipe(dayField),
  title: lineField(120),
  body: z.string(toPost).trim().min(1, toPost).max(4000),
  owner: idField.optional(),
});
const answer = z.object({
  id: z.string(),
  onDay: dayAnswer,
  title: z.string(),
  body: z.string(),
  owner: z.string(),
  postedAt: momentAnswer.nullable(),
});

@Controller('api/v1/rollouts/:rolloutId/seeding')
@Who('lead')
export class SeedingController {
  constructor(private readonly seeding: Seeding) {}

  @Get()
  @Api({ summary: 'Read the seeding calendar', params: rollout, answer: z.array(answer) })
  list(@By() actor: Actor, @Input('params') { rolloutId }: z.infer<typeof rollout>): Promise<SeedingItem[]> {
    return this.seeding.list(actor, rolloutId);
  }

  @Post()
  @Api({ summary: 'Add something to post', params: rollout, body: newItem, answer, status: 201 })
  add(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @Input('body') given: z.infer<typeof newItem>,
  ): Promise<SeedingItem> {
    return this.seeding.add(actor, rolloutId, given);
  }

  @Post(':id/posted')
  @Api({ summary: 'Tick as posted', params: one, answer })
  posted(@By() actor: Actor, @Input('params') { rolloutId, id }: z.infer<typeof one>): Promise<SeedingItem> {
    return this.seeding.posted(actor, rolloutId, id);
  }

  @Post(':id/not-posted')
  @Api({ summary: 'Take back that it was posted: the tick was a mistake', params: one, answer })
  notPosted(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
  ): Promise<SeedingItem> {
    return this.seeding.notPosted(actor, rolloutId, id);
  }

  @Delete(':id')
  @Api({
    summary: 'Take something out of the calendar',
    refuses: ['conflict'],
    params: one,
    answer: z.void(),
    status: 204,
  })
  remove(@By() actor: Actor, @Input('params') { rolloutId, id }: z.infer<typeof one>): Promise<void> {
    return this.seeding.remove(actor, rolloutId, id);
  }
}
