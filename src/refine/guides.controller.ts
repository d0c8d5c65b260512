import { Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import { asTag, etagField, type Seen } from '../kernel/http/seen.js';
import { dayAnswer, dayField, idField, lineField } from '../kernel/http/fields.js';
import { audiences, guideKinds } from './guide.rules.js';
import { guideSeen, Guides, type GuideView } from './guides.service.js';

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

const listed = answer.extend({ etag: etagField });

@Controller('api/v1/rollouts/:rolloutId/guides')
@Who('lead')
export class GuidesController {
  constructor(private readonly guides: Guides) {}

  @Get()
  @Api({ summary: 'List guides with their newest version', params: rollout, answer: z.array(listed) })
  async list(@By() actor: Actor, @Input('params') { rolloutId }: z.infer<typeof rollout>): Promise<unknown> {
    const guides = await this.guides.list(actor, rolloutId);
    return guides.map((guide) => ({ ...guide, etag: asTag(guideSeen(guide)) }));
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
    refuses: ['changed'],
    overwrites: true,
    shows: guideSeen,
    params: one,
    body: written,
    answer,
    status: 201,
  })
  write(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
    @Input('body') given: z.infer<typeof written>,
    @IfMatch() seen?: Seen,
  ): Promise<GuideView> {
    return this.guides.write(actor, rolloutId, id, given, seen);
  }

  @Post(':id/publish')
  @Api({
    summary: 'Publish the newest version',
    refuses: ['conflict', 'changed'],
    params: one,
    answer,
    overwrites: true,
    shows: guideSeen,
  })
  publish(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
    @IfMatch() seen?: Seen,
  ): Promise<GuideView> {
    return this.guides.publish(actor, rolloutId, id, seen);
  }
}
