import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../src/kernel/clock.js';

/** What somebody did on an own page, and the product took it. */
export interface OwnAct {
  token: string;
  /** Below the own page: `/in`, `/rather-not`, `/survey/…`. */
  path: string;
  at: Temporal.Instant;
}

/** Watches people's hands: every form sent to an own page is noted, by nobody's book but this one. */
export function watchActs(clock: Clock): { acts: OwnAct[]; end: () => void } {
  const acts: OwnAct[] = [];
  const note = (message: unknown): void => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    const [, token, path] = /^\/m\/([\w-]{22})(\/[^?#]*)/.exec(request.path) ?? [];
    if (request.method === 'POST' && token && path && response.statusCode! < 400)
      acts.push({ token, path, at: clock.now() });
  };
  subscribe(ANSWERED, note);
  return { acts, end: () => unsubscribe(ANSWERED, note) };
}

/** Node tells it whenever a request of its own has its answer. */
const ANSWERED = 'http.client.response.finish';
