import { Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { dayAnswer, idField, momentAnswer } from '../kernel/http/fields.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { waysToHelp } from './help.rules.js';
import { openRequests, type OpenRequest } from './help-request.queries.js';
import { HelpRequests } from './help-requests.service.js';

const rollout = z.object({ rolloutId: idField });
const one = rollout.extend({ id: idField });
const whom = z.strictObject({ accountId: idField.describe('Of a lead, as in the list of people') });
const answer = z.array(
  z.object({
    id: z.string(),
    participationId: z.string(),
    name: z.string(),
    language: z.string().nullable(),
    timeZone: z.string().nullable(),
    way: z.enum(waysToHelp),
    askedAt: momentAnswer,
    promisedOn: dayAnswer,
    taken: z.boolean(),
    helper: z.string().nullable(),
  }),
);

@Controller('api/v1/rollouts/:rolloutId/help-requests')
@Who('lead')
export class HelpRequestsController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly help: HelpRequests,
  ) {}

  @Get()
  @Api({ summary: 'List open help requests, those nobody took on top', params: rollout, answer })
  list(@By() actor: Actor, @Input('params') { rolloutId }: z.infer<typeof rollout>): Promise<OpenRequest[]> {
    return this.desk.read(actor, rolloutId, (tx) => openRequests(tx, rolloutId));
  }

  @Post(':id/take')
  @Api({ summary: 'Take a help request', refuses: ['conflict'], params: one, answer: z.void(), status: 204 })
  take(@By() actor: Actor, @Input('params') { rolloutId, id }: z.infer<typeof one>): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: 'help.taken' }, async ({ tx, now }) => {
      await this.help.take(tx, id, { rolloutId, accountId: actor.accountId }, now);
      return { subject: id, answer: undefined };
    });
  }

  @Post(':id/hand-over')
  @Api({
    summary: 'Hand a help request over to a lead, whoever had it',
    ...{ params: one, body: whom, answer: z.void(), status: 204 },
  })
  handOver(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
    @Input('body') { accountId }: z.infer<typeof whom>,
  ): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: 'help.handed-over' }, async ({ tx, now }) => {
      const to = { to: accountId, communityId: actor.communityId };
      await this.help.handOver(tx, id, rolloutId, to, now);
      return { subject: id, answer: undefined };
    });
  }

  @Post(':id/done')
  @Api({ summary: 'Close a help request', params: one, answer: z.void(), status: 204 })
  done(@By() actor: Actor, @Input('params') { rolloutId, id }: z.infer<typeof one>): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: 'help.done' }, async ({ tx, now }) => {
      await this.help.close(tx, await this.help.mustBeOpen(tx, id, rolloutId), now);
      return { subject: id, answer: undefined };
    });
  }
}
