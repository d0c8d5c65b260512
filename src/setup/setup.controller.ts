import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { rememberSession } from '../access/session-cookie.js';
import { SignIn } from '../access/sign-in.js';
import { Config } from '../kernel/config.js';
import { z } from 'zod';
import { Api, Input } from '../kernel/http/api.js';
import { formOf, refusedForm } from '../kernel/http/form.js';
import { again, Page, seeOther, withStatus, type PageAnswer } from '../kernel/http/page.js';
import { inMinutes, RateLimit } from '../kernel/http/rate-limit.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { fromForm, SetupForm, SetupInput } from './setup.input.js';
import { SetupLink } from './setup-link.js';
import { SetupPage, SetupUsedPage } from './setup.pages.js';
import { SetupService } from './setup.service.js';

@Controller()
export class SetupController {
  constructor(
    private readonly setup: SetupService,
    private readonly link: SetupLink,
    private readonly limit: RateLimit,
    private readonly signIn: SignIn,
    private readonly config: Config,
  ) {}

  @Post('api/v1/set-up')
  @Api({
    summary: 'Set up a community with the link that the first start printed',
    refuses: ['gone', 'too-many', 'not-found'],
    body: SetupInput,
    answer: z.object({ communityId: z.uuid(), accountId: z.uuid(), token: z.string() }),
    status: 201,
    open: 'Open: who holds the set-up link may use it, once.',
  })
  act(@Input('body') input: SetupInput, @Req() request: FastifyRequest): Promise<unknown> {
    return this.counted(request, () => this.setup.setUpByProgram(input));
  }

  @Get('set-up/:token')
  @Page()
  async look(@Param('token') token: string): Promise<PageAnswer> {
    if (!(await this.link.opens(token))) return withStatus(410, SetupUsedPage());
    return SetupPage({ token, form: emptyForm({ language: 'en' }) });
  }

  @Post('set-up/:token')
  @Page()
  async submit(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const sent = formOf(SetupForm, body);
    if (!sent.ok) return again(SetupPage({ token, form: sent.form }));
    try {
      const done = await this.counted(request, () => this.setup.setUp(fromForm(token, sent.input)));
      rememberSession(
        reply,
        await this.signIn.enterAs(done.accountId, request.headers['user-agent']),
        this.config,
      );
      return seeOther('/begin/set-up');
    } catch (error) {
      return again(SetupPage({ token, form: refusedForm(error, sent.form) }));
    }
  }

  /** Links that open nothing are counted, by visitor: whoever has the right one comes in at the first try. */
  private async counted<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
    const visitor = this.limit.visitor(request);
    if (await this.limit.isSpent('set-up', visitor, 60)) {
      const when = inMinutes(this.limit.minutesLeft());
      throw new Refusal('too-many', `Too many attempts from your network. Try again ${when}.`);
    }
    try {
      return await work();
    } catch (error) {
      await this.limit.take('set-up', visitor, 60);
      throw error;
    }
  }
}
