import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { dayAnswer, momentAnswer } from '../kernel/http/fields.js';
import { languages } from '../kernel/language/language.rules.js';
import { Rehearsal } from './rehearsal.service.js';
import { rolloutParams, type RolloutParams } from './rollout.schemas.js';

const inLanguage = z.strictObject({
  language: z.enum(languages).optional().describe('Of the letters; else the community’s'),
});

/** Null: its words come with its day, for it speaks of what nobody knows yet. */
const letter = z
  .object({ subject: z.string(), lines: z.string().array(), language: z.enum(languages) })
  .nullable();

const rehearsed = z.object({
  heads: z.object({ everybody: z.number(), withEmail: z.number(), leads: z.number() }),
  language: z.enum(languages),
  entries: z
    .object({
      key: z.string(),
      play: z.string(),
      day: dayAnswer,
      at: momentAnswer,
      what: z.string(),
      to: z.string(),
      people: z.number(),
      posts: z.enum(['old', 'new', 'both']).nullable(),
      held: z.boolean().describe('It lay too long before the start: a lead sends or skips it'),
      letter,
      posted: z.object({ place: z.string(), text: z.string() }).array(),
    })
    .array(),
  silentMember: z.object({ key: z.string(), day: dayAnswer, letter }).array(),
  tooMuch: dayAnswer.array(),
  leftOut: z.string().array().describe('Keys of what members would have heard before the start'),
  doneElsewhere: z.string().array().describe('Keys of what they heard elsewhere, before the start'),
});

/** Nothing leaves the machine, and nothing of it stays. */
@Controller('api/v1/rollouts/:rolloutId/rehearsal')
@Who('lead')
export class RehearsalController {
  constructor(private readonly rehearsal: Rehearsal) {}

  @Get()
  @Api({
    summary: 'Rehearse the whole rollout, with letters in the community’s language or another',
    refuses: ['conflict'],
    params: rolloutParams,
    query: inLanguage,
    answer: rehearsed,
  })
  async play(
    @By() actor: Actor,
    @Input('params') { rolloutId }: RolloutParams,
    @Input('query') { language }: z.output<typeof inLanguage>,
  ): Promise<unknown> {
    const { words, ...played } = await this.rehearsal.play(actor, rolloutId, language);
    return {
      ...played,
      entries: played.entries.map((entry) => ({
        ...entry,
        letter: words.get(entry.key)?.letter ?? null,
        posted: words.get(entry.key)?.posts ?? [],
      })),
      silentMember: played.silentMember.map((one) => ({
        ...one,
        letter: words.get(one.key)?.letter ?? null,
      })),
    };
  }
}
