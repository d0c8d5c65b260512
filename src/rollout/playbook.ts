import type { PhaseKey } from './words.js';

/**
 * The playbook: everything that a rollout does by itself, in phase order. It is data, so that the agenda, the
 * rehearsal, "what happens next" and the documentation read the same table. What a play does stands in the
 * feature that declares `@Play(key)`; when it is due stands here and nowhere else.
 */

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
  | 'archive ends'
  | 'look back' // 3 calendar months after T
  | 'meeting' // the retrospective's
  | 'last purge day'; // 30 days after the retrospective is published, at the latest 12 months after T or cancellation

/** A list of things in the facts, each with a day or a moment of its own. */
export type Subjects =
  | 'alerts'
  | 'findings resolved'
  | 'charter drafts'
  | 'charter changes'
  | 'waves'
  | 'office hours'
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
  | { at: Anchor; steps: Step[]; ladder?: boolean }
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

export interface PlayRow {
  play: string;
  phase: PhaseKey;
  when: When;
  /** Local hour of the rollout's zone; event-driven steps without an offset go at the event. */
  hour: string;
  purpose: Purpose | null;
  /** In words, for pages. Whom exactly is decided by the play's method at the moment. */
  to: string;
  /** Also said once in these places, for everybody there. */
  posts: 'old' | 'new' | 'both' | null;
  /** Told by hand where somebody has no other channel; everything else waits on the own page. */
  byHand: boolean;
  /** Told to the leads 24 hours before, when it concerns more than 20 people. */
  crowd: boolean;
  graceHours: number;
  whenLate: WhenLate;
  /** What happens, in a line, for leads. */
  what: string;
}

type Row = Pick<PlayRow, 'when' | 'to' | 'what'> & Partial<PlayRow>;

const nobody = 'nobody';

