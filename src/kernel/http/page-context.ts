import type { FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { themes, type PageContext } from '../ui/render.js';
import type { CookieHolder } from './csrf.js';
import { pageAbove } from './gate.js';

export const LOOK_COOKIE = 'look';

/** What a page knows about the request that asks for it: its form token, the look that was chosen, its own address. */
export function pageContext(request: FastifyRequest & CookieHolder): PageContext {
  const { csrf, sample, standstill, cookies, method, url } = request;
  const pattern = request.routeOptions.url ?? '';
  return {
    csrf,
    once: csrf === undefined ? undefined : randomBytes(12).toString('base64url'),
    sample,
    standstill,
    theme: themes.find((theme) => theme === cookies?.[LOOK_COOKIE]),
    // Nobody can come back to where a form was sent.
    path: method === 'GET' ? url : undefined,
    page: method === 'GET' ? url : pageAbove(request.server, pattern, url),
  };
}
