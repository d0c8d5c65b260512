import { Controller, Get, type StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { dayAnswer, idField, momentAnswer } from '../kernel/http/fields.js';
import { fates } from '../notices/fates.rules.js';
import { NOTICES_A_PAGE } from '../notices/proof.queries.js';
import { grades } from '../notices/words.js';
import { kinds, whatCanBeDone, whyMissing } from './missing.rules.js';
import { missingFile, provenFile } from './proof.csv.js';
import { Proof } from './proof.service.js';
import { inRollout, transitionAnswer } from './sunset.schemas.js';

type InRollout = z.infer<typeof inRollout>;
const ofNotice = inRollout.extend({ noticeId: idField });
const page = z.object({ skip: z.coerce.number().int().min(0).max(1_000_000).default(0) });
const which = z.object({
  kind: z.enum(kinds).optional(),
  after: idField.optional().describe('The last participation of the part before'),
});

const proofAnswer = z.object({
  note: z.string(),
  closing: transitionAnswer.shape.proof,
  postDays: z.number().int().describe('Different days on which something was posted in an old place'),
  notices: z.array(
    z.object({
      id: z.uuid(),
      key: z.string(),
      play: z.string(),
      purpose: z.string(),
      createdAt: momentAnswer,
      people: z.number().int(),
      grades: z.record(z.enum(grades), z.number().int()),
      posts: z.number().int(),
      posted: z.number().int(),
    }),
  ),
});

const missingAnswer = z.object({
  people: z.array(
    z.object({
      participationId: z.uuid(),
      name: z.string(),
      kind: z.enum(kinds),
      fate: z.enum(fates).nullable(),
      why: z.string(),
      whatCanBeDone: z.string(),
      promisedOn: dayAnswer.nullable(),
      teller: z.string().nullable(),
    }),
  ),
});

/** The proof for programs. Name by name for one notice: the list of its deliveries, which says how sure we are of each. */
@Controller('api/v1/rollouts/:rolloutId/proof')
@Who('lead')
export class ProofController {
  constructor(private readonly proof: Proof) {}

  @Get()
  @Api({
    summary: `Read how surely people were told, ${NOTICES_A_PAGE} messages at a time, the newest first; a record, not legal advice`,
    params: inRollout,
    query: page,
    answer: proofAnswer,
  })
  async read(
    @By() actor: Actor,
    @Input('params') { rolloutId }: InRollout,
    @Input('query') { skip }: z.infer<typeof page>,
  ): Promise<unknown> {
    const { transition, notices, postDays } = await this.proof.overview(actor, rolloutId, skip);
    const { note, proof: closing } = transition;
    return { note, closing, postDays, notices: notices.slice(0, NOTICES_A_PAGE) };
  }

  @Get('missing')
  @Api({
    summary: 'List who is not proven told of the closing day, with why and what can be done, 200 at a time',
    params: inRollout,
    query: which,
    answer: missingAnswer,
  })
  async missing(
    @By() actor: Actor,
    @Input('params') { rolloutId }: InRollout,
    @Input('query') wanted: z.infer<typeof which>,
  ): Promise<unknown> {
    const { people } = await this.proof.missing(actor, rolloutId, wanted);
    return {
      people: people.map((one) => {
        const { participationId, name, kind, fate, promisedOn, teller } = one;
        const words = { why: whyMissing(one), whatCanBeDone: whatCanBeDone(one) };
        return { participationId, name, kind, fate, promisedOn, teller, ...words };
      }),
    };
  }

  @Get('missing.csv')
  @Api({
    summary: 'Who is not proven told of the closing day, a row a person',
    params: inRollout,
    answer: 'text/csv',
  })
  async missingFile(@By() actor: Actor, @Input('params') { rolloutId }: InRollout): Promise<StreamableFile> {
    await this.proof.missing(actor, rolloutId);
    return missingFile(this.proof.allMissing(actor, rolloutId));
  }

  @Get('notices/:noticeId/people.csv')
  @Api({
    summary: 'To whom a notice was said and how surely, a row a person',
    params: ofNotice,
    answer: 'text/csv',
  })
  async peopleFile(
    @By() actor: Actor,
    @Input('params') { rolloutId, noticeId }: z.infer<typeof ofNotice>,
  ): Promise<StreamableFile> {
    const { id, rollout } = await this.proof.said(actor, rolloutId, { id: noticeId });
    return provenFile(this.proof.everybody(id), rollout.plan.timeZone);
  }
}
