import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../kernel/clock.js';
import { Config } from '../kernel/config.js';
import { idField, lineField } from '../kernel/http/fields.js';
import { press, submit, tried, type FormPage } from '../kernel/http/form.js';
import { again, Page, shown, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { seenField } from '../kernel/http/seen.js';
import { mayManage, roles } from './access.rules.js';
import { By, type Actor } from './actor.js';
import { InvitationDesk } from './invitation.desk.js';
import type { Invitation } from './invitations.js';
import { PeopleService } from './people.service.js';
import { givenRoles } from './role.words.js';
import { teamOf } from './team.queries.js';
import { TeamPage, WelcomePage } from './team.pages.js';
import { Who } from './who.js';

const role = z.enum(givenRoles, 'Choose what they may do.');
const person = z.object({
  name: lineField(),
  email: z.email('Write the whole address, or leave it empty.').optional(),
  role,
});
const newRole = z.object({ role, seen: seenField });

/** Who works here, on a page. Whoever is added gets a link: by mail, or from the hand of the one who added them. */
@Controller('team')
@Who('lead')
export class TeamController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly people: PeopleService,
    private readonly desk: InvitationDesk,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Query('said') said?: string): Promise<PageAnswer> {
    return this.page(actor, emptyForm(), said);
  }

  @Post()
  @Page()
  add(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    return this.inviting(actor, person, body, async (given) => ({
      ...(await this.desk.invite(actor, given)).invitation,
      name: given.name,
    }));
  }

  @Post(':id/invitation')
  @Page()
  inviteAnew(@By() actor: Actor, @Param('id') id: string): Promise<PageAnswer> {
    return this.inviting(actor, z.object({}), {}, () => this.desk.anew(actor, idOf(id)));
  }

  @Post(':id/role')
  @Page()
  change(@By() actor: Actor, @Param('id') id: string, @Body() body: unknown): Promise<PageAnswer> {
    const page = this.form(actor, 'changed');
    return submit(page, newRole, body, (given) =>
      this.people.changeRole(actor, idOf(id), given.role, given.seen),
    );
  }

  @Post(':id/remove')
  @Page()
  remove(@By() actor: Actor, @Param('id') id: string): Promise<PageAnswer> {
    return press(this.form(actor, 'removed'), () => this.people.remove(actor, idOf(id)));
  }

  private async inviting<T>(
    actor: Actor,
    schema: z.ZodType<T>,
    body: unknown,
    invite: (given: T) => Promise<Invitation & { name: string }>,
  ): Promise<PageAnswer> {
    let welcome: VNode | undefined;
    const form = await tried(schema, body, async (given) => {
      const { token, expiresAt, ...invited } = await invite(given);
      const hours = Math.round(this.clock.now().until(expiresAt).total('hours'));
      const within = hours > 48 ? `${Math.round(hours / 24)} days` : `${hours} hours`;
      welcome = WelcomePage({ ...invited, within, link: `${this.config.baseUrl}/enter/${token}` });
    });
    return form ? again(await this.page(actor, form), form) : shown(welcome!);
  }

  private form(actor: Actor, said: string): FormPage {
    return { path: `/team?said=${said}`, draw: (form) => this.page(actor, form) };
  }

  private async page(actor: Actor, form: FormState, said?: string): Promise<VNode> {
    return TeamPage({
      people: await teamOf(this.dataSource.manager, actor.communityId, this.clock.now()),
      me: actor.accountId,
      roles: roles.filter((one) => mayManage(actor.role, one)),
      ...{ form, said, byMail: this.desk.byMail },
    });
  }
}

function idOf(given: string): string {
  const id = idField.safeParse(given);
  if (!id.success) throw new Refusal('not-found', 'There is nobody with this id here.');
  return id.data;
}
