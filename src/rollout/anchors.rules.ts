import { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import { earlier } from './calendar.rules.js';
import type { Facts } from './facts.js';
import type { Plan } from './plan.js';
import type { Anchor, Subjects } from './plays.js';

/** A day, and the very moment where the fact has one. */
export interface Point {
  day: Temporal.PlainDate;
  at?: Temporal.Instant;
}

/** What each anchor of the playbook is in this rollout; null until the plan or a fact gives it. */
export type Anchors = Record<Anchor, Point | null>;

export function anchorsOf(plan: Plan, facts: Facts): Anchors {
  const phases = facts['rollout.phases'];
  const transition = facts['sunset.transition'];
  const { meetingAt, publishedOn } = facts['retrospective.record'];
  const moment = (at: Temporal.Instant | null): Point | null =>
    at && { day: localDay(at, plan.timeZone), at };
  const day = (on: Temporal.PlainDate | null | undefined): Point | null => (on ? { day: on } : null);

  const keptBoth = moment(facts['rollout.kept-both']);
  const cancelled = moment(facts['rollout.cancelled']);
  const closing = keptBoth || cancelled ? null : day(transition?.on);
  const t = keptBoth ? day(keptBoth.day) : day(transition?.on);
  const lookBack = day(t?.day.add({ months: 3 }));
  const meeting = meetingAt ? day(localDay(meetingAt, plan.timeZone)) : lookBack;
  const firstAnnounced = transition?.changes[0]?.at;
  const over = cancelled?.day ?? t?.day;
  const latestPurge = over?.add({ months: 12 });
  return {
    start: day(Temporal.PlainDate.from(plan.startsOn)),
    'pilot opened': day(phases.pilot.openedOn),
    'pilot closed': moment(phases.pilot.closedAt),
    'launch opened': day(phases.launch.openedOn),
    'circle confirmed': moment(facts['pilot.circle'].confirmedAt),
    cancelled,
    'kept both': keptBoth,
    T: t,
    closing,
    announced: closing && day(firstAnnounced && localDay(firstAnnounced, plan.timeZone).add({ days: 1 })),
    'archive ends': day(closing?.day.add({ days: plan.archiveDays })),
    'look back': lookBack,
    meeting,
    report: publishedOn ? null : meeting,
    'last purge day': day(
      latestPurge && (publishedOn ? earlier(publishedOn.add({ days: 30 }), latestPurge) : latestPurge),
    ),
  };
}

/** The things of a list in the facts, each with its id for the key. `crowds` are found by the agenda itself. */
export function subjectsOf(
  subjects: Subjects,
  plan: Plan,
  facts: Facts,
  anchors: Anchors,
): { id: string; point: Point }[] {
  const moments = (list: readonly { id: string; at: Temporal.Instant }[]): { id: string; point: Point }[] =>
    list.map(({ id, at }) => ({ id, point: { day: localDay(at, plan.timeZone), at } }));
  const days = (list: readonly { id: string; on: Temporal.PlainDate }[]): { id: string; point: Point }[] =>
    list.map(({ id, on }) => ({ id, point: { day: on } }));
  switch (subjects) {
    case 'alerts':
      return moments(facts['rollout.alerts']);
    case 'findings resolved':
      return moments(facts['refine.findings'].resolved);
    case 'charter drafts':
      return moments(facts['refine.charter'].drafts.map(({ id, openedAt }) => ({ id, at: openedAt })));
    case 'charter changes':
      return moments(facts['refine.charter'].changes);
    case 'waves':
      return days(
        facts['launch.waves']
          .filter((wave) => !wave.held)
          .map((wave) => ({ id: String(wave.number), on: wave.on })),
      );
    case 'office hours':
      return moments(facts['launch.office-hours']);
    case 'help requests':
      return moments(facts['launch.help-waiting']);
    case 'seeding items':
      return days(facts['launch.seeding']);
    case 'milestones':
      return moments(facts['adoption.milestones'].map(({ percent, at }) => ({ id: String(percent), at })));
    case 'transition changes':
      return facts['rollout.kept-both'] ? [] : moments(facts['sunset.transition']?.changes ?? []);
    case 'source places': {
      const { closing } = anchors;
      const revision = facts['sunset.transition']?.revision ?? 1;
      if (!closing) return [];
      return days(facts['sunset.places'].map(({ id }) => ({ id: `r${revision}/${id}`, on: closing.day })));
    }
    case 'crowds':
      return [];
  }
}
