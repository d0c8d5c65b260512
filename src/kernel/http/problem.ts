import { STATUS_CODES } from 'node:http';
import { msg, type Msg } from '../language/message.js';
import type { Reason, RefusalKind } from '../refusal.js';

export const statusOf: Record<RefusalKind, number> = {
  invalid: 422,
  'not-found': 404,
  conflict: 409,
  forbidden: 403,
  'stale-form': 403,
  'too-early': 409,
  gone: 410,
  'unknown-actor': 401,
  'too-many': 429,
};

/** RFC 9457. `reasons` holds all of them; `field` is a dotted path into what was sent. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  reasons?: Reason[];
  /** Names an unexpected failure in the log of the host. */
  id?: string;
}

export const refused = (kind: RefusalKind, reasons: Reason[]): Problem => ({
  type: `/problems/${kind}`,
  title: titles[kind],
  status: statusOf[kind],
  reasons,
});

export const unread = (status: number, detail: string): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Refused',
  status,
  detail,
});

export const failed = (id: string): Problem => ({
  type: 'about:blank',
  title: msg('Something failed on our side'),
  status: 500,
  detail: msg(
    'Look whether it was done before you try again. The person who runs this server can find out more by the id.',
  ),
  id,
});

const titles: Record<RefusalKind, Msg> = {
  invalid: msg('Something in what you sent needs another look'),
  'not-found': msg('There is nothing here'),
  conflict: msg('This contradicts what is already there'),
  forbidden: msg('Your role does not allow this'),
  'stale-form': msg('This form cannot be used any more'),
  'too-early': msg('It is too early for this'),
  gone: msg('This is no longer here'),
  'unknown-actor': msg('We do not know who you are'),
  'too-many': msg('Too many attempts'),
};
