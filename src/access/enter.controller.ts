import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '../kernel/config.js';
import { wantedPath } from '../kernel/http/wanted-path.rules.js';
import { Page, seeOther, withStatus, type PageAnswer } from '../kernel/http/page.js';
import { inMinutes, RateLimit } from '../kernel/http/rate-limit.js';
import { Refusal } from '../kernel/refusal.js';
import { roles } from './access.rules.js';
import { By, type Actor, type ActorRequest } from './actor.js';
import { EnterPage, LeavePage, LeftPage, UsedLinkPage } from './enter.pages.js';
import { rememberSession, forgetSession, SESSION_COOKIE } from './session-cookie.js';
import { SignIn } from './sign-in.js';
import { Who } from './who.js';

/** Links that open nothing, of one visitor in an hour. Who has a right one is never counted. */
const failures = 30;

/** Coming in by a one-time link, and going out. Looking at the link changes nothing: mail scanners look. */
@Controller()
export class EnterController {
  constructor(
    private readonly signIn: SignIn,
    private readonly limit: RateLimit,
    private readonly config: Config,
  ) {}

  @Get('enter/:token')
  @Page()
  async look(@Param('token') token: string, @Query('to') wanted: unknown): Promise<PageAnswer> {
    const to = wantedPath(wanted);
    return (await this.signIn.opens(token))
      ? EnterPage({ token, to })
      : withStatus(410, UsedLinkPage({ to }));
  }

  @Post('enter/:token')
  @Page()
  async enter(
    @Param('token') token: string,
    @Body() body: { to?: unknown } | null,
    @Req() request: ActorRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    if (await this.limit.isSpent('enter', this.limit.visitor(request), failures)) {
      const when = inMinutes(this.limit.minutesLeft());
      throw new Refusal(
        'too-many',
        `Too many attempts from your network. The link is not used up: try again ${when}.`,
      );
    }
    rememberSession(
      reply,
      await this.signIn
        .enter(token, request.headers['user-agent'])
        .catch((error) => this.missed(request, error)),
      this.config,
    );
    return seeOther(wantedPath(body?.to) ?? '/');
  }

  private async missed(request: ActorRequest, error: unknown): Promise<never> {
    await this.limit.take('enter', this.limit.visitor(request), failures);
    throw error;
  }

  @Get('leave')
  @Page()
  @Who(...roles)
  ask(@By() { name }: Actor): PageAnswer {
    return LeavePage({ name });
  }

  @Post('leave')
  @Page()
  @Who(...roles)
  async leave(
    @Req() request: ActorRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    await this.signIn.leave(request.cookies[SESSION_COOKIE] ?? '');
    forgetSession(reply);
    return LeftPage({ provider: this.config.provider?.name });
  }
}
