import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '../kernel/config.js';
import { Page, seeOther, withStatus, type PageAnswer } from '../kernel/http/page.js';
import { RateLimit } from '../kernel/http/rate-limit.js';
import { Refusal } from '../kernel/refusal.js';
import { roles } from './access.rules.js';
import { By, type Actor, type ActorRequest } from './actor.js';
import { EnterPage, LeavePage, LeftPage, UsedLinkPage } from './enter.pages.js';
import { rememberSession, forgetSession, SESSION_COOKIE } from './session-cookie.js';
import { SignIn } from './sign-in.js';
import { Who } from './who.js';

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
  async look(@Param('token') token: string): Promise<PageAnswer> {
    return (await this.signIn.opens(token)) ? EnterPage({ token }) : withStatus(410, UsedLinkPage());
  }

  @Post('enter/:token')
  @Page()
  async enter(
    @Param('token') token: string,
    @Req() request: ActorRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    if (!this.limit.take('enter', request.ip, 30))
      throw new Refusal('too-many', 'Too many attempts from here. Wait an hour, then try again.');
    rememberSession(reply, await this.signIn.enter(token), this.config);
    return seeOther('/');
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
    return LeftPage();
  }
}
