import { Controller, Get, Param } from '@nestjs/common';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { pathId } from '../rollout/path-id.js';
import { FeedbackPage } from './feedback.pages.js';
import { guidesPublished, newestRounds } from './feedback.queries.js';
import { Findings } from './findings.service.js';

/** What people told us and what became of it, on one page. */
@Controller('rollouts/:rolloutId/feedback')
@Who('lead')
export class FeedbackController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly findings: Findings,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Page()
  async show(@By() actor: Actor, @Param('rolloutId') given: string): Promise<PageAnswer> {
    const id = pathId(given);
    const findings = await this.findings.list(actor, id);
    return this.desk.read(actor, id, async (tx, rollout) =>
      FeedbackPage({
        ...{ rollout, findings },
        rounds: await newestRounds(tx, id, this.clock.now()),
        guides: await guidesPublished(tx, id),
      }),
    );
  }
}
