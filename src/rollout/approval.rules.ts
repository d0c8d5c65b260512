import type { Rewording } from './sockets.js';

/** What a lead may change about a play, and looks at before it is said so. */
export interface Wording {
  movedDays: number;
  hour: string | null;
  reworded: Rewording | null;
}

/** Approved with the start where no lead had changed anything. */
export const asWeGaveIt: Wording = { movedDays: 0, hour: null, reworded: null };

export function sameWording(a: Wording, b: Wording): boolean {
  return (
    a.movedDays === b.movedDays &&
    a.hour === b.hour &&
    a.reworded?.subject === b.reworded?.subject &&
    a.reworded?.body === b.reworded?.body
  );
}

/** Why an occurrence is held that nobody has approved yet. */
export const UNAPPROVED = 'changed after the start: a lead approves it first';
