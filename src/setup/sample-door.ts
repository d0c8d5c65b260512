import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Accounts } from '../access/accounts.js';
import { forgetSession, rememberSession, SESSION_COOKIE } from '../access/session-cookie.js';
import { SignIn } from '../access/sign-in.js';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../kernel/clock.js';
import { Config } from '../kernel/config.js';

/** The sign-in at home, laid aside while somebody looks at the sample: the sample itself opens no way back. */
const HOME_COOKIE = 'changeover-home';

const DAY_HOURS = 24;

@Injectable()
export class SampleDoor {
  constructor(
    private readonly dataSource: DataSource,
    private readonly signIn: SignIn,
    private readonly accounts: Accounts,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async into(accountId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const home = request.cookies[SESSION_COOKIE];
    if (home)
      void reply.setCookie(HOME_COOKIE, home, {
        ...{ path: '/begin/sample', httpOnly: true, sameSite: 'lax' },
        secure: this.config.baseUrl.startsWith('https:'),
      });
    rememberSession(reply, await this.signIn.enterAs(accountId), this.config);
  }

  /** A sign-in at home that has ended meanwhile asks to be renewed, as any other. */
  async out(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { [SESSION_COOKIE]: away, [HOME_COOKIE]: home } = request.cookies;
    if (away) await this.signIn.leave(away);
    void reply.clearCookie(HOME_COOKIE, { path: '/begin/sample' });
    if (home) rememberSession(reply, home, this.config);
    else forgetSession(reply);
  }

  /** For a program: a day long, and not longer than the token that asks for it. */
  token(accountId: string, { token }: Actor): Promise<string> {
    const day = this.clock.now().add({ hours: DAY_HOURS });
    const until = token && Temporal.Instant.compare(token.endsAt, day) < 0 ? token.endsAt : day;
    return this.dataSource.transaction((tx) => this.accounts.issueToken(tx, accountId, 'the sample', until));
  }
}
