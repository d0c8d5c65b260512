import type { PhaseKey } from './words.js';
import { at, daily, daysFrom, each, everyDays, steps, type PlayRow } from './plays.js';

/**
 * The playbook: everything that a rollout does by itself, in phase order. It is data, so that the agenda, the
 * rehearsal, "what happens next" and the documentation read the same table. What a play does stands in the
 * feature that declares `@Play(key)`; when it is due stands here and nowhere else. Spec: ten o'clock local time
 * and 24 hours of grace where nothing else is named; whoever speaks late is held for a lead.
 */
// prettier-ignore
const rows = {
  ...phase('pilot', {
    'rollout.day': {
      fixed: true, when: daily('start', 'last purge day'), hour: '03:30', whenLate: 'catch up',
      to: 'nobody', what: 'open the phases whose day has come, take newcomers in, plan the days ahead' },
    'rollout.opening-word': {
      when: at('start'), purpose: 'community', posts: 'old', crowd: true,
      reach: 'with e-mail', to: 'whoever has an e-mail address', what: 'a few will try something; nothing changes now' },
    'rollout.update': {
      when: everyDays(14, 'start', 'T'), posts: 'both', ladder: true,
      to: 'every own page', what: 'what was learned, what changed, what is next' },
    'lead.week': {
      when: { everyWeekday: 1, from: 'start', until: 'meeting' }, hour: '08:00', purpose: 'team', ladder: true, whenLate: 'skip',
      to: 'leads', what: 'the week: what needs you, what goes out by itself' },
    'lead.tomorrow': {
      when: each('crowds', { '': -24 }), purpose: 'team', whenLate: 'skip',
      to: 'leads', what: 'what goes to more than 20 people tomorrow, and how to stop it' },
    'lead.alert': {
      fixed: true, when: each('alerts'), purpose: 'team', whenLate: 'catch up',
      to: 'leads', what: 'something is late, held or wrong, or a phase can be closed' },
    'pilot.invitation': {
      when: { at: 'circle confirmed', steps: [{}, { name: 'reminder', days: 4 }] }, purpose: 'invitation', byHand: true,
      reach: 'circle', to: 'chosen pilots', what: 'would you try it first?' },
    'pilot.day': {
      fixed: true, when: daily('circle confirmed', 'pilot closed'), hour: '03:45', whenLate: 'catch up', ladder: true,
      to: 'nobody', what: 'see whether somebody else must be asked to try it first' },
    'pilot.survey': {
      when: { rounds: 'pilot', fifthDay: 4, remind: 3, close: 6 }, purpose: 'survey',
      reach: 'circle', to: 'accepted pilots', what: 'the questions of the week' },
    'pilot.thanks': {
      when: at('pilot closed'), purpose: 'community',
      reach: 'circle', to: 'the circle', what: 'what you found, what was done; would you help others?' },
    'finding.resolved': {
      when: each('findings resolved'), purpose: 'community',
      reach: 'few', to: 'who reported it', what: 'what became of what you reported' },
  }),

  ...phase('refine', {
    'refine.charter-review': {
      when: each('charter drafts'), purpose: 'community', posts: 'both', crowd: true,
      reach: 'everybody', to: 'the circle, then everybody who was told of the move', what: 'a draft of the charter is open for objections' },
    'charter.changed': {
      when: each('charter changes'), purpose: 'essential', posts: 'both', byHand: true, crowd: true,
      reach: 'everybody', to: 'members', what: 'what is stored or the charter has changed' },
  }),

  ...phase('launch', {
    'launch.day': {
      fixed: true, when: daily('launch opened', 'T'), hour: '03:45', whenLate: 'catch up', ladder: true,
      to: 'nobody', what: 'put newcomers into waves, put off a wave that waits, find new helpers for old, note who cannot be reached' },
    'launch.help-waiting': {
      fixed: true, when: each('help requests', { '': 48 }), whenLate: 'catch up',
      to: 'nobody', what: 'help that nobody took goes to the leads, who are told' },
    'launch.opening': {
      when: at('launch opened'), posts: 'old',
      to: 'everybody in the old places', what: 'the new place is open' },
    'launch.invitation': {
      when: each('waves'), purpose: 'invitation', byHand: true, crowd: true,
      reach: 'wave', to: 'the wave', what: 'how to come along, who helps' },
    'launch.welcome': {
      when: daily('launch opened', 'T'), hour: '18:00', purpose: 'community', ladder: true, whenLate: 'skip',
      reach: 'few', to: 'helpers of who arrived', what: 'greet them in the new place' },
    'launch.nudge': {
      when: daily('launch opened', 'T'), purpose: 'invitation', crowd: true, ladder: true,
      reach: 'silent', to: 'who was invited 7 or 21 days ago and has neither come nor said anything', what: 'a reminder of the invitation, at most two' },
    'launch.office-hour': {
      when: each('office hours', { '24h': -24, '1h': -1 }), purpose: 'help', shortGrace: { '1h': 1 }, ladder: true, whenLate: 'skip',
      reach: 'few', to: 'who registered or asked', what: 'the help hour is near' },
    'launch.seeding': {
      when: each('seeding items'), purpose: 'team',
      to: "the item's owner", what: 'something to post in the new place' },
    'launch.pulse': {
      when: everyDays(14, 'launch opened', 'T'), purpose: 'survey', crowd: true, ladder: true,
      reach: 'arrived', to: 'who has arrived', what: 'how is it going; are you at home there?' },
    'adoption.measure': {
      fixed: true, when: daily('start', 'meeting'), hour: '03:00', whenLate: 'catch up',
      to: 'nobody', what: 'measure adoption' },
    'adoption.milestone': {
      when: each('milestones'), purpose: 'team', whenLate: 'catch up',
      to: 'leads', what: '60% or 70% reached and held' },
  }),

  ...phase('sunset', {
    'sunset.announcement': {
      when: each('transition changes'), purpose: 'essential', posts: 'both', byHand: true,
      reach: 'everybody', to: 'everybody', what: 'the day on which the old place closes, or its correction' },
    'sunset.newcomers': {
      when: daily('announced', 'T'), purpose: 'essential', byHand: true, ladder: true,
      reach: 'few', to: 'who joined after the announcement', what: 'the same announcement, to who came later' },
    'sunset.settle': {
      when: steps('closing', { 'T-21': -21, 'T-14': -14 }), hour: '08:00', purpose: 'team', ladder: true,
      to: 'leads', what: 'settle each name that is not told yet' },
    'sunset.decision': {
      fixed: true, ownDay: true, when: steps('closing', { 'T-7': -7 }), hour: '08:00', purpose: 'essential', posts: 'both', byHand: true, whenLate: 'catch up',
      reach: 'nobody', to: 'everybody, only if the closing day is held', what: 'keep the closing day, or hold it while a name is open' },
    'sunset.notice': {
      when: steps('closing', { 'T-14': -14, 'T-7': -7, 'T-1': -1 }), purpose: 'essential', posts: 'both', byHand: true, crowd: true, ladder: true,
      reach: 'everybody', to: 'everybody', what: 'when it closes, your things, how to come along, who helps' },
    'sunset.export-reminder': {
      when: steps('closing', { 'T-21': -21 }), purpose: 'essential', crowd: true,
      reach: 'silent', to: 'who has not said "I have my things"', what: 'take your things along' },
    'sunset.last-call': {
      when: daysFrom('archive ends', -7), purpose: 'essential', crowd: true,
      reach: 'silent', to: 'who has not said "I have my things"', what: 'the archive ends in a week' },
    'sunset.read-only': {
      fixed: true, when: each('source places'), hour: '09:00', purpose: 'team',
      to: 'the caretaker', what: 'the old place becomes read-only' },
    'sunset.celebration': {
      when: daysFrom('T', 1), purpose: 'community', posts: 'both', crowd: true,
      reach: 'everybody', to: 'everybody', what: 'what was achieved, with thanks' },
    'sunset.shutdown': {
      when: at('archive ends'), purpose: 'team', whenLate: 'catch up',
      to: 'admins', what: 'ask a named person to shut the old place down' },
    'rollout.cancelled': {
      when: at('cancelled'), purpose: 'essential', posts: 'both', byHand: true,
      reach: 'everybody', to: 'who was told of the move', what: 'the move is called off' },
    'rollout.kept-both': {
      when: at('kept both'), purpose: 'essential', posts: 'both', byHand: true,
      reach: 'everybody', to: 'everybody', what: 'the old place stays' },
    'retrospective.survey': {
      when: { at: 'look back', steps: [{ days: -7 }, { name: 'reminder', days: -3 }, { name: 'closes', days: 0 }] }, purpose: 'survey', posts: 'new', crowd: true,
      reach: 'everybody', to: 'members', what: 'looking back: what works, what does not' },
    'retrospective.meeting': {
      when: { at: 'meeting', steps: [{ name: 'invitation', days: -7 }, { name: 'asked', days: -1 }, {}] }, purpose: 'community', ladder: true, whenLate: 'skip',
      reach: 'few', to: 'leads, helpers, who asks to come', what: 'the meeting, with a calendar file' },
    'retrospective.report': {
      when: daysFrom('report', 7), purpose: 'team', whenLate: 'catch up',
      to: 'leads', what: 'the draft of the report is ready' },
    'privacy.review': {
      when: { yearly: true, from: 'T' }, purpose: 'team', whenLate: 'catch up',
      to: 'leads', what: 'is what we store still right?' },
    'retention.purge': {
      fixed: true, when: { at: 'last purge day', steps: [{ name: 'warning', days: -7 }, {}] }, hour: '03:30', purpose: 'team', whenLate: 'catch up',
      to: 'leads', what: 'what is no longer needed is deleted' },
  }),
};

