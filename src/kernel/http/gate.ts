import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { Refusal } from '../refusal.js';
import { msg } from '../language/message.js';
import { isForeign } from './foreign.rules.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Mail programs act here for their readers (RFC 8058): what a browser says of itself does not count. */
    fromAnywhere?: boolean;
  }
  interface FastifyInstance {
    /** Patterns at which something is done and no page stands. */
    actsAlone: Set<string>;
  }
}

/** Lets no act in that another site made a browser send. What a program proves by its token, no other site can send. */
export function refuseForeignActs(server: FastifyInstance, config: Config): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const { method, headers, routeOptions } = request;
    const free = headers.authorization !== undefined || routeOptions.config?.fromAnywhere === true;
    const site = one(headers['sec-fetch-site']);
    const to = [new URL(config.baseUrl).origin, `${request.protocol}://${headers.host ?? ''}`];
    if (!free && isForeign({ method, site, origin: headers.origin, to }))
      done(
        new Refusal(
          'stale-form',
          msg('Another website sent this. Open the page here, and do it here, if you want it.'),
        ),
      );
    else done();
  });
}

const one = (header: string | string[] | undefined): string | undefined => [header].flat()[0];

/**
 * An address that nobody can read leads where every unknown address leads: to a page that says so. Nor can one with a
 * zero byte be read: no text of ours holds one, and PostgreSQL keeps none.
 */
export const readableUrl = ({ url = '/' }: { url?: string | undefined }): string =>
  !url.includes('%00') && decodes(url.split('?', 1)[0]!)
    ? url
    : url.startsWith('/api')
      ? '/api/unreadable'
      : '/unreadable';

const decodes = (path: string): boolean => {
  try {
    decodeURI(path);
    return true;
  } catch {
    return false;
  }
};

/** The nearest page above a path, by the pattern of its route; undefined where there is none. */
export function pageAbove(server: FastifyInstance, pattern: string, path: string): string | undefined {
  const [parts, given] = [pattern.split('/'), path.split('?', 1)[0]!.split('/')];
  if (parts.length !== given.length) return undefined;
  for (let length = parts.length; length > 1; length--) {
    const url = parts.slice(0, length).join('/');
    if (server.hasRoute({ method: 'GET', url }) && !server.actsAlone.has(url))
      return given.slice(0, length).join('/');
  }
  return undefined;
}

/**
 * Whoever opens the address of an act (a tab that a phone restored, the address line) is led to the page on which it is
 * done. Call the answer once every route stands, and before the server listens.
 */
export function leadActsToTheirPages(server: FastifyInstance): () => void {
  const acts = new Set<string>();
  server.decorate('actsAlone', new Set<string>());
  server.addHook('onRoute', ({ method, url }) => {
    if ([method].flat().includes('POST') && !url.startsWith('/api')) acts.add(url);
  });
  return () => {
    for (const url of acts) {
      if (server.hasRoute({ method: 'GET', url })) continue;
      server.actsAlone.add(url);
      server.get(url, (request: FastifyRequest, reply) =>
        reply.redirect(pageAbove(server, url, request.url) ?? '/', 303),
      );
    }
  };
}
