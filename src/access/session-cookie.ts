import type { FastifyReply } from 'fastify';
import type { Config } from '../kernel/config.js';

export const SESSION_COOKIE = 'changeover';

/** A session ends after 14 days: a shared computer is forgotten by then. */
export const SESSION_DAYS = 14;

/** So long after its end it is remembered that there was one: to say so, instead of knowing nothing. */
export const REMEMBERED_DAYS = 30;

export function rememberSession(reply: FastifyReply, secret: string, config: Config): void {
  void reply.setCookie(SESSION_COOKIE, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.overHttps,
    maxAge: (SESSION_DAYS + REMEMBERED_DAYS) * 24 * 3600,
  });
}

export function forgetSession(reply: FastifyReply): void {
  void reply.clearCookie(SESSION_COOKIE, { path: '/' });
}
