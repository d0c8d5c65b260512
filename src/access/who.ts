import {
  applyDecorators,
  Injectable,
  SetMetadata,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Secured } from '../kernel/http/api.js';
import { Csrf, CSRF_FIELD } from '../kernel/http/csrf.js';
import { Refusal } from '../kernel/refusal.js';
import { lastBeat, standsStill, type Standstill } from '../kernel/standstill.js';
import { may, type Role } from './access.rules.js';
import type { ActorRequest } from './actor.js';
import { notForYou } from './role.words.js';
import { leastScopes, roleUnder, scopeWords } from './scope.rules.js';
import { SESSION_COOKIE } from './session-cookie.js';
import { SignIn } from './sign-in.js';

const WANTED = 'changeover:who';

/** Recognises the actor: under `/api` by token alone, on pages by the session's cookie alone. */
@Injectable()
export class ActorGuard implements CanActivate {
  private readonly up: Temporal.Instant;

  constructor(
    private readonly reflector: Reflector,
    private readonly signIn: SignIn,
    private readonly csrf: Csrf,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {
    this.up = clock.now();
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ActorRequest>();
    request.actor = request.url.startsWith('/api/')
      ? await this.byToken(request)
      : await this.byCookie(request);
    const wanted = this.reflector.getAllAndOverride<Role[]>(WANTED, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (may(request.actor.role, wanted)) return true;
    throw new Refusal('forbidden', notForYou(wanted, request.actor.role));
  }

  private async byToken(request: ActorRequest) {
    const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!token) throw new Refusal('unknown-actor', 'Send your token: "Authorization: Bearer …".');
    const { actor, scope } = await this.signIn.byToken(token);
    const role = roleUnder(scope, actor.role, request.method);
    if (role === undefined)
      throw new Refusal(
        'forbidden',
        `This token is for: ${scopeWords[scope].label}. Make another one for this.`,
      );
    return { ...actor, role };
  }

  private async standstill(): Promise<Standstill | undefined> {
    const when = { now: this.clock.now(), up: this.up };
    return standsStill(await lastBeat(this.dataSource), when) ?? undefined;
  }

  private async byCookie(request: ActorRequest) {
    const secret = request.cookies[SESSION_COOKIE];
    if (!secret) throw new Refusal('unknown-actor', 'You are not signed in here.');
    const { actor, sessionId } = await this.signIn.bySession(secret);
    request.sample = actor.sample;
    request.standstill = may(actor.role, ['lead']) ? await this.standstill() : undefined;
    request.csrf = this.csrf.token(sessionId);
    const acts = request.method !== 'GET' && request.method !== 'HEAD';
    const given = (request.body as Record<string, unknown> | null | undefined)?.[CSRF_FIELD];
    if (acts && !this.csrf.fits(sessionId, given))
      throw new Refusal(
        'stale-form',
        'This form is from another sign-in. Go back, reload the page, and send it again.',
      );
    return actor;
  }
}

/** Only people with one of these roles come in; see `may` for which role includes which. */
export const Who = (...roles: [Role, ...Role[]]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    SetMetadata(WANTED, roles),
    Secured(roles.join(' or '), leastScopes(roles)),
    UseGuards(ActorGuard),
  );
