import { Controller, Delete, Get, Header, Put } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import { idField, momentAnswer } from '../kernel/http/fields.js';
import type { Seen } from '../kernel/http/seen.js';
import { formSchema, type Form } from './form.js';
import { questionsSeen } from './questions.form.js';
import { resultsCsv } from './results.csv.js';
import { surveyNames } from './survey.entity.js';
import { SurveysService } from './surveys.service.js';

const params = z.object({ rolloutId: idField, survey: z.enum(surveyNames) });
type Params = z.output<typeof params>;

const count = z.object({ answer: z.string(), words: z.string(), people: z.number().int() });
const round = z.object({
  id: z.uuid(),
  number: z.number().int(),
  openedAt: momentAnswer,
  closesAt: momentAnswer,
  closed: z.boolean(),
  asked: z.number().int(),
  answered: z.number().int(),
  questions: z.array(
    z.object({
      question: z.string(),
      kind: z.string(),
      words: z.string(),
      answered: z.number().int(),
      counts: z.array(count),
      mean: z.number().nullable(),
      median: z.number().nullable(),
    }),
  ),
  texts: z.array(
    z.object({
      answerId: z.uuid(),
      question: z.string(),
      words: z.string(),
      text: z.string(),
      from: z.string().nullable(),
    }),
  ),
});
const secrecy = z.enum(['confidential', 'anonymous']);
const view = z.object({
  survey: z.enum(surveyNames),
  secrecy,
  version: z.object({ number: z.number().int(), ours: z.boolean(), form: formSchema }).nullable(),
  asks: formSchema.describe('What the next round asks'),
  nextAt: momentAnswer.nullable().describe('When it goes out by itself'),
  rounds: z.array(round),
});
const breakdown = z.object({
  answers: z.array(z.string()),
  groups: z.array(z.object({ languages: z.array(z.string()), people: z.array(z.number().int()) })),
});
const byQuery = z.object({
  question: z.string().min(1, 'Name the key of a question.').describe('The key of a question'),
});
const written = z.object({ form: formSchema });

@Controller('api/v1/rollouts/:rolloutId/surveys/:survey')
@Who('lead')
export class SurveysController {
  constructor(private readonly surveys: SurveysService) {}

  @Get()
  @Api({
    summary: 'Read a survey: what it asks, who answered, what they said',
    params,
    answer: view,
    shows: ({ asks }: { asks: Form }) => questionsSeen(asks),
  })
  look(@By() actor: Actor, @Input('params') { rolloutId, survey }: Params) {
    return this.surveys.look(actor, rolloutId, survey);
  }

  @Get('results.csv')
  @Api({ summary: 'Take the results of a survey along', params, answer: 'text/csv' })
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="results.csv"')
  async csv(@By() actor: Actor, @Input('params') { rolloutId, survey }: Params): Promise<string> {
    return resultsCsv((await this.surveys.look(actor, rolloutId, survey)).rounds);
  }

  @Get('by-language')
  @Api({
    summary: 'How the newest closed round was answered by language, nobody standing out',
    params,
    query: byQuery,
    answer: breakdown,
  })
  byLanguage(
    @By() actor: Actor,
    @Input('params') { rolloutId, survey }: Params,
    @Input('query') { question }: z.output<typeof byQuery>,
  ) {
    return this.surveys.breakdown(actor, rolloutId, survey, question);
  }

  @Put('questions')
  @Api({
    summary: 'Put your own questions in the rounds to come',
    ...{ refuses: ['changed'], overwrites: true },
    params,
    body: written,
    answer: z.object({ version: z.number().int() }),
  })
  write(
    @By() actor: Actor,
    @Input('params') { rolloutId, survey }: Params,
    @Input('body') { form }: z.output<typeof written>,
    @IfMatch() seen?: Seen,
  ) {
    return this.surveys.write(actor, rolloutId, survey, form, seen);
  }

  @Delete('questions')
  @Api({
    summary: 'Go back to the questions that come with Changeover',
    ...{ refuses: ['changed'], overwrites: true },
    params,
    answer: z.void(),
    status: 204,
  })
  restore(
    @By() actor: Actor,
    @Input('params') { rolloutId, survey }: Params,
    @IfMatch() seen?: Seen,
  ): Promise<void> {
    return this.surveys.restore(actor, rolloutId, survey, seen);
  }

  @Put('secrecy')
  @Api({
    summary: 'Choose confidential or anonymous, before the first answer',
    refuses: ['conflict'],
    params,
    body: z.object({ secrecy }),
    answer: z.void(),
    status: 204,
  })
  choose(
    @By() actor: Actor,
    @Input('params') { rolloutId, survey }: Params,
    @Input('body') chosen: { secrecy: z.output<typeof secrecy> },
  ) {
    return this.surveys.choose(actor, rolloutId, survey, chosen.secrecy);
  }
}
