import { Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField, lineField } from '../kernel/http/fields.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { participants, stageCounts, type Wanted } from './participants.queries.js';
import { stageKeys } from './participants.rules.js';

const params = z.object({ rolloutId: idField });
type Params = z.infer<typeof params>;
const yes = (who: string) => z.literal('yes').optional().describe(who);
const query = z.object({
  stage: z.enum(stageKeys).optional().describe('How far they have come'),
  place: idField.optional().describe('In which old place they are'),
  wave: z.coerce.number().int().positive().optional().describe('In which wave'),
  help: yes('Only who waits for help'),
  byHand: yes('Only who is told in person'),
  after: idField.optional().describe('The last id of the part before'),
});
const search = z.object({ name: lineField(), after: idField.optional() });
const answer = z.object({
  counts: z.record(z.enum(stageKeys), z.number()).describe('Of everybody who takes part'),
  all: z.number().describe('How many were found'),
  people: z.array(
    z.object({
      participationId: z.string(),
      memberId: z.string(),
      name: z.string(),
      stage: z.enum(stageKeys),
      wave: z.number().nullable(),
      places: z.array(z.string()),
      helper: z.string().nullable(),
      asksForHelp: z.boolean(),
      inPerson: z.boolean(),
    }),
  ),
  next: z.string().nullable().describe('Send it as `after` for the next part'),
});

@Controller('api/v1/rollouts/:rolloutId/participations')
@Who('lead')
export class ParticipantsController {
  constructor(private readonly desk: LeadDesk) {}

  @Get()
  @Api({ summary: 'List who takes part, 50 at a time', params, query, answer })
  list(
    @By() actor: Actor,
    @Input('params') { rolloutId }: Params,
    @Input('query') { help, byHand, ...wanted }: z.infer<typeof query>,
  ): Promise<unknown> {
    return this.found(actor, rolloutId, { ...wanted, help: help === 'yes', byHand: byHand === 'yes' });
  }

  @Post('search')
  @Api({ summary: 'Find people of a rollout by name', params, body: search, answer })
  search(
    @By() actor: Actor,
    @Input('params') { rolloutId }: Params,
    @Input('body') wanted: z.infer<typeof search>,
  ): Promise<unknown> {
    return this.found(actor, rolloutId, wanted);
  }

  private found(actor: Actor, rolloutId: string, wanted: Wanted): Promise<unknown> {
    return this.desk.read(actor, rolloutId, async (tx) => ({
      counts: await stageCounts(tx, rolloutId),
      ...(await participants(tx, rolloutId, wanted)),
    }));
  }
}
