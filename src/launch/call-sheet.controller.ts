import { Controller, Get, Header, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { Api, Input } from '../kernel/http/api.js';
import { Refusal } from '../kernel/refusal.js';
import { A_PART, ByHand } from '../notices/by-hand.service.js';
import { callSheetPdf } from '../printables/call-sheet.pdf.js';
import { sent } from '../printables/sheets.controller.js';
import type { Printed } from '../printables/sheets.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { OwnDesk } from '../rollout/own-desk.js';
import { pathId } from '../rollout/path-id.js';
import { rolloutParams, type RolloutParams } from '../rollout/rollout.schemas.js';
import { helpersSheet, leadsSheet } from './call-sheet.js';
import { openRequests } from './help-request.queries.js';
import { mustHelp } from './people.controller.js';
import { helpees } from './people.queries.js';

const which = z.object({ mine: z.stringbool().default(false).describe('Only whom you tell yourself') });
const NAME = 'call-sheet';

/** The list of who is to be told, rung or helped, on paper. */
@Controller()
export class CallSheetController {
  constructor(
    private readonly own: OwnDesk,
    private readonly desk: LeadDesk,
    private readonly byHand: ByHand,
    private readonly clock: Clock,
  ) {}

  @Get('m/:token/people/call-sheet.pdf')
  @Header('cache-control', 'no-store')
  helpers(
    @Param('token') token: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | string> {
    return this.own.visit(token, async (desk) => {
      mustHelp(desk);
      const { tx, participation, rollout, path, now, say } = desk;
      const made = await callSheetPdf(
        helpersSheet({
          ...{ say, now, timeZone: rollout.plan.timeZone },
          requests: await openRequests(tx, rollout.id, participation.id),
          people: await helpees(tx, participation.id),
          toTell: await this.byHand.listOf(tx, { participationId: participation.id }),
        }),
        { now },
      );
      return orPage(made, `${path}/people`, reply);
    });
  }

  @Get('rollouts/:rolloutId/by-hand/call-sheet.pdf')
  @Who('lead')
  @Header('cache-control', 'no-store')
  async leads(
    @By() actor: Actor,
    @Param('rolloutId') given: string,
    @Query('mine') mine: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | string> {
    const id = pathId(given);
    return orPage(await this.ofLeads(actor, id, mine === 'yes'), leadPath(id, 'by-hand'), reply);
  }

  @Get('api/v1/rollouts/:rolloutId/by-hand/call-sheet.pdf')
  @Who('lead')
  @Api({
    summary: `Print who is to be told in person, a card a person, ${A_PART} at most`,
    refuses: ['conflict'],
    params: rolloutParams,
    query: which,
    answer: 'application/pdf',
  })
  async program(
    @By() actor: Actor,
    @Input('params') { rolloutId }: RolloutParams,
    @Input('query') { mine }: z.infer<typeof which>,
  ): Promise<StreamableFile> {
    const made = await this.ofLeads(actor, rolloutId, mine);
    if ('pdf' in made) return sent(made.pdf, NAME);
    throw new Refusal(
      'conflict',
      `The PDF lacks letters for ${made.lacks.join(' ')}. Print the list with a browser.`,
    );
  }

  private ofLeads(actor: Actor, rolloutId: string, mine: boolean): Promise<Printed> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const of = mine ? actor.accountId : null;
      const toTell = await this.byHand.everyone(tx, actor.communityId, rollout.id, { of });
      const title = mine ? `To tell in person: ${actor.name}` : 'To tell in person';
      const now = this.clock.now();
      return callSheetPdf(leadsSheet(toTell, { now, timeZone: rollout.plan.timeZone, title }), { now });
    });
  }
}

/** Where the PDF has no letters for a name, the page is printed instead. */
function orPage(made: Printed, page: string, reply: FastifyReply): StreamableFile | string {
  if ('pdf' in made) return sent(made.pdf, NAME);
  void reply.status(303).header('location', page);
  return '';
}
