import { msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';

/** Where we meet to look back until a lead names a room. */
export const usualPlace = msg('in the new place');

/** Ours in the reader's language; what a lead wrote as they wrote it. */
export const placeSaid = (say: Say, where: string | null): string =>
  where === usualPlace ? say(usualPlace) : (where ?? '');
