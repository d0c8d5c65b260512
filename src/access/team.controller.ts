import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Config } from '../kernel/config.js';
import { idField, lineField } from '../kernel/http/fields.js';
import { press, tried, type FormPage } from '../kernel/http/form.js';
import { again, Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { mayManage, roles } from './access.rules.js';
import { Accounts } from './accounts.js';
import { By, type Actor } from './actor.js';
import { PeopleService } from './people.service.js';
import { SignIn } from './sign-in.js';
import { TeamPage, WelcomePage } from './team.pages.js';
import { Who } from './who.js';

const person = z.object({
  name: lineField(),
  email: z.email().optional(),
  role: z.enum(['admin', 'lead', 'viewer'], 'Choose what they may do.'),
});

/** Who works here, on a page. Whoever is added gets a link, which the one who added them hands over. */
@Controller('team')
@Who('lead')
export class TeamController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: Accounts,
    private readonly people: PeopleService,
    private readonly signIn: SignIn,
    private readonly config: Config,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor): Promise<PageAnswer> {
    return this.page(actor, emptyForm());
  }

  @Post()
  @Page()
  async add(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    let welcome: VNode | undefined;
    const form = await tried(person, body, async (given) => {
      const { account } = await this.people.add(actor, given);
      const token = await this.signIn.link(this.dataSource.manager, account.id, WELCOME_MINUTES);
      welcome = WelcomePage({ name: account.name, link: `${this.config.baseUrl}/enter/${token}` });
    });
    return form ? again(await this.page(actor, form)) : welcome!;
  }

  @Post(':id/remove')
  @Page()
  async remove(@By() actor: Actor, @Param('id') given: string): Promise<PageAnswer> {
    const id = idField.safeParse(given);
    if (!id.success) throw new Refusal('not-found', 'There is nobody with this id here.');
    const page: FormPage = { path: '/team', draw: (form) => this.page(actor, form) };
    return press(page, () => this.people.remove(actor, id.data));
  }

  private async page(actor: Actor, form: FormState): Promise<VNode> {
    const people = await this.accounts.people(this.dataSource.manager, actor.communityId);
    return TeamPage({
      people: people.map(({ id, name, role }) => ({ id, name, role })),
      me: actor.accountId,
      roles: roles.filter((role) => mayManage(actor.role, role)),
      form,
    });
  }
}

/** A week: it is handed over by a person, who may not meet them today. */
const WELCOME_MINUTES = 7 * 24 * 60;
