import { msg, type Msg } from '../language/message.js';
import type { Reason, RefusalKind } from '../refusal.js';

export const statusOf: Record<RefusalKind, number> = {
  invalid: 422,
  'not-found': 404,
  conflict: 409,
  changed: 412,
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

/** Refused before anything of ours had read it. */
export const unread = (status: number): Problem => ({
  type: 'about:blank',
  ...(unreads[status] ?? { title: msg('This was refused'), detail: msg('Nothing was done.') }),
  status,
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

export const titles: Record<RefusalKind, Msg> = {
  invalid: msg('Something in what you sent needs another look'),
  'not-found': msg('There is nothing here'),
  conflict: msg('This contradicts what is already there'),
  changed: msg('Somebody changed this meanwhile'),
  forbidden: msg('Your role does not allow this'),
  'stale-form': msg('This form cannot be used any more'),
  'too-early': msg('It is too early for this'),
  gone: msg('This is no longer here'),
  'unknown-actor': msg('We do not know who you are'),
  'too-many': msg('Too many attempts'),
};

const unreads: Record<number, { title: Msg; detail: Msg }> = {
  400: {
    title: msg('This could not be read'),
    detail: msg(
      'What was sent could not be read. Check that it is complete, and JSON where JSON is expected.',
    ),
  },
  401: { title: titles['unknown-actor'], detail: msg('Sign in, or send your token.') },
  403: { title: titles.forbidden, detail: msg('Somebody who leads can give you another role.') },
  404: {
    title: titles['not-found'],
    detail: msg('There is nothing at this address. Check that it was copied whole.'),
  },
  405: {
    title: msg('This cannot be done here'),
    detail: msg('This address does not understand that method.'),
  },
  413: { title: msg('This is too large'), detail: msg('What was sent is larger than we accept here.') },
  415: {
    title: msg('This is of another kind than we read'),
    detail: msg('We do not read this kind of content here.'),
  },
  429: { title: titles['too-many'], detail: msg('Wait an hour, then try again.') },
};
