import { Controller, Get, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import { dayAnswer, idField, momentAnswer } from '../kernel/http/fields.js';
import { asTag, etagField, type Seen } from '../kernel/http/seen.js';
import { answerSeen, Charter, charterSeen, type CharterView } from './charter.service.js';

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
    z.object({
      ...{ id: z.string(), words: z.string(), madeAt: momentAnswer, answer: z.string().nullable() },
      etag: etagField,
    }),
  ),
});

const marked = (view: CharterView): z.input<typeof answer> => ({
  ...view,
  objections: view.objections.map((one) => ({ ...one, etag: asTag(answerSeen(one)) })),
});
const newestSeen = (versions: CharterView[]): Seen =>
  charterSeen(versions.toSorted((a, b) => b.number - a.number)[0]);

@Controller('api/v1/rollouts/:rolloutId/charter')
@Who('lead')
export class CharterController {
  constructor(private readonly charter: Charter) {}

  @Get()
  @Api({
    summary: 'Read all versions of the charter',
    params: rollout,
    answer: z.array(answer),
    shows: newestSeen,
  })
  async versions(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
  ): Promise<unknown> {
    return (await this.charter.versions(actor, rolloutId)).map(marked);
  }

  @Put('draft')
  @Api({
    summary: 'Write the draft of the charter',
    refuses: ['changed'],
    overwrites: true,
    shows: charterSeen,
    params: rollout,
    body: draft,
    answer,
  })
  async draft(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @Input('body') given: z.infer<typeof draft>,
    @IfMatch() seen?: Seen,
  ): Promise<unknown> {
    return marked(await this.charter.draft(actor, rolloutId, given, seen));
  }

  @Post('open')
  @Api({
    summary: 'Open the draft for objections',
    refuses: ['conflict', 'changed'],
    params: rollout,
    answer,
    overwrites: true,
    shows: charterSeen,
  })
  async open(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @IfMatch() seen?: Seen,
  ): Promise<unknown> {
    return marked(await this.charter.open(actor, rolloutId, seen));
  }

  @Post('objections/:id/answer')
  @Api({
    summary: 'Answer an objection',
    refuses: ['changed'],
    params: objection,
    body: said,
    answer,
    overwrites: true,
  })
  async answer(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof objection>,
    @Input('body') given: z.infer<typeof said>,
    @IfMatch() seen?: Seen,
  ): Promise<unknown> {
    return marked(await this.charter.answer(actor, rolloutId, id, given.answer, seen));
  }

  @Post('adopt')
  @Api({
    summary: 'Adopt the open version',
    refuses: ['conflict', 'changed', 'too-early'],
    params: rollout,
    answer,
    overwrites: true,
    shows: charterSeen,
  })
  async adopt(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @IfMatch() seen?: Seen,
  ): Promise<unknown> {
    return marked(await this.charter.adopt(actor, rolloutId, seen));
  }
}
