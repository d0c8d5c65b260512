import type { FastifyRequest } from 'fastify';
import { msg, type Msg } from '../language/message.js';
import { Refusal } from '../refusal.js';
import { CSRF_FIELD } from './csrf.js';
import { pageAbove } from './gate.js';
import { ONCE_FIELD } from './sent-forms.js';
import { wantedPath } from './wanted-path.rules.js';

/** Somebody stands at a page that they may only see signed in. */
export interface AtTheDoor {
  /** Where one signs in, or the page itself for who is signed in. */
  by: string;
  byLabel: Msg;
  /** The page that they wanted, if it can be shown. */
  to: `/${string}` | undefined;
  /** What they had typed when their sign-in ended: nothing of it may be lost. */
  typed: { name: string; text: string }[];
}

/** For a refusal that is about who somebody is; nothing for any other. */
export function lostAtTheDoor(error: unknown, request: FastifyRequest): { door?: AtTheDoor } {
  if (!(error instanceof Refusal)) return {};
  const to = wanted(request);
  if (error.kind === 'unknown-actor')
    return { door: { by: '/sign-in', byLabel: msg('Sign in'), to, typed: typedIn(request) } };
  if (error.kind !== 'stale-form') return {};
  return {
    door: { by: to ?? '/', byLabel: msg('Open the page again'), to: undefined, typed: typedIn(request) },
  };
}

/** The page that was asked for; for an act, the nearest page above it. */
function wanted(request: FastifyRequest): `/${string}` | undefined {
  const page = pageAbove(request.server, request.routeOptions.url ?? '', request.url);
  return page === undefined ? undefined : wantedPath(page);
}

/** What a page of ours put into its own form. */
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What forms carry along that nobody typed. */
const carried = new Set([CSRF_FIELD, ONCE_FIELD, 'once', 'seen', 'version']);

/** Only what this browser's own page sent: another site must not put words on ours. */
function typedIn(request: FastifyRequest): AtTheDoor['typed'] {
  const site = request.headers['sec-fetch-site'];
  if (request.method !== 'POST' || (site !== undefined && site !== 'same-origin')) return [];
  if (typeof request.body !== 'object' || request.body === null) return [];
  return Object.entries(request.body).flatMap(([name, value]: [string, unknown]) => {
    const text = [value]
      .flat()
      .filter((one): one is string => typeof one === 'string' && !id.test(one))
      .join('\n');
    return carried.has(name) || text.trim() === '' ? [] : [{ name: spoken(name), text }];
  });
}

/** `startsOn` → "Starts on". */
const spoken = (name: string): string => {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_.-]+/g, ' ')
    .toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};
