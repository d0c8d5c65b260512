import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { By, type Actor } from '../access/actor.js';
import { Accounts } from '../access/accounts.js';
import { Who } from '../access/who.js';
import { press, submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { newItem } from './seeding.controller.js';
import { SeedingPage } from './seeding.pages.js';
import { Seeding } from './seeding.service.js';

interface OneItem {
  rolloutId: string;
  id: string;
}

/** The seeding calendar on a page. */
@Controller('rollouts/:rolloutId/seeding')
@Who('lead')
export class SeedingPagesController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly seeding: Seeding,
    private readonly accounts: Accounts,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.draw(actor, pathId(id), emptyForm());
  }

  @Post()
  @Page()
  add(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.page(actor, id), newItem, body, (given) => this.seeding.add(actor, pathId(id), given));
  }

  @Post(':id/posted')
  @Page()
  posted(@By() actor: Actor, @Param() { rolloutId, id }: OneItem): Promise<PageAnswer> {
    return press(this.page(actor, rolloutId), () =>
      this.seeding.posted(actor, pathId(rolloutId), pathId(id)),
    );
  }

  @Post(':id/not-posted')
  @Page()
  notPosted(@By() actor: Actor, @Param() { rolloutId, id }: OneItem): Promise<PageAnswer> {
    return press(this.page(actor, rolloutId), () =>
      this.seeding.notPosted(actor, pathId(rolloutId), pathId(id)),
    );
  }

  @Post(':id/remove')
  @Page()
  remove(@By() actor: Actor, @Param() { rolloutId, id }: OneItem): Promise<PageAnswer> {
    return press(this.page(actor, rolloutId), () =>
      this.seeding.remove(actor, pathId(rolloutId), pathId(id)),
    );
  }

  private page(actor: Actor, given: string): FormPage {
    const id = pathId(given);
    return { path: leadPath(id, 'seeding'), draw: (form) => this.draw(actor, id, form) };
  }

  private async draw(actor: Actor, id: string, form: FormState): Promise<VNode> {
    const items = await this.seeding.list(actor, id);
    return this.desk.read(actor, id, async (tx, rollout) => {
      const people = await this.accounts.people(tx, actor.communityId);
      return SeedingPage({
        ...{ rollout, items, form },
        // A reader reads; whoever looks stands there as "You".
        others: people.filter(({ id: one, role }) => one !== actor.accountId && role !== 'viewer'),
        owners: new Map(people.map((person) => [person.id, person.name])),
      });
    });
  }
}
