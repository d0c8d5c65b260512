import { Temporal } from 'temporal-polyfill';
import type { Facts } from '../../src/rollout/facts.js';

/** The facts of a rollout in which nothing has happened yet; `known` puts in what a test is about. */
export function factsWith(known: Partial<Facts> = {}): Facts {
  const waiting = { openedOn: null, closedOn: null, closedAt: null };
  return {
    'rollout.phases': { pilot: waiting, refine: waiting, launch: waiting, sunset: waiting },
    'rollout.cancelled': null,
    'rollout.kept-both': null,
    'rollout.alerts': [],
    'rollout.horizon': Temporal.PlainDate.from('2026-03-01'),
    'pilot.circle': { confirmedAt: null, chosen: 0, accepted: [] },
    'pilot.tasks': { circle: 0, tasks: [] },
    'surveys.pilot-rounds': [],
    'refine.findings': {
      openBlockers: 0,
      openMajors: 0,
      unansweredPainPoints: 0,
      painPoints: 0,
      resolved: [],
    },
    'refine.guides': { quickStart: null, visualGuide: null },
    'refine.charter': { drafts: [], openObjections: 0, publishedOn: null, changes: [] },
    'launch.waves': [],
    'launch.invited': { counted: 0, provenInvited: 0 },
    'launch.advocates': 0,
    'launch.office-hours': [],
    'launch.help-waiting': [],
    'launch.seeding': [],
    'adoption.band': [],
    'adoption.milestones': [],
    'sunset.transition': null,
    'sunset.notice-proof': { roster: 0, proven: 0, declined: 0, exceptions: 0, open: 0 },
    'sunset.places': [],
    'sunset.archive': { shutdownConfirmedOn: null },
    'sunset.celebration': { celebratedOn: null },
    'retrospective.record': { meetingAt: null, publishedOn: null },
    ...known,
  };
}

/** A phase that opened on a day and, if told, closed on another at noon of the zone. */
export function phaseWas(
  openedOn: string,
  closedOn?: string,
  zone = 'Europe/Berlin',
): Facts['rollout.phases']['pilot'] {
  const closed = closedOn === undefined ? null : Temporal.PlainDate.from(closedOn);
  return {
    openedOn: Temporal.PlainDate.from(openedOn),
    closedOn: closed,
    closedAt: closed && closed.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).toInstant(),
  };
}

/** T as it was announced, by the changes that led to it; the last one's id names its revision. */
export function announced(
  on: string,
  changes = [{ id: 'r1', at: '2026-03-20T09:00:00Z' }],
): NonNullable<Facts['sunset.transition']> {
  return {
    revision: Number(/^r(\d+)/.exec(changes.at(-1)!.id)![1]),
    on: Temporal.PlainDate.from(on),
    changes: changes.map(({ id, at }) => ({ id, kind: 'announcement', at: Temporal.Instant.from(at) })),
  };
}
