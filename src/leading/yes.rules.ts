import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Reason } from '../kernel/refusal.js';

/** The four acts that need a second lead's yes. */
export const yesKinds = ['gate', 'exception', 'roster', 'shutdown'] as const;
export type YesKind = (typeof yesKinds)[number];

export const yesStates = ['open', 'done', 'refused', 'withdrawn', 'expired'] as const;
export type YesState = (typeof yesStates)[number];

/** So long a request waits, unless its asker says otherwise. */
export const usualDays = 7;
export const mostDays = 30;
/** So long after the yes the asker can open a file that it was about, once. */
export const FILE_HOURS = 24;

export interface Asked {
  state: YesState;
  askedBy: string;
  until: Temporal.Instant;
}

/** The state as it is now: a request whose time is over has expired, whoever has noted it. */
export const stateAt = ({ state, until }: Pick<Asked, 'state' | 'until'>, now: Temporal.Instant): YesState =>
  state === 'open' && Temporal.Instant.compare(now, until) >= 0 ? 'expired' : state;

export interface Team {
  /** Everybody who leads now. */
  leads: { id: string; name: string }[];
  /** The community has switched the rule off for itself. */
  alone: boolean;
  /** How careful it has to be with its list. */
  care: 'open' | 'careful' | 'protective';
}

/**
 * Whether the only lead may do it without a second yes: where they have switched the rule off, and never for the list
 * of a community that has to be careful. With a second lead the rule stands, whatever was switched off before.
 */
export const mayAlone = (kind: YesKind, { leads, alone, care }: Team): boolean =>
  alone && leads.length === 1 && (kind !== 'roster' || care === 'open');

/** Why this person cannot say yes to it now; empty where they can. */
export function notNow(
  asked: Asked & { kind: YesKind },
  { by, team, now }: { by: string; team: Team; now: Temporal.Instant },
): Reason[] {
  const ended = overWords[stateAt(asked, now)];
  if (ended) return [{ message: ended }];
  if (!team.leads.some(({ id }) => id === asked.askedBy))
    return [{ message: 'Whoever asked does not lead here any more. Ask for it anew, if it is still right.' }];
  if (asked.askedBy !== by || mayAlone(asked.kind, team)) return [];
  return [
    {
      message:
        team.leads.length > 1
          ? 'You asked for it yourself: a second lead has to say yes.'
          : 'You lead alone: add a second lead, who can say yes.',
    },
  ];
}

const overWords: Record<YesState, string | null> = {
  open: null,
  done: 'A yes was said already, and it is done. Nothing was done twice.',
  refused: 'A no was said already. Ask anew, if something has changed.',
  withdrawn: 'Whoever asked has taken it back.',
  expired: 'The time to answer is over. Ask anew, if it is still right.',
};

/** What stood there and does not, and what stands there instead. */
export const changes = (before: string[], now: string[]): { gone: string[]; fresh: string[] } => ({
  gone: before.filter((line) => !now.includes(line)),
  fresh: now.filter((line) => !before.includes(line)),
});

/** A mark of what somebody looked at, which their yes carries. */
export const markOf = (lines: string[]): string =>
  createHash('sha256').update(JSON.stringify(lines)).digest('hex').slice(0, 16);
