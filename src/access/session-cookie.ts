import type { FastifyReply } from 'fastify';
import type { Config } from '../kernel/config.js';

export const SESSION_COOKIE = 'changeover';

/** A session ends after 14 days: a shared computer is forgotten by then. */
export const SESSION_HOURS = 14 * 24;

export function rememberSession(reply: FastifyReply, secret: string, config: Config): void {
  void reply.setCookie(SESSION_COOKIE, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.baseUrl.startsWith('https:'),
    maxAge: SESSION_HOURS * 3600,
  });
}

export function forgetSession(reply: FastifyReply): void {
  void reply.clearCookie(SESSION_COOKIE, { path: '/' });
}
