import type { Temporal } from 'temporal-polyfill';

export const waysToHelp = ['message', 'call', 'door', 'meeting'] as const;
export type WayToHelp = (typeof waysToHelp)[number];

/** How each way is asked for on the own page. */
export const wayWords: Record<WayToHelp, string> = {
  message: 'Write me a message',
  call: 'Call me',
  door: 'Come to my door',
  meeting: 'At a meeting',
};

/** The day that we name: two days on, the time in which it must be taken (`launch.help-waiting`). */
export const promisedDay = (today: Temporal.PlainDate): Temporal.PlainDate => today.add({ days: 2 });
