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

/** Hours after which a request that nobody took is put on top of the leads' list. */
export const hoursToTake = 48;

/** The day that we name: two days on, the same time in which it must be taken. */
export const promisedDay = (today: Temporal.PlainDate): Temporal.PlainDate => today.add({ days: 2 });

export const firstName = (displayName: string): string => displayName.trim().split(/\s+/)[0] ?? '';
