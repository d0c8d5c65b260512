import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Temporal } from 'temporal-polyfill';
import type { CookieHolder } from '../kernel/http/csrf.js';
import type { Role } from './access.rules.js';
import type { Scope } from './scope.rules.js';

/** The person who acts, as the guard recognised them. */
export interface Actor {
  accountId: string;
  communityId: string;
  name: string;
  role: Role;
  /**
   * Set where a program acts by a token, and in a browser that a token's link opened: neither may make a way in that
   * outlasts it.
   */
  token?: { id: string; endsAt: Temporal.Instant; scope: Scope };
  /** They look at a sample community. */
  sample?: true;
}

export type ActorRequest = FastifyRequest & CookieHolder & { actor?: Actor };

/** Hands the handler its `Actor`; only on routes with `@Who`. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActorRequest>();
  if (!actor) throw new Error(`${context.getClass().name} asks for @By() without @Who().`);
  return actor;
});
