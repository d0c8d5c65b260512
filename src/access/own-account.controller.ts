import { Controller, Delete, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { Api, Input } from '../kernel/http/api.js';
import { dayAnswer, idField, lineField, momentAnswer } from '../kernel/http/fields.js';
import { Refusal } from '../kernel/refusal.js';
import { roles } from './access.rules.js';
import { By, type Actor } from './actor.js';
import { OwnAccounts } from './own-account.service.js';
import { Passkeys } from './passkeys.service.js';
import { scopes } from './scope.rules.js';
import { Who } from './who.js';

const which = z.strictObject({ id: idField });
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

/**
 * One's own account by program. A passkey is added, and an address changed, in a browser only: each is a way in that
 * would outlast the token.
 */
@Controller('api/v1/account')
@Who(...roles)
export class OwnAccountController {
  constructor(
    private readonly own: OwnAccounts,
    private readonly passkeys: Passkeys,
  ) {}

  @Get()
  @Api({
    summary: 'Read your own account, its sign-ins, passkeys and tokens',
    ...{ answer: account, scope: 'read' },
  })
  async read(@By() actor: Actor): Promise<unknown> {
    if (actor.token?.scope === 'numbers')
      throw new Refusal('forbidden', 'This token is for numbers. Your account holds your address.');
    return { ...(await this.own.look(actor)), passkeys: await this.passkeys.list(actor) };
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
    return this.own.tokens.make(actor, given);
  }

  @Delete('tokens/:id')
  @Api({ summary: 'Revoke a token of yours', params: which, answer: z.object({}), status: 204 })
  async revoke(@By() actor: Actor, @Input('params') { id }: z.infer<typeof which>): Promise<void> {
    await this.own.tokens.revoke(actor, id);
  }
}
