import { Temporal } from 'temporal-polyfill';
import { agenda, type Entry } from './agenda.rules.js';
import { momentAt } from './calendar.rules.js';
import type { Facts } from './facts.js';
import { phaseDays } from './phase.rules.js';
import type { Plan } from './plan.js';
import type { Playbook } from './playbook.js';
import type { PlayRow } from './plays.js';
import { phaseKeys } from './words.js';

/** How many there are of each kind of reader. */
export interface Heads {
  everybody: number;
  withEmail: number;
  leads: number;
}

export interface Rehearsed {
  entries: (Entry & { what: string; to: string; people: number; posts: PlayRow['posts'] })[];
  /** What somebody with an e-mail address who never answers would get in all. */
  silentMember: { key: string; day: Temporal.PlainDate }[];
  /** Days on which one silent member would hear from us more than once, or for the third time in seven days. */
  tooMuch: Temporal.PlainDate[];
}

/**
 * The whole rollout ahead of time: the real agenda, on facts that assume that every step of the plan succeeds on
 * its day and that nobody answers. What has really happened stands as it is.
 */
export function rehearse(plan: Plan, facts: Facts, book: Playbook, heads: Heads): Rehearsed {
  const rows = new Map(book.map((row) => [row.play as string, row]));
  const entries = agenda(plan, assumed(plan, facts), book)
    .filter((entry) => entry.speaks)
    .map((entry) => {
      const { what, to, posts } = rows.get(entry.play)!;
      return { ...entry, what, to, posts, people: peopleOf(rows.get(entry.play)!, entry, plan, heads) };
    });
  const silentMember = silent(entries, rows);
  return { entries, silentMember, tooMuch: crowdedDays(silentMember.map(({ day }) => day)) };
}

/** Every phase opens and closes as planned; T is announced when the launch closes, as early as it may be. */
export function assumed(plan: Plan, facts: Facts): Facts {
  const known = facts['rollout.phases'];
  const start = phaseDays(plan, 'pilot').from;
  const phases = Object.fromEntries(
    phaseKeys.map((key) => {
      const { from, to } = phaseDays(plan, key);
      const closedOn = known[key].closedOn ?? to;
      const closedAt = known[key].closedAt ?? (closedOn && momentAt(closedOn, '12:00', plan.timeZone));
      return [key, { openedOn: known[key].openedOn ?? from, closedOn, closedAt }];
    }),
  ) as Facts['rollout.phases'];
  const announcedOn = (phases.launch.closedOn ?? start).add({ days: 1 });
  const confirmed =
    facts['pilot.circle'].confirmedAt ?? momentAt(start.add({ days: 1 }), '10:00', plan.timeZone);
  const draft = { id: 'draft', openedAt: momentAt(phaseDays(plan, 'refine').from, '10:00', plan.timeZone) };
  return {
    ...facts,
    'rollout.phases': phases,
    'rollout.horizon': start.add({ days: 400 }),
    'pilot.circle': { ...facts['pilot.circle'], confirmedAt: confirmed },
    'refine.charter': {
      ...facts['refine.charter'],
      drafts:
        facts['refine.charter'].drafts.length > 0
          ? facts['refine.charter'].drafts
          : [
              {
                ...draft,
                windowEndsOn: phaseDays(plan, 'refine').from.add({ days: plan.gates.objectionDays }),
              },
            ],
    },
    'launch.waves':
      facts['launch.waves'].length > 0
        ? facts['launch.waves'].map((wave) => ({ ...wave, held: false }))
        : Array.from({ length: plan.waves.count }, (_, i) => ({
            number: i + 1,
            on: phases.launch.openedOn!.add({ days: i * plan.waves.daysApart }),
            held: false,
          })),
    'sunset.transition': facts['sunset.transition'] ?? {
      revision: 1,
      on: announcedOn.add({ days: plan.noticeDays + 1 }),
      changes: [{ id: 'r1', kind: 'announcement', at: momentAt(announcedOn, '10:00', plan.timeZone) }],
    },
  };
}

function peopleOf(row: PlayRow, entry: Entry, plan: Plan, heads: Heads): number {
  switch (row.reach) {
    case 'everybody':
    case 'silent':
    case 'arrived':
      return entry.step.endsWith('closes') ? 0 : heads.everybody;
    case 'with e-mail':
      return heads.withEmail;
    case 'circle':
      return entry.step.endsWith('closes') ? 0 : Math.min(plan.gates.circle.most, heads.everybody);
    case 'wave':
      return Math.ceil(heads.everybody / plan.waves.count);
    case 'leads':
      return heads.leads;
    case 'few':
    case 'nobody':
      return 0;
  }
}

const reachTheSilent = new Set(['everybody', 'with e-mail', 'silent']);

/** One wave is theirs, both nudges follow it, and reminders to who has not answered reach them only if they arrived. */
function silent(entries: Entry[], rows: Map<string, PlayRow>): { key: string; day: Temporal.PlainDate }[] {
  const invited = entries.find((entry) => entry.play === 'launch.invitation');
  const theirs = entries.filter((entry) => {
    if (entry.play === 'launch.nudge' || entry.step.endsWith('closes') || entry.step === 'reminder')
      return false;
    return reachTheSilent.has(rows.get(entry.play)!.reach);
  });
  const nudges = invited
    ? [7, 21].map((days, i) => ({ key: `launch.nudge/${i + 1}`, day: invited.day.add({ days }) }))
    : [];
  const wave = invited ? [{ key: invited.key, day: invited.day }] : [];
  return [...theirs.map(({ key, day }) => ({ key, day })), ...wave, ...nudges].toSorted((a, b) =>
    Temporal.PlainDate.compare(a.day, b.day),
  );
}

function crowdedDays(days: Temporal.PlainDate[]): Temporal.PlainDate[] {
  const crowded = days.filter((day, i) => {
    const twoBefore = days[i - 2];
    return days[i - 1]?.equals(day) === true || (twoBefore !== undefined && twoBefore.until(day).days < 7);
  });
  return crowded.filter((day, i) => !crowded[i - 1]?.equals(day));
}
