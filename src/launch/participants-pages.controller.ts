import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField, lineField } from '../kernel/http/fields.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { pathId } from '../rollout/path-id.js';
import { ParticipantsPage } from './participants.pages.js';
import { filtersOf, participants, stageCounts, type Wanted } from './participants.queries.js';
import { stageKeys } from './participants.rules.js';

/** Whatever an address asks for that there is not, asks for nothing. */
const none = () => undefined;
const shown = z.object({
  stage: z.enum(stageKeys).optional().catch(none),
  place: idField.optional().catch(none),
  wave: z.coerce.number().int().positive().optional().catch(none),
  only: z.enum(['help', 'by-hand']).optional().catch(none),
  after: idField.optional().catch(none),
});
const sought = z.object({
  name: lineField().optional().catch(none),
  after: idField.optional().catch(none),
});

/** Who takes part in a move. */
@Controller('rollouts/:rolloutId/people')
@Who('lead')
export class ParticipantsPagesController {
  constructor(private readonly desk: LeadDesk) {}

  @Get()
  @Page()
  show(
    @By() actor: Actor,
    @Param('rolloutId') rolloutId: string,
    @Query() given: unknown,
  ): Promise<PageAnswer> {
    const { only, ...wanted } = shown.parse(given);
    return this.page(actor, rolloutId, { ...wanted, help: only === 'help', byHand: only === 'by-hand' });
  }

  /** A name is posted: an address of a page stays in histories and in the logs of proxies. */
  @Post('find')
  @Page()
  find(
    @By() actor: Actor,
    @Param('rolloutId') rolloutId: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.page(actor, rolloutId, sought.parse(body ?? {}));
  }

  private page(actor: Actor, rolloutId: string, wanted: Wanted): Promise<PageAnswer> {
    return this.desk.read(actor, pathId(rolloutId), async (tx, rollout) =>
      ParticipantsPage({
        ...{ rollout, wanted },
        counts: await stageCounts(tx, rollout.id),
        filters: await filtersOf(tx, rollout.id),
        found: await participants(tx, rollout.id, wanted),
      }),
    );
  }
}
