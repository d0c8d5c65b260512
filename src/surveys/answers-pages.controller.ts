import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { pathId } from '../rollout/path-id.js';
import { AnswersPage, type AnswersProps } from './answers.pages.js';
import { ResultsQueries } from './results.queries.js';
import { surveyNames } from './survey.entity.js';

/** An address that names no round shows the newest ones. */
const one = z.object({ survey: z.enum(surveyNames), round: z.coerce.number().int().min(1) });

/** What people answered, on a page. */
@Controller('rollouts/:rolloutId/answers')
@Who('lead')
export class AnswersPagesController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly results: ResultsQueries,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param('rolloutId') id: string, @Query() query: unknown): Promise<PageAnswer> {
    const only = one.safeParse(query).data;
    return this.desk.read(actor, pathId(id), async (tx, rollout) => {
      const surveys: AnswersProps['surveys'] = [];
      for (const name of surveyNames)
        surveys.push({ name, rounds: await this.results.rounds(tx, rollout, name) });
      return AnswersPage({ rollout, surveys, only });
    });
  }
}
