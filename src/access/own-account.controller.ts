import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../kernel/clock.js';
import { Api, Input } from '../kernel/http/api.js';
import { dayAnswer, idField, lineField, momentAnswer } from '../kernel/http/fields.js';
import { Jobs } from '../kernel/jobs/jobs.js';
import { roles } from './access.rules.js';
import { writeToAccounts } from './account-letters.jobs.js';
import { By, type Actor } from './actor.js';
import { OwnAccounts } from './own-account.service.js';
import { OwnAddress } from './own-address.service.js';
import { Passkeys } from './passkeys.service.js';
import { scopes } from './scope.rules.js';
import { Who } from './who.js';

const which = z.strictObject({ id: idField });
const email = z.strictObject({ email: z.email() });
const lasting = { createdAt: momentAnswer, expiresAt: momentAnswer, lastUsedOn: dayAnswer.nullable() };
const account = z.object({
  ...{ name: z.string(), role: z.enum(roles), email: z.string().nullable() },
  sessions: z.array(z.object({ id: z.uuid(), browser: z.string().nullable(), ...lasting })),
  passkeys: z.array(
    z.object({
      ...{ id: z.uuid(), name: z.string(), createdAt: momentAnswer },
      lastUsedOn: dayAnswer.nullable(),
    }),
  ),
  tokens: z.array(z.object({ id: z.uuid(), label: z.string(), scope: z.enum(scopes), ...lasting })),
});
const newToken = z.strictObject({
  label: lineField(60),
  scope: z.enum(scopes),
  days: z.int().min(1, 'At least a day.').max(365, 'A year at most.'),
});

/** One's own account by program. A passkey is added in a browser only: it needs the person and their device. */
@Controller('api/v1/account')
@Who(...roles)
export class OwnAccountController {
  constructor(
    private readonly own: OwnAccounts,
    private readonly address: OwnAddress,
    private readonly passkeys: Passkeys,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Api({ summary: 'Read your own account, its sign-ins, passkeys and tokens', answer: account })
  async read(@By() actor: Actor): Promise<unknown> {
    return { ...(await this.own.look(actor)), passkeys: await this.passkeys.list(actor) };
  }

  @Put('email')
  @Api({
    summary: 'Give another e-mail address; it counts once its owner has said yes',
    ...{ body: email, answer: z.object({}), status: 202 },
  })
  async email(@By() actor: Actor, @Input('body') given: z.infer<typeof email>): Promise<unknown> {
    await this.address.ask(actor, given.email, this.clock.now());
    await this.jobs.ring(writeToAccounts, {});
    return {};
  }

  @Delete('sessions')
  @Api({
    summary: 'Sign out every browser of yours',
    answer: z.object({ ended: z.int() }),
  })
  async endAll(@By() actor: Actor): Promise<unknown> {
    return { ended: await this.own.endSessions(actor) };
  }

  @Delete('sessions/:id')
  @Api({ summary: 'Sign out one browser of yours', params: which, answer: z.object({}), status: 204 })
  async end(@By() actor: Actor, @Input('params') { id }: z.infer<typeof which>): Promise<void> {
    await this.own.endSession(actor, id);
  }

  @Delete('passkeys/:id')
  @Api({ summary: 'Remove a passkey of yours', params: which, answer: z.object({}), status: 204 })
  async removePasskey(@By() actor: Actor, @Input('params') { id }: z.infer<typeof which>): Promise<void> {
    await this.passkeys.remove(actor, id);
  }

  @Post('tokens')
  @Api({
    summary: 'Make a token; it is in this answer only, and cannot outlast the one that makes it',
    body: newToken,
    answer: z.object({ id: z.uuid(), token: z.string(), expiresAt: momentAnswer }),
    status: 201,
  })
  makeToken(@By() actor: Actor, @Input('body') given: z.infer<typeof newToken>): Promise<unknown> {
    return this.own.makeToken(actor, given);
  }

  @Delete('tokens/:id')
  @Api({ summary: 'Revoke a token of yours', params: which, answer: z.object({}), status: 204 })
  async revoke(@By() actor: Actor, @Input('params') { id }: z.infer<typeof which>): Promise<void> {
    await this.own.revokeToken(actor, id);
  }
}
