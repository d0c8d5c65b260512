import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { Accounts } from '../access/accounts.js';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField } from '../kernel/http/fields.js';
import { tried } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { HandOverPage, HelpDeskPage } from './help-desk.pages.js';
import { openRequests } from './help-request.queries.js';
import { HelpRequests } from './help-requests.service.js';

const whom = z.object({ accountId: z.string('Choose a person.').pipe(idField) });

interface OneRequest {
  rolloutId: string;
  id: string;
}

/** Help requests on pages: taken, done, handed over. Who was quicker is no problem: the list shows what is so now. */
@Controller('rollouts/:rolloutId/help')
@Who('lead')
export class HelpDeskPagesController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly help: HelpRequests,
    private readonly accounts: Accounts,
  ) {}

  @Get()
  @Page()
  list(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.desk.read(actor, pathId(id), async (tx, rollout, today) =>
      HelpDeskPage({ rollout, today, requests: await openRequests(tx, rollout.id) }),
    );
  }

  @Get(':id')
  @Page()
  one(@By() actor: Actor, @Param() path: OneRequest): Promise<PageAnswer> {
    return this.page(actor, path, emptyForm());
  }

  @Post(':id/take')
  @Page()
  take(@By() actor: Actor, @Param() path: OneRequest): Promise<PageAnswer> {
    return this.act(actor, path, 'help.taken', async (tx, id, rolloutId, now) => {
      await this.help.take(tx, id, { rolloutId, accountId: actor.accountId }, now);
    });
  }

  @Post(':id/done')
  @Page()
  done(@By() actor: Actor, @Param() path: OneRequest): Promise<PageAnswer> {
    return this.act(actor, path, 'help.done', async (tx, id, rolloutId, now) => {
      await this.help.close(tx, await this.help.mustBeOpen(tx, id, rolloutId), now);
    });
  }

  @Post(':id/hand-over')
  @Page()
  async handOver(@By() actor: Actor, @Param() path: OneRequest, @Body() body: unknown): Promise<PageAnswer> {
    let answer: PageAnswer | undefined;
    const form = await tried(whom, body, async ({ accountId }) => {
      answer = await this.act(actor, path, 'help.handed-over', (tx, id, rolloutId, now) =>
        this.help.handOver(tx, id, rolloutId, { to: accountId, communityId: actor.communityId }, now),
      );
    });
    return form ? again(await this.page(actor, path, form)) : answer!;
  }

  private async act(
    actor: Actor,
    path: OneRequest,
    what: string,
    work: (tx: EntityManager, id: string, rolloutId: string, now: Temporal.Instant) => Promise<void>,
  ): Promise<PageAnswer> {
    const [rolloutId, id] = [pathId(path.rolloutId), pathId(path.id)];
    try {
      await this.desk.act(actor, rolloutId, { what }, async ({ tx, now }) => {
        await work(tx, id, rolloutId, now);
        return { subject: id, answer: undefined };
      });
    } catch (error) {
      if (!(error instanceof Refusal && (error.kind === 'not-found' || error.kind === 'conflict')))
        throw error;
      await this.desk.read(actor, rolloutId, async () => undefined);
    }
    return seeOther(leadPath(rolloutId, 'help'));
  }

  private page(actor: Actor, path: OneRequest, form: FormState): Promise<VNode> {
    return this.desk.read(actor, pathId(path.rolloutId), async (tx, rollout) => {
      const request = (await openRequests(tx, rollout.id)).find(({ id }) => id === path.id);
      if (!request) throw new Refusal('not-found', 'This request is not open any more.');
      const leads = await this.accounts.leads(tx, actor.communityId);
      return HandOverPage({ rollout, request, leads: leads.map(({ id, name }) => ({ id, name })), form });
    });
  }
}
