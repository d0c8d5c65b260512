import { Controller, Delete, Get, Patch, Post } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Config } from '../kernel/config.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import { asTag, etagField, type Seen } from '../kernel/http/seen.js';
import { idField, lineField, momentAnswer } from '../kernel/http/fields.js';
import { Accounts, TOKEN_HOURS } from './accounts.js';
import { By, type Actor } from './actor.js';
import { InvitationDesk } from './invitation.desk.js';
import type { Invitation } from './invitations.js';
import { PeopleService, roleSeen } from './people.service.js';
import { Who } from './who.js';

const earlier = (one: Temporal.Instant, other = one): Temporal.Instant =>
  Temporal.Instant.compare(one, other) < 0 ? one : other;

const roleField = z.enum(['admin', 'lead', 'advocate', 'viewer']);
const NewPerson = z.strictObject({ name: lineField(), role: roleField, email: z.email().optional() });
const Person = z.object({
  ...{ id: z.uuid(), name: z.string(), role: z.string(), createdAt: momentAnswer },
  /** False: invited, and has not come yet. */
  hasCome: z.boolean(),
});
const Listed = Person.extend({ etag: etagField });
const WithToken = Person.omit({ hasCome: true }).extend({ token: z.string(), tokenExpiresAt: momentAnswer });
const Invited = z.object({ id: z.uuid(), url: z.url(), expiresAt: momentAnswer, mailed: z.boolean() });
const Which = z.strictObject({ id: idField });
const NewRole = z.strictObject({ role: roleField });

@Controller('api/v1')
export class PeopleController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: Accounts,
    private readonly people: PeopleService,
    private readonly desk: InvitationDesk,
    private readonly config: Config,
  ) {}

  @Post('people')
  @Who('lead')
  @Api({
    summary: 'Add a person; answers with their token, once, which ends with yours at the latest',
    body: NewPerson,
    answer: WithToken,
    status: 201,
  })
  async add(@By() actor: Actor, @Input('body') person: z.infer<typeof NewPerson>): Promise<unknown> {
    const { account, first } = await this.people.add(actor, person, async (tx, { id }, at) => {
      const tokenExpiresAt = earlier(at.add({ hours: TOKEN_HOURS }), actor.token?.endsAt);
      return { token: await this.accounts.issueToken(tx, id, 'first token', tokenExpiresAt), tokenExpiresAt };
    });
    const { id, name, role, createdAt } = account;
    return { id, name, role, createdAt, ...first };
  }

  @Post('invitations')
  @Who('lead')
  @Api({
    summary:
      'Invite a person: a link that opens once within a week, and a letter with it where mail goes out',
    body: NewPerson,
    answer: Invited,
    status: 201,
  })
  async invite(@By() actor: Actor, @Input('body') person: z.infer<typeof NewPerson>): Promise<unknown> {
    const { id, invitation } = await this.desk.invite(actor, person);
    return this.invited(id, invitation);
  }

  @Post('people/:id/invitation')
  @Who('lead')
  @Api({
    summary: 'Invite a person anew who has not come yet; the link before opens nothing any more',
    refuses: ['conflict', 'too-many'],
    params: Which,
    answer: Invited,
    status: 201,
  })
  async inviteAnew(@By() actor: Actor, @Input('params') { id }: z.infer<typeof Which>): Promise<unknown> {
    return this.invited(id, await this.desk.anew(actor, id));
  }

  @Get('people')
  @Who('viewer')
  @Api({ summary: 'List who works here', answer: z.object({ people: z.array(Listed) }) })
  async list(@By() actor: Actor): Promise<unknown> {
    const people = await this.accounts.people(this.dataSource.manager, actor.communityId);
    return {
      people: people.map((one) =>
        Object.assign(one, { hasCome: one.cameOn !== null, etag: asTag(roleSeen(one)) }),
      ),
    };
  }

  @Patch('people/:id')
  @Who('lead')
  @Api({
    summary: 'Change what a person may do',
    refuses: ['conflict', 'changed'],
    overwrites: true,
    params: Which,
    body: NewRole,
    answer: z.object({}),
    status: 204,
  })
  async change(
    @By() actor: Actor,
    @Input('params') { id }: z.infer<typeof Which>,
    @Input('body') { role }: z.infer<typeof NewRole>,
    @IfMatch() seen?: Seen,
  ): Promise<void> {
    await this.people.changeRole(actor, id, role, seen);
  }

  @Delete('people/:id')
  @Who('lead')
  @Api({
    summary: 'Remove a person, or withdraw their invitation; they cannot come in any more',
    refuses: ['conflict'],
    params: Which,
    answer: z.object({}),
    status: 204,
  })
  async remove(@By() actor: Actor, @Input('params') { id }: z.infer<typeof Which>): Promise<void> {
    await this.people.remove(actor, id);
  }

  private invited(id: string, { token, expiresAt, mailedTo }: Invitation): unknown {
    return { id, url: `${this.config.baseUrl}/enter/${token}`, expiresAt, mailed: mailedTo !== null };
  }
}
