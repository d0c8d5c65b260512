import { Temporal } from 'temporal-polyfill';
import type { Result } from './channels/channel.js';

const RETRY_MINUTES = 30;
/** Whoever has waited so long has found another way. */
const GIVE_UP_HOURS = 24;

export type SingleMailState = 'to send' | 'sent' | 'refused';

export const nextTry = (now: Temporal.Instant): Temporal.Instant => now.add({ minutes: RETRY_MINUTES });

/**
 * What a letter that was asked for at `askedAt` is after an attempt. "Later" is given up on after a day, but not while
 * our own mail server is wrong: it goes with what asked for it, not before.
 */
export function stateAfter(
  result: Result,
  askedAt: Temporal.Instant,
  now: Temporal.Instant,
): SingleMailState {
  if (result.is === 'accepted') return 'sent';
  if (result.is !== 'later') return 'refused';
  const waited = now.since(askedAt).total('hours');
  return result.ours || waited < GIVE_UP_HOURS ? 'to send' : 'refused';
}
