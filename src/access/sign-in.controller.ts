import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Api, Input } from '../kernel/http/api.js';
import { formOf, refusedForm } from '../kernel/http/form.js';
import { wantedPath } from '../kernel/http/wanted-path.rules.js';
import { again, Page, withStatus, type PageAnswer } from '../kernel/http/page.js';
import { Visitors } from '../kernel/http/visitors.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { OpenId } from './openid.js';
import { passkeyScript } from './passkey-script.js';
import { Passkeys } from './passkeys.service.js';
import { SignInPage, SentPage } from './sign-in.pages.js';
import { SignInRequests } from './sign-in-requests.js';

const typedLine = z.string('Write your e-mail address.').trim();
const address = z.strictObject({
  email: typedLine.pipe(z.email('Write your whole address, like name@example.org.')),
});
const typed = z.object({ ...address.shape, to: z.string().optional() });

/** Asking for a link by mail. Everybody is answered alike, in words and in time. */
@Controller()
export class SignInController {
  constructor(
    private readonly requests: SignInRequests,
    private readonly passkeys: Passkeys,
    private readonly openId: OpenId,
    private readonly visitors: Visitors,
  ) {}

  @Get('sign-in')
  @Page()
  ask(@Query('to') to: unknown): PageAnswer {
    return this.page(emptyForm({ to: wantedPath(to) }));
  }

  @Post('sign-in')
  @Page()
  async send(@Req() request: FastifyRequest, @Body() body: unknown): Promise<PageAnswer> {
    const sent = formOf(typed, body);
    if (!sent.ok) return again(this.page(sent.form));
    const { email, to } = sent.input;
    try {
      await this.requests.ask(this.visitors.of(request), email, wantedPath(to));
    } catch (error) {
      const page = this.page(refusedForm(error, sent.form));
      return error instanceof Refusal && error.kind === 'too-many' ? withStatus(429, page) : again(page);
    }
    return SentPage({ email, to: wantedPath(to) });
  }

  @Post('api/v1/sign-in-requests')
  @Api({
    summary: 'Ask for a link by mail; the answer never says whether anybody has this address',
    refuses: ['conflict', 'too-many'],
    body: address,
    answer: z.object({}),
    status: 202,
    open: 'Whoever asks is not known yet.',
  })
  async request(
    @Req() request: FastifyRequest,
    @Input('body') { email }: z.infer<typeof address>,
  ): Promise<unknown> {
    await this.requests.ask(this.visitors.of(request), email);
    return {};
  }

  private page(form: FormState): ReturnType<typeof SignInPage> {
    return SignInPage({
      ...{ form, to: wantedPath(form.values['to']), byMail: this.requests.byMail },
      passkeys: this.passkeys.work ? passkeyScript().path : undefined,
      provider: this.openId.name,
    });
  }
}
