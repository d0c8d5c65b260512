import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { Clock } from '../kernel/clock.js';
import { idField, lineField } from '../kernel/http/fields.js';
import { press, submit, tried, type FormPage } from '../kernel/http/form.js';
import { again, Page, shown, type PageAnswer } from '../kernel/http/page.js';
import { Jobs } from '../kernel/jobs/jobs.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { roles } from './access.rules.js';
import { AccountPage, TokenPage } from './account.pages.js';
import { writeToAccounts } from './account-letters.jobs.js';
import { By, type Actor, type ActorRequest } from './actor.js';
import { OwnAccounts } from './own-account.service.js';
import { OwnAddress } from './own-address.service.js';
import { passkeyScript } from './passkey-script.js';
import { Passkeys } from './passkeys.service.js';
import { scopes } from './scope.rules.js';
import { SESSION_COOKIE } from './session-cookie.js';
import { Who } from './who.js';

export const newToken = z.object({
  label: lineField(60),
  scope: z.enum(scopes, 'Choose what it may do.'),
  days: z.enum(['30', '90', '365'], 'Choose how long it lasts.').transform(Number),
});
const newEmail = z.object({
  email: z.string('Write your new address.').trim().pipe(z.email('Write the whole address.')),
});

/** What somebody who works here decides about themselves. */
@Controller('account')
@Who(...roles)
export class AccountController {
  constructor(
    private readonly own: OwnAccounts,
    private readonly address: OwnAddress,
    private readonly passkeys: Passkeys,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Req() request: ActorRequest, @Query('said') said?: string): Promise<PageAnswer> {
    return this.page(actor, request, emptyForm(), said);
  }

  @Post('email')
  @Page()
  email(@By() actor: Actor, @Req() request: ActorRequest, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.form(actor, request, 'asked'), newEmail, body, async ({ email }) => {
      await this.address.ask(actor, email, this.clock.now());
      await this.jobs.ring(writeToAccounts, {});
    });
  }

  @Post('sessions/others/end')
  @Page()
  endOthers(@By() actor: Actor, @Req() request: ActorRequest): Promise<PageAnswer> {
    const page = this.form(actor, request, 'others-ended');
    return press(page, () => this.own.endSessions(actor, request.cookies[SESSION_COOKIE] ?? ''));
  }

  @Post('sessions/:id/end')
  @Page()
  end(@By() actor: Actor, @Req() request: ActorRequest, @Param('id') id: string): Promise<PageAnswer> {
    return press(this.form(actor, request, 'ended'), () => this.own.endSession(actor, idOf(id)));
  }

  @Post('tokens')
  @Page()
  async makeToken(
    @By() actor: Actor,
    @Req() request: ActorRequest,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    let made: VNode | undefined;
    const form = await tried(newToken, body, async (given) => {
      const { token, expiresAt } = await this.own.tokens.make(actor, given);
      const { timeZone } = await this.own.look(actor);
      made = TokenPage({ ...given, token, expiresAt, timeZone, role: actor.role });
    });
    return form ? again(await this.page(actor, request, form)) : shown(made!);
  }

  @Post('tokens/:id/revoke')
  @Page()
  revoke(@By() actor: Actor, @Req() request: ActorRequest, @Param('id') id: string): Promise<PageAnswer> {
    return press(this.form(actor, request, 'revoked'), () => this.own.tokens.revoke(actor, idOf(id)));
  }

  private form(actor: Actor, request: ActorRequest, said: string): FormPage {
    return { path: `/account?said=${said}`, draw: (form) => this.page(actor, request, form) };
  }

  private async page(actor: Actor, request: ActorRequest, form: FormState, said?: string): Promise<VNode> {
    const it = await this.own.look(actor, request.cookies[SESSION_COOKIE]);
    return AccountPage({
      ...{ it, waiting: await this.address.waiting(actor), form, said },
      byMail: this.address.byMail,
      passkeys: await this.passkeys.list(actor),
      endsWithToken: actor.token?.endsAt ?? null,
      script: this.passkeys.work ? passkeyScript().path : undefined,
    });
  }
}

function idOf(given: string): string {
  const id = idField.safeParse(given);
  if (!id.success) throw new Refusal('not-found', 'There is no such entry. Reload the page.');
  return id.data;
}
