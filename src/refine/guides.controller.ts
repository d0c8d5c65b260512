import { Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { dayAnswer, dayField, idField, lineField } from '../kernel/http/fields.js';
import { audiences, guideKinds } from './guide.rules.js';
import { Guides, type GuideView } from './guides.service.js';

const rollout = z.object({ rolloutId: idField });
const one = rollout.extend({ id: idField });
const text = {
  title: lineField(120),
  body: z.string().trim().min(1, 'Write something here.').max(100_000),
  checkOn: dayField.optional(),
};
const written = z.object(text);
const newGuide = z.object({
  ...text,
  kind: z.enum(guideKinds),
  platform: lineField(60).optional(),
  audience: z.enum(audiences),
});
const answer = z.object({
  id: z.string(),
  slug: z.string(),
  kind: z.enum(guideKinds),
  platform: z.string().nullable(),
  audience: z.enum(audiences),
  title: z.string(),
  body: z.string(),
  version: z.number(),
  checkOn: dayAnswer.nullable(),
  publishedOn: dayAnswer.nullable(),
});

@Controller('api/v1/rollouts/:rolloutId/guides')
@Who('lead')
export class GuidesController {
  constructor(private readonly guides: Guides) {}

  @Get()
  @Api({ summary: 'List guides with their newest version', params: rollout, answer: z.array(answer) })
  list(@By() actor: Actor, @Input('params') { rolloutId }: z.infer<typeof rollout>): Promise<GuideView[]> {
    return this.guides.list(actor, rolloutId);
  }

  @Post()
  @Api({ summary: 'Add a guide', params: rollout, body: newGuide, answer, status: 201 })
  add(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @Input('body') given: z.infer<typeof newGuide>,
  ): Promise<GuideView> {
    return this.guides.add(actor, rolloutId, given);
  }

  @Post('starting-texts')
  @Api({ summary: 'Take up starting texts as drafts', params: rollout, answer: z.array(answer), status: 201 })
  takeUp(@By() actor: Actor, @Input('params') { rolloutId }: z.infer<typeof rollout>): Promise<GuideView[]> {
    return this.guides.takeUp(actor, rolloutId);
  }

  @Post(':id/versions')
  @Api({
    summary: 'Write a new version',
    refuses: ['conflict'],
    params: one,
    body: written,
    answer,
    status: 201,
  })
  write(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
    @Input('body') given: z.infer<typeof written>,
  ): Promise<GuideView> {
    return this.guides.write(actor, rolloutId, id, given);
  }

  @Post(':id/publish')
  @Api({ summary: 'Publish the newest version', refuses: ['conflict'], params: one, answer })
  publish(@By() actor: Actor, @Input('params') { rolloutId, id }: z.infer<typeof one>): Promise<GuideView> {
    return this.guides.publish(actor, rolloutId, id);
  }
}
