import { Temporal } from 'temporal-polyfill';
import { isBefore } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath, phasePath } from '../rollout/lead-nav.js';
import type { PhaseDays } from '../rollout/phase.rules.js';
import { phases } from '../rollout/phases.js';
import type { PhaseKey } from '../rollout/words.js';

type Day = Temporal.PlainDate;

/** What leads have done so far, of all that nobody does for them. */
export interface Undertaken {
  today: Day;
  paused: boolean;
  phases: Record<PhaseKey, PhaseState>;
  circle: { confirmed: boolean; chosen: number };
  quickStart: boolean;
  helpers: number;
  charter: { opened: boolean; windowEndsOn: Day | null; adopted: boolean; openObjections: number };
  firstWaveGone: boolean;
  keptBoth: boolean;
  closing: { on: Day; held: boolean } | null;
  /** Old places of which nobody noted yet that they are read-only, and that they point to the new one. */
  placesOpen: number;
  archiveEndsOn: Day | null;
  shutDown: boolean;
  celebrated: boolean;
  lookBack: { met: boolean; published: boolean };
}

export interface PhaseState {
  openedOn: Day | null;
  closedOn: Day | null;
  planned: PhaseDays;
  /** Criteria of its gate. */
  met: number;
  of: number;
}

/** An act that waits for a lead: a sentence, and where it is done. */
export interface Undone {
  words: string;
  href: string;
}

/** Leads prepare what the first invitations wait for so many days ahead. */
const daysAhead = 14;

/** The next acts that only leads can do and that nobody has done yet: each on the day from which something waits for it. */
export function undone(rolloutId: string, it: Undertaken): Undone[] {
  const { today } = it;
  const { pilot, refine, launch, sunset } = it.phases;
  if (sunset.closedOn) return [];
  const preparing = !it.firstWaveGone && !isBefore(today, launch.planned.from.subtract({ days: daysAhead }));
  const refining = (refine.openedOn !== null || preparing) && refine.closedOn === null;
  const { charter } = it;
  const t = it.keptBoth ? null : it.closing;
  const closed = t !== null && !t.held && !isBefore(today, t.on);
  const found: [boolean, string, string][] = [
    [
      pilot.closedOn === null && !it.circle.confirmed,
      it.circle.chosen > 0
        ? `${it.circle.chosen} of the pilot circle are chosen, and nobody is asked yet: ask them.`
        : 'Nobody is chosen yet to try it first: choose the pilot circle.',
      leadPath(rolloutId, 'circle'),
    ],
    ...overrun(it).map((key): [boolean, string, string] => [
      true,
      overrunWords(key, it),
      phasePath(rolloutId, key),
    ]),
    [
      refining && !it.quickStart,
      'No quick start is published: the first invitations wait for it.',
      leadPath(rolloutId, 'guides'),
    ],
    [
      refining && !charter.opened,
      'No draft of the charter is open for objections: the first invitations wait for it.',
      leadPath(rolloutId, 'charter'),
    ],
    [
      charter.openObjections > 0,
      charter.openObjections === 1
        ? '1 objection to the charter waits for an answer.'
        : `${charter.openObjections} objections to the charter wait for an answer.`,
      leadPath(rolloutId, 'charter'),
    ],
    [
      refine.closedOn === null &&
        !charter.adopted &&
        charter.openObjections === 0 &&
        charter.windowEndsOn !== null &&
        isBefore(charter.windowEndsOn, today),
      'The time for objections is over: put the charter in force.',
      leadPath(rolloutId, 'charter'),
    ],
    [
      preparing && it.helpers === 0,
      'Nobody has agreed to help others: the first invitations wait for it.',
      leadPath(rolloutId, 'helpers'),
    ],
    [
      !it.keptBoth && it.closing === null && refine.closedOn !== null && launch.closedOn !== null,
      'No closing day is named yet: name one, or keep both places.',
      leadPath(rolloutId, 'closing'),
    ],
    [
      !it.keptBoth && it.closing?.held === true,
      'The closing is held: settle the open names and name a new day.',
      leadPath(rolloutId, 'closing'),
    ],
    [
      closed && it.placesOpen > 0,
      `${it.placesOpen === 1 ? '1 old place is' : `${it.placesOpen} old places are`} not confirmed as read-only and pointing to the new one.`,
      leadPath(rolloutId, 'old-places'),
    ],
    [
      closed && it.archiveEndsOn !== null && !isBefore(today, it.archiveEndsOn) && !it.shutDown,
      `The archive ended on ${it.archiveEndsOn ? spokenDay(it.archiveEndsOn) : ''}: the shutdown waits for two leads.`,
      leadPath(rolloutId, 'ending'),
    ],
    [
      closed && isBefore(t.on.add({ days: 1 }), today) && !it.celebrated,
      'Nobody has noted that you celebrated together.',
      leadPath(rolloutId, 'ending'),
    ],
    [
      it.lookBack.met && !it.lookBack.published,
      'You have met to look back: publish what came of it.',
      leadPath(rolloutId, 'looking-back'),
    ],
  ];
  return found.filter(([waits]) => waits).map(([, words, href]) => ({ words, href }));
}

/** Open phases whose planned days are over and that still lack something; in a pause none is late. */
function overrun({ today, paused, phases: all }: Undertaken): PhaseKey[] {
  if (paused) return [];
  return (Object.keys(all) as PhaseKey[]).filter((key) => {
    const { openedOn, closedOn, planned, met, of } = all[key];
    return openedOn && !closedOn && planned.to && isBefore(planned.to, today) && met < of;
  });
}

function overrunWords(key: PhaseKey, { phases: all }: Undertaken): string {
  const { planned, met, of } = all[key];
  return `${phases[key].name} was planned until ${spokenDay(planned.to!)}. It shows ${met} of the ${of} things that it must.`;
}
