import type { PhaseKey } from './words.js';

/** The vocabulary in which the playbook is written; the table itself is `playbook.ts`. */

/** A day or moment that the plan or the facts name; until they do, whatever hangs on it is not on the agenda. */
export type Anchor =
  | 'start' // day 0
  | 'pilot opened'
  | 'pilot closed'
  | 'launch opened'
  | 'circle confirmed'
  | 'cancelled'
  | 'kept both'
  | 'T' // the transition date; the day of the decision where both places are kept
  | 'closing' // the transition date, only where the old place does close
  | 'announced' // the day after T was first announced, while the old place is to close
  | 'archive ends'
  | 'look back' // 3 calendar months after T
  | 'meeting' // the retrospective's
  | 'report' // the meeting, until the look back is published: whoever wrote theirs needs no draft
  | 'last purge day'; // 30 days after the retrospective is published, at the latest 12 months after T or cancellation

/** A list of things in the facts, each with a day or a moment of its own. */
export type Subjects =
  | 'alerts'
  | 'findings resolved'
  | 'charter drafts'
  | 'charter changes'
  | 'waves'
  | 'office hours'
  | 'help requests'
  | 'seeding items'
  | 'milestones'
  | 'transition changes'
  | 'source places'
  | 'crowds'; // every occurrence below that speaks to many

/** `offset` in days, unless `hours` says otherwise; `name` is the step's part of the key. */
export interface Step {
  name?: string;
  days?: number;
  hours?: number;
}

export type When =
  | { at: Anchor; steps: Step[] }
  | { each: Subjects; steps: Step[] }
  | { everyDays: number; from: Anchor; first: number; until: Anchor }
  | { everyWeekday: 1 | 2 | 3 | 4 | 5 | 6 | 7; from: Anchor; until: Anchor }
  | { daily: true; from: Anchor; until: Anchor }
  | { yearly: true; from: Anchor }
  /** Weekly rounds of the pilot's window: asked on the fifth day, reminded after 3 days, closed after 6. */
  | { rounds: 'pilot'; fifthDay: number; remind: number; close: number };

/** Which budget and which right to refuse a message falls under (spec page 2); null says nothing to anybody. */
export type Purpose = 'essential' | 'invitation' | 'survey' | 'help' | 'community' | 'team';

/** Found later than its grace, a play is held for a lead, skipped as useless, or done all the same. */
export type WhenLate = 'hold' | 'skip' | 'catch up';

/** How far a play reaches, for a rehearsal and for "what happens next": whom exactly, its method decides. */
export type Reach =
  'everybody' | 'with e-mail' | 'circle' | 'wave' | 'silent' | 'arrived' | 'few' | 'leads' | 'nobody';

export interface PlayRow {
  play: string;
  phase: PhaseKey;
  when: When;
  /** Local hour of the rollout's zone; event-driven steps without an offset go at the event. */
  hour: string;
  purpose: Purpose | null;
  /** In words, for pages. Whom exactly is decided by the play's method at the moment. */
  to: string;
  reach: Reach;
  /** Also said once in these places, for everybody there. */
  posts: 'old' | 'new' | 'both' | null;
  /** Told by hand where somebody has no other channel; everything else waits on the own page. */
  byHand: boolean;
  /** Told to the leads 24 hours before, when it concerns more than 20 people. */
  crowd: boolean;
  graceHours: number;
  /** Steps by their name that are useless sooner: `1h`. */
  shortGrace: Record<string, number>;
  whenLate: WhenLate;
  /** Of several steps that are due at once only the newest is worth saying. */
  ladder: boolean;
  /** The rollout stands on it: it is neither switched off nor moved. */
  fixed: boolean;
  /** Keeps its calendar day even where that is without messages: it decides, and seldom speaks. */
  ownDay: boolean;
  /** Days by which a lead moved this play in this rollout. */
  movedDays: number;
  /** What happens, in a line, for leads. */
  what: string;
}

/** A play speaks when it says something to somebody, in person or in a place. */
export const speaks = (row: Pick<PlayRow, 'purpose' | 'posts'>): boolean =>
  row.purpose !== null || row.posts !== null;

export const at = (anchor: Anchor): When => ({ at: anchor, steps: [{}] });

/** Steps as days from the anchor, each with the name that its key carries. */
export const steps = (anchor: Anchor, named: Record<string, number>): When => ({
  at: anchor,
  steps: Object.entries(named).map(([name, days]) => ({ name, days })),
});

export const daysFrom = (anchor: Anchor, days: number): When => ({ at: anchor, steps: [{ days }] });

export const each = (subjects: Subjects, named: Record<string, number> = {}): When => ({
  each: subjects,
  steps:
    Object.keys(named).length === 0
      ? [{}]
      : Object.entries(named).map(([name, hours]) => (name ? { name, hours } : { hours })),
});

export const daily = (from: Anchor, until: Anchor): When => ({ daily: true, from, until });

export const everyDays = (days: number, from: Anchor, until: Anchor): When => ({
  everyDays: days,
  from,
  first: days,
  until,
});
