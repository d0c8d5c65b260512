import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { Config } from '../kernel/config.js';
import { elsewhere, Page, seeOther, withStatus, type PageAnswer } from '../kernel/http/page.js';
import { inMinutes, RateLimit } from '../kernel/http/rate-limit.js';
import { wantedPath } from '../kernel/http/wanted-path.rules.js';
import { Refusal } from '../kernel/refusal.js';
import { NotInPage, WhichPage, type NotIn } from './openid.pages.js';
import { OpenIdArrivals } from './openid-arrivals.js';
import { OpenId, readErrand, writeErrand, type Errand } from './openid.js';
import { rememberSession } from './session-cookie.js';

/** One for each attempt: two tabs do not disturb each other. */
const cookieOf = (state: string): string => `changeover-errand-${state}`;
const ERRAND_MINUTES = 10;

/** Of one visitor in an hour: each asks the provider something. */
const mostAsked = 60;

const statuses: Record<NotIn, number> = {
  ...{ refused: 403, unchecked: 403, unknown: 403 },
  ...{ late: 410, wrong: 502, away: 502 },
};

/** Signing in with an account elsewhere: out to the provider, and back with its answer. */
@Controller('sign-in/openid')
export class OpenIdController {
  constructor(
    private readonly openId: OpenId,
    private readonly arrivals: OpenIdArrivals,
    private readonly limit: RateLimit,
    private readonly config: Config,
  ) {}

  /** A look signs nobody in, so a scanner may come here. */
  @Get()
  @Page()
  async begin(
    @Query('to') wanted: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    await this.mustHave(request);
    const to = wantedPath(wanted);
    const begun = await this.openId.begin(to);
    if (!begun) return this.notIn('away', to);
    this.remember(reply, begun.errand);
    return elsewhere(begun.url);
  }

  @Get('back')
  @Page()
  async back(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    await this.mustHave(request);
    const { search, searchParams } = new URL(request.url, this.config.baseUrl);
    const state = searchParams.get('state') ?? '';
    const errand = /^[\w-]{20,100}$/.test(state) ? readErrand(request.cookies[cookieOf(state)]) : undefined;
    if (errand?.state !== state) return this.notIn('late', errand?.to);
    void reply.clearCookie(cookieOf(state), { path: '/sign-in/openid' });
    const outcome = await this.openId.finish(search, errand);
    if (outcome.is !== 'known') return this.notIn(outcome.is, errand.to);
    const arrived = await this.arrivals.of(outcome.address, request.headers['user-agent']);
    if (arrived.is === 'unknown') return this.notIn('unknown', errand.to, outcome.address);
    if (arrived.is === 'several') return WhichPage(arrived);
    rememberSession(reply, arrived.secret, this.config);
    return seeOther(errand.to ?? '/');
  }

  private async mustHave(request: FastifyRequest): Promise<void> {
    if (this.openId.name === undefined) throw new Refusal('not-found', 'Nobody signs in so here.');
    if (!(await this.limit.take('openid', this.limit.visitor(request), mostAsked)))
      throw new Refusal(
        'too-many',
        `Too many attempts from your network. Try again ${inMinutes(this.limit.minutesLeft())}.`,
      );
  }

  private remember(reply: FastifyReply, errand: Errand): void {
    void reply.setCookie(cookieOf(errand.state), writeErrand(errand), {
      ...{ path: '/sign-in/openid', httpOnly: true, sameSite: 'lax', secure: this.config.overHttps },
      maxAge: ERRAND_MINUTES * 60,
    });
  }

  private notIn(why: NotIn, to: string | undefined, address = ''): PageAnswer {
    const page: VNode = NotInPage({ why, name: this.openId.name!, to, address });
    return withStatus(statuses[why], page);
  }
}