const rows = {
  'rollout.day': pilot({ when: { daily: true, from: 'start', until: 'last purge day' }, hour: '00:00', to: nobody, whenLate: 'catch up', what: 'open the phases whose day has come, take newcomers in, plan the days ahead' }),
  'rollout.opening-word': pilot({ when: at('start'), to: 'whoever has an e-mail address', purpose: 'community', posts: 'old', crowd: true, what: 'a few will try something; nothing changes now' }),
  'rollout.update': pilot({ when: { everyDays: 14, from: 'start', first: 14, until: 'T' }, to: 'every own page', posts: 'both', what: 'what was learned, what changed, what is next' }),
  'lead.week': pilot({ when: { everyWeekday: 1, from: 'start', until: 'meeting' }, hour: '08:00', to: 'leads', purpose: 'team', whenLate: 'skip', what: 'what needs you, what goes out by itself' }),
  'lead.tomorrow': pilot({ when: { each: 'crowds', steps: [{ hours: -24 }] }, to: 'leads', purpose: 'team', whenLate: 'skip', what: 'text, number and stop of what goes to more than 20 people tomorrow' }),
  'lead.alert': pilot({ when: { each: 'alerts', steps: [{}] }, to: 'leads', purpose: 'team', whenLate: 'catch up', what: 'late, held, alarm, gate ready' }),
  'pilot.invitation': pilot({ when: { at: 'circle confirmed', steps: [{}, { name: 'reminder', days: 4 }] }, to: 'chosen pilots', purpose: 'invitation', byHand: true, what: 'would you try it first?' }),
  'pilot.survey': pilot({ when: { rounds: 'pilot', fifthDay: 4, remind: 3, close: 6 }, to: 'accepted pilots', purpose: 'survey', what: 'the weekly round' }),
  'pilot.thanks': pilot({ when: at('pilot closed'), to: 'the circle', purpose: 'community', what: 'what you found, what was done; would you help others?' }),
  'finding.resolved': pilot({ when: { each: 'findings resolved', steps: [{}] }, to: 'who reported it', purpose: 'community', what: 'what became of what you reported' }),

  'refine.charter-review': refine({ when: { each: 'charter drafts', steps: [{}] }, to: 'the circle, then everybody who was told of the move', purpose: 'community', crowd: true, what: 'a draft of the charter is open for objections' }),
  'charter.changed': refine({ when: { each: 'charter changes', steps: [{}] }, to: 'members', purpose: 'essential', byHand: true, crowd: true, what: 'what is stored or the charter has changed' }),

  'launch.opening': launch({ when: at('launch opened'), to: nobody, posts: 'old', what: 'the new place is open to everybody' }),
  'launch.invitation': launch({ when: { each: 'waves', steps: [{}] }, to: 'the wave', purpose: 'invitation', byHand: true, crowd: true, what: 'how to come along, who helps' }),
  'launch.welcome': launch({ when: { daily: true, from: 'launch opened', until: 'T' }, hour: '18:00', to: 'helpers of who arrived', purpose: 'community', whenLate: 'skip', what: 'greet them in the new place' }),
  'launch.nudge': launch({ when: { daily: true, from: 'launch opened', until: 'T' }, to: 'invited 7 or 21 days ago, not arrived, no outcome', purpose: 'invitation', what: 'at most two reminders of the invitation' }),
  'launch.office-hour': launch({ when: { each: 'office hours', steps: [{ name: '24h', hours: -24 }, { name: '1h', hours: -1 }] }, to: 'who registered or asked', purpose: 'help', graceHours: 1, whenLate: 'skip', what: 'the help hour is near' }),
  'launch.seeding': launch({ when: { each: 'seeding items', steps: [{}] }, to: "the item's owner", purpose: 'team', what: 'something to post in the new place' }),
  'launch.pulse': launch({ when: { everyDays: 14, from: 'launch opened', first: 14, until: 'T' }, to: 'who has arrived', purpose: 'survey', crowd: true, what: 'how is it going; are you at home there?' }),
  'adoption.measure': launch({ when: { daily: true, from: 'start', until: 'meeting' }, hour: '03:00', to: nobody, whenLate: 'catch up', what: 'measure adoption' }),
  'adoption.milestone': launch({ when: { each: 'milestones', steps: [{}] }, to: 'leads', purpose: 'team', whenLate: 'catch up', what: '60% or 70% reached and held' }),

  'sunset.announcement': sunset({ when: { each: 'transition changes', steps: [{}] }, to: 'everybody', purpose: 'essential', posts: 'both', byHand: true, what: 'the day on which the old place closes, or its correction' }),
  'sunset.settle': sunset({ when: { at: 'T', steps: [{ name: 'T-21', days: -21 }, { name: 'T-14', days: -14 }], ladder: true }, hour: '08:00', to: 'leads', purpose: 'team', what: 'settle each name that is not told yet' }),
  'sunset.decision': sunset({ when: { at: 'T', steps: [{ name: 'T-7', days: -7 }] }, hour: '08:00', to: 'everybody, only if T is held', purpose: 'essential', byHand: true, posts: 'both', whenLate: 'catch up', what: 'keep T, or hold it while a name is open' }),
  'sunset.notice': sunset({ when: { at: 'T', steps: [{ name: 'T-14', days: -14 }, { name: 'T-7', days: -7 }, { name: 'T-1', days: -1 }], ladder: true }, to: 'everybody', purpose: 'essential', posts: 'both', byHand: true, crowd: true, what: 'when it closes, your things, how to come along, who helps' }),
  'sunset.export-reminder': sunset({ when: { at: 'T', steps: [{ name: 'T-21', days: -21 }], ladder: true }, to: 'who has not said "I have my things"', purpose: 'essential', crowd: true, what: 'take your things along' }),
  'sunset.last-call': sunset({ when: { at: 'archive ends', steps: [{ days: -7 }] }, to: 'who has not said "I have my things"', purpose: 'essential', crowd: true, what: 'last call: the archive ends in a week' }),
  'sunset.read-only': sunset({ when: { each: 'source places', steps: [{}] }, hour: '09:00', to: 'the caretaker', purpose: 'team', what: 'the old place becomes read-only' }),
  'sunset.celebration': sunset({ when: { at: 'T', steps: [{ days: 1 }] }, to: 'everybody', purpose: 'community', posts: 'both', crowd: true, what: 'what was achieved, with thanks' }),
  'sunset.shutdown': sunset({ when: at('archive ends'), to: 'admins', purpose: 'team', whenLate: 'catch up', what: 'ask a named person to shut the old place down' }),
  'rollout.cancelled': sunset({ when: at('cancelled'), to: 'who was told of the move', purpose: 'essential', posts: 'both', byHand: true, what: 'the move is called off' }),
  'rollout.kept-both': sunset({ when: at('kept both'), to: 'everybody', purpose: 'essential', posts: 'both', byHand: true, what: 'the old place stays' }),

  'retrospective.survey': sunset({ when: { at: 'look back', steps: [{ days: -7 }, { name: 'reminder', days: -3 }, { name: 'closes', days: 0 }] }, to: 'members', purpose: 'survey', crowd: true, what: 'looking back: what works, what does not' }),
  'retrospective.meeting': sunset({ when: at('look back'), to: 'leads, helpers, who asks to come', purpose: 'community', what: 'the meeting, with a calendar file' }),
  'retrospective.report': sunset({ when: { at: 'meeting', steps: [{ days: 7 }] }, to: 'leads', purpose: 'team', whenLate: 'catch up', what: 'the draft of the report is ready' }),
  'privacy.review': sunset({ when: { yearly: true, from: 'T' }, to: 'leads', purpose: 'team', whenLate: 'catch up', what: 'is what we store still right?' }),
  'retention.purge': sunset({ when: { at: 'last purge day', steps: [{ name: 'warning', days: -7 }, {}] }, hour: '03:30', to: 'leads', purpose: 'team', whenLate: 'catch up', what: 'what is no longer needed is deleted' }),
} satisfies Record<string, Omit<PlayRow, 'play'>>;

export type PlayKey = keyof typeof rows;

export type Playbook = readonly (PlayRow & { play: PlayKey })[];

export const playbook: Playbook = (Object.keys(rows) as PlayKey[]).map((play) => ({ play, ...rows[play] }));

export const playKeys: readonly PlayKey[] = playbook.map((row) => row.play);

export function playRow(play: PlayKey): PlayRow {
  return { play, ...rows[play] };
}

/** A play speaks when it says something to somebody, in person or in a place. */
export const speaks = (row: Pick<PlayRow, 'purpose' | 'posts'>): boolean => row.purpose !== null || row.posts !== null;

function at(anchor: Anchor): When {
  return { at: anchor, steps: [{}] };
}

function row(phase: PhaseKey, given: Row): Omit<PlayRow, 'play'> {
  return { phase, hour: '10:00', purpose: null, posts: null, byHand: false, crowd: false, graceHours: 24, whenLate: 'hold', ...given };
}

function pilot(given: Row): Omit<PlayRow, 'play'> {
  return row('pilot', given);
}
function refine(given: Row): Omit<PlayRow, 'play'> {
  return row('refine', given);
}
function launch(given: Row): Omit<PlayRow, 'play'> {
  return row('launch', given);
}
function sunset(given: Row): Omit<PlayRow, 'play'> {
  return row('sunset', given);
}
