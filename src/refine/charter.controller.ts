import { Controller, Get, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { dayAnswer, idField, momentAnswer } from '../kernel/http/fields.js';
import { Charter, type CharterView } from './charter.service.js';

const rollout = z.object({ rolloutId: idField });
const objection = rollout.extend({ id: idField });
const text = z.string().trim().min(1, 'Write something here.');
const draft = z.object({ body: text.max(100_000), whatChanged: text.max(1000).optional() });
const said = z.object({ answer: text.max(4000) });
const answer = z.object({
  id: z.string(),
  number: z.number(),
  body: z.string(),
  whatChanged: z.string().nullable(),
  openedAt: momentAnswer.nullable(),
  windowEndsOn: dayAnswer.nullable(),
  adoptedOn: dayAnswer.nullable(),
  objections: z.array(
    z.object({ id: z.string(), words: z.string(), madeAt: momentAnswer, answer: z.string().nullable() }),
  ),
});

@Controller('api/v1/rollouts/:rolloutId/charter')
@Who('lead')
export class CharterController {
  constructor(private readonly charter: Charter) {}

  @Get()
  @Api({ summary: 'Read all versions of the charter', params: rollout, answer: z.array(answer) })
  versions(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
  ): Promise<CharterView[]> {
    return this.charter.versions(actor, rolloutId);
  }

  @Put('draft')
  @Api({
    summary: 'Write the draft of the charter',
    refuses: ['conflict'],
    params: rollout,
    body: draft,
    answer,
  })
  draft(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @Input('body') given: z.infer<typeof draft>,
  ): Promise<CharterView> {
    return this.charter.draft(actor, rolloutId, given);
  }

  @Post('open')
  @Api({ summary: 'Open the draft for objections', refuses: ['conflict'], params: rollout, answer })
  open(@By() actor: Actor, @Input('params') { rolloutId }: z.infer<typeof rollout>): Promise<CharterView> {
    return this.charter.open(actor, rolloutId);
  }

  @Post('objections/:id/answer')
  @Api({ summary: 'Answer an objection', refuses: ['conflict'], params: objection, body: said, answer })
  answer(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof objection>,
    @Input('body') given: z.infer<typeof said>,
  ): Promise<CharterView> {
    return this.charter.answer(actor, rolloutId, id, given.answer);
  }

  @Post('adopt')
  @Api({ summary: 'Adopt the open version', refuses: ['conflict', 'too-early'], params: rollout, answer })
  adopt(@By() actor: Actor, @Input('params') { rolloutId }: z.infer<typeof rollout>): Promise<CharterView> {
    return this.charter.adopt(actor, rolloutId);
  }
}
