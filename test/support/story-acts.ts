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
  const real = globalThis.fetch;
  globalThis.fetch = async (...given) => {
    const at = clock.now();
    const response = await real(...given);
    const [target, init] = given;
    const address = target instanceof Request ? target.url : target.toString();
    const [, token, path] = /\/m\/([\w-]{22})(\/[^?#]*)/.exec(address) ?? [];
    if (init?.method === 'POST' && token && path && response.status < 400) acts.push({ token, path, at });
    return response;
  };
  return {
    acts,
    end: () => {
      globalThis.fetch = real;
    },
  };
}
