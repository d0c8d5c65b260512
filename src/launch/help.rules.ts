import type { Temporal } from 'temporal-polyfill';
import { msg, type Msg } from '../kernel/language/message.js';

export const waysToHelp = ['message', 'call', 'door', 'meeting'] as const;
export type WayToHelp = (typeof waysToHelp)[number];

/** How each way is asked for on the own page. */
export const wayWords: Record<WayToHelp, Msg> = {
  message: msg('Write me a message'),
  call: msg('Call me'),
  door: msg('Come to my door'),
  meeting: msg('At a meeting'),
};

/** The day that we name: two days on, the time in which it must be taken (`launch.help-waiting`). */
export const promisedDay = (today: Temporal.PlainDate): Temporal.PlainDate => today.add({ days: 2 });
