import { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import { agenda, type Entry } from './agenda.rules.js';
import { later, momentAt } from './calendar.rules.js';
import type { Facts } from './facts.js';
import { phaseDays } from './phase.rules.js';
import type { Plan } from './plan.js';
import type { Playbook } from './playbook.js';
import type { PlayRow } from './plays.js';
import { fateOf, forMembers, type Fate, type Started } from './start.rules.js';
import { phaseKeys } from './words.js';

/** How many there are of each kind of reader. */
export interface Heads {
  everybody: number;
  withEmail: number;
  leads: number;
}

export interface Rehearsed {
  entries: (Entry & {
    what: string;
    to: string;
    people: number;
    posts: PlayRow['posts'];
    /** It lay too long before the start: a lead sends or skips it. */
    held: boolean;
  })[];
  /** What members would have heard before the start, and never do: its keys. */
  leftOut: string[];
  /** What they heard before we took over, as its leads say: its keys. */
  doneElsewhere: string[];
  /** What somebody with an e-mail address who never answers would get in all. */
  silentMember: { key: string; day: Temporal.PlainDate }[];
  /** Days on which one silent member would hear from us more than once, or for the third time in seven days. */
  tooMuch: Temporal.PlainDate[];
}

/**
 * The whole rollout ahead of time: the real agenda, on facts that assume that every step of the plan succeeds on
 * its day and that nobody answers. What has really happened stands as it is.
 * @param started the same moment decides as in the real run what of the past is made up for
 */
export function rehearse(
  plan: Plan,
  facts: Facts,
  book: Playbook,
  heads: Heads,
  started: Started,
): Rehearsed {
  const startedAt = started.at;
  const rows = new Map(book.map((row) => [row.play as string, row]));
  const fated = agenda(plan, assumed(plan, facts, startedAt), book)
    .filter((entry) => entry.speaks && !onlyIfNeeded(rows.get(entry.play)!))
    .map((entry) => ({ entry, fate: fateOf(rows.get(entry.play)!, entry, started) }));
  const silentPast = (fate: Fate): boolean => fate === 'left out' || fate === 'done elsewhere';
  const of = (wanted: Fate): string[] =>
    fated
      .filter(({ entry, fate }) => fate === wanted && forMembers(rows.get(entry.play)!))
      .map(({ entry }) => entry.key);
  const held = new Set(fated.filter(({ fate }) => fate === 'held').map(({ entry }) => entry.key));
  const today = localDay(startedAt, plan.timeZone);
  const ahead = fated
    .filter(({ fate }) => !silentPast(fate))
    .map(({ entry, fate }) => (fate === 'ahead' ? entry : { ...entry, at: startedAt, day: today }))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  const waves = wavesOf(ahead, heads);
  const nudged = nudgesOf(ahead, waves);
  const entries = ahead
    // On most days nobody's day for a reminder has come.
    .filter((entry) => entry.play !== 'launch.nudge' || nudged.has(entry.key))
    .map((entry) => {
      const { what, to, posts } = rows.get(entry.play)!;
      const people =
        nudged.get(entry.key)?.people ?? peopleOf(rows.get(entry.play)!, entry, plan, heads, waves);
      return { ...entry, what, to, posts, people, held: held.has(entry.key) };
    });
  const silentMember = silent(entries, rows, nudged);
  return {
    ...{ entries, silentMember, tooMuch: crowdedDays(silentMember.map(({ day }) => day)) },
    ...{ leftOut: of('left out'), doneElsewhere: of('done elsewhere') },
  };
}

/**
 * Every phase opens and closes as planned, none before the start; T is announced when the launch closes, as early as
 * it may be.
 */
export function assumed(plan: Plan, facts: Facts, startedAt: Temporal.Instant): Facts {
  const known = facts['rollout.phases'];
  const startedOn = localDay(startedAt, plan.timeZone);
  const start = later(phaseDays(plan, 'pilot').from, startedOn);
  const phases = Object.fromEntries(
    phaseKeys.map((key) => {
      const { from: planned, to } = phaseDays(plan, key);
      const from = later(planned, startedOn);
      const closedOn = known[key].closedOn ?? (to && later(to, startedOn));
      const closedAt = known[key].closedAt ?? (closedOn && momentAt(closedOn, '12:00', plan.timeZone));
      return [key, { openedOn: known[key].openedOn ?? from, closedOn, closedAt }];
    }),
  ) as Facts['rollout.phases'];
  const announcedOn = (phases.launch.closedOn ?? start).add({ days: 1 });
  const confirmed =
    facts['pilot.circle'].confirmedAt ?? momentAt(start.add({ days: 1 }), '10:00', plan.timeZone);
  const drafted = later(phaseDays(plan, 'refine').from, start);
  const draft = { id: 'draft', openedAt: momentAt(drafted, '10:00', plan.timeZone) };
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
                windowEndsOn: drafted.add({ days: plan.gates.objectionDays }),
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

/** Looks every day whether somebody arrived, joined or asked: nobody does in a rehearsal. */
const onlyIfNeeded = ({ when, reach }: PlayRow): boolean => 'daily' in when && reach === 'few';

interface Wave {
  key: string;
  day: Temporal.PlainDate;
  people: number;
}

/** Everybody is in one wave: the shares differ by one person at most, and add up. */
function wavesOf(ahead: Entry[], { everybody }: Heads): Wave[] {
  const said = ahead.filter((entry) => entry.play === 'launch.invitation');
  const upTo = (n: number): number => Math.floor((n * everybody) / said.length);
  return said.map(({ key, day }, i) => ({ key, day, people: upTo(i + 1) - upTo(i) }));
}

/** By the key of a day's nudge: how many are reminded then, and whose first or second reminder it is. */
function nudgesOf(ahead: Entry[], waves: Wave[]): Map<string, { people: number; of: string[] }> {
  const days = ahead.filter((entry) => entry.play === 'launch.nudge');
  const nudged = new Map<string, { people: number; of: string[] }>();
  for (const wave of waves)
    for (const [i, after] of [7, 21].entries()) {
      const due = wave.day.add({ days: after });
      // A day without messages puts it off.
      const on = days.find(({ day }) => Temporal.PlainDate.compare(day, due) >= 0);
      if (!on) continue;
      const found = nudged.get(on.key) ?? { people: 0, of: [] };
      nudged.set(on.key, { people: found.people + wave.people, of: [...found.of, `${wave.key} ${i + 1}`] });
    }
  return nudged;
}

function peopleOf(row: PlayRow, entry: Entry, plan: Plan, heads: Heads, waves: Wave[]): number {
  if (entry.step.endsWith('closes')) return 0;
  switch (row.reach) {
    case 'everybody':
    case 'silent':
      return heads.everybody;
    case 'arrived':
      // At most: whoever was invited by then.
      return waves
        .filter(({ day }) => Temporal.PlainDate.compare(day, entry.day) < 0)
        .reduce((sum, { people }) => sum + people, 0);
    case 'with e-mail':
      return heads.withEmail;
    case 'circle':
      return Math.min(plan.gates.circle.most, heads.everybody);
    case 'wave':
      return waves.find(({ key }) => key === entry.key)?.people ?? 0;
    case 'leads':
      return heads.leads;
    case 'few':
    case 'nobody':
      return 0;
  }
}

const reachTheSilent = new Set(['everybody', 'with e-mail', 'silent']);

/** The first wave is theirs, both nudges follow it, and reminders to who has not answered reach them only if they arrived. */
function silent(
  entries: Entry[],
  rows: Map<string, PlayRow>,
  nudged: Map<string, { of: string[] }>,
): { key: string; day: Temporal.PlainDate }[] {
  const invited = entries.find((entry) => entry.play === 'launch.invitation');
  return entries.flatMap((entry) => {
    const { key, day, play, step } = entry;
    if (play === 'launch.nudge')
      return [1, 2]
        .filter((n) => invited && nudged.get(key)?.of.includes(`${invited.key} ${n}`))
        .map((n) => ({ key: `launch.nudge/${n}`, day }));
    if (step.endsWith('closes') || step === 'reminder') return [];
    return entry === invited || reachTheSilent.has(rows.get(play)!.reach) ? [{ key, day }] : [];
  });
}

function crowdedDays(days: Temporal.PlainDate[]): Temporal.PlainDate[] {
  const crowded = days.filter((day, i) => {
    const twoBefore = days[i - 2];
    return days[i - 1]?.equals(day) === true || (twoBefore !== undefined && twoBefore.until(day).days < 7);
  });
  return crowded.filter((day, i) => !crowded[i - 1]?.equals(day));
}