export type PlayKey = keyof typeof rows;

export type Playbook = readonly (PlayRow & { play: PlayKey })[];

export const playKeys = Object.keys(rows) as PlayKey[];

export const playbook: Playbook = playKeys.map((play) => ({ ...rows[play], play }));

/** What the preset `small` begins without (decision 0035). Leads can switch each on again. */
export const notInSmall: readonly PlayKey[] = ['launch.pulse', 'adoption.milestone'];

export function playRow(play: PlayKey): PlayRow {
  return { ...rows[play], play };
}

type Given = Pick<PlayRow, 'when' | 'to' | 'what'> & Partial<PlayRow>;

function phase<K extends string>(key: PhaseKey, given: Record<K, Given>): Record<K, Omit<PlayRow, 'play'>> {
  const usual = {
    phase: key,
    hour: '10:00',
    purpose: null,
    posts: null,
    byHand: false,
    crowd: false,
    graceHours: 24,
    shortGrace: {},
    whenLate: 'hold',
    ladder: false,
    fixed: false,
    ownDay: false,
    movedDays: 0,
  } as const;
  return Object.fromEntries(
    Object.entries<Given>(given).map(([play, row]) => [
      play,
      { ...usual, reach: row.purpose === 'team' ? 'leads' : 'nobody', ...row },
    ]),
  ) as Record<K, Omit<PlayRow, 'play'>>;
}
