import type { Temporal } from 'temporal-polyfill';
import type { Comfort, PhaseKey, PhaseState } from './words.js';

type Day = Temporal.PlainDate;
type Moment = Temporal.Instant;

/**
 * Everything that gates and agenda may know of a rollout. Each key has exactly one provider, a method marked
 * `@ProvidesFact(key)` in the feature that owns it; the boot fails otherwise. Counts are of members, days are
 * dates of the rollout's zone. `null` means "not yet", never "no".
 */
export interface Facts {
  'rollout.phases': Record<PhaseKey, PhaseState>;
  'rollout.cancelled': Moment | null;
  'rollout.kept-both': Moment | null;
  'rollout.alerts': { id: string; at: Moment }[];
  /** How far ahead unbounded series are planned; the shell sets it, so that the agenda needs no clock. */
  'rollout.horizon': Day;

  'pilot.circle': {
    confirmedAt: Moment | null;
    chosen: number;
    /** Comfort as each accepted member stated it; 'unknown' where they did not say. */
    accepted: (Comfort | 'unknown')[];
  };
  'pilot.tasks': { circle: number; tasks: { key: string; words: string; done: number }[] };
  'surveys.pilot-rounds': { number: number; asked: number; answered: number; closed: boolean }[];
  'refine.findings': {
    /** Reported in the pilot and not resolved. */
    openBlockers: number;
    openMajors: number;
    /** Of the pilot's findings, however grave: neither answered by an FAQ entry nor dismissed with a reason. */
    unansweredPainPoints: number;
    painPoints: number;
    resolved: { id: string; at: Moment }[];
  };
  'refine.guides': { quickStart: Day | null; visualGuide: Day | null };
  'refine.charter': {
    /** Drafts opened for objections, oldest first. */
    drafts: { id: string; openedAt: Moment; windowEndsOn: Day }[];
    openObjections: number;
    publishedOn: Day | null;
    changes: { id: string; at: Moment }[];
  };
  'launch.waves': { number: number; on: Day; held: boolean }[];
  /** `counted` leaves out who left, declined, or was found unreachable by two attempts of a person. */
  'launch.invited': { counted: number; provenInvited: number };
  'launch.advocates': number;
  'launch.office-hours': { id: string; at: Moment; held: boolean }[];
  /** Asked for help, and nobody has taken it. */
  'launch.help-waiting': { id: string; at: Moment }[];
  'launch.seeding': { id: string; on: Day }[];
  /** Newest last; `low` and `high` in 0..1, null where the baseline is zero. */
  'adoption.band': { day: Day; low: number | null; high: number | null }[];
  'adoption.milestones': { percent: number; at: Moment }[];
  /** The announced transition as it stands; `changes` holds the announcement and each correction. */
  'sunset.transition': {
    revision: number;
    on: Day;
    changes: { id: string; kind: 'announcement' | 'correction'; at: Moment }[];
  } | null;
  'sunset.notice-proof': {
    roster: number;
    proven: number;
    declined: number;
    exceptions: number;
    open: number;
  };
  'sunset.places': { id: string; name: string; readOnlyOn: Day | null; redirectOn: Day | null }[];
  'sunset.archive': { shutdownConfirmedOn: Day | null };
  'sunset.celebration': { celebratedOn: Day | null };
  'retrospective.record': { meetingAt: Moment | null; publishedOn: Day | null };
}

export type FactKey = keyof Facts;

export const factKeys = [
  'rollout.phases',
  'rollout.cancelled',
  'rollout.kept-both',
  'rollout.alerts',
  'rollout.horizon',
  'pilot.circle',
  'pilot.tasks',
  'surveys.pilot-rounds',
  'refine.findings',
  'refine.guides',
  'refine.charter',
  'launch.waves',
  'launch.invited',
  'launch.advocates',
  'launch.office-hours',
  'launch.help-waiting',
  'launch.seeding',
  'adoption.band',
  'adoption.milestones',
  'sunset.transition',
  'sunset.notice-proof',
  'sunset.places',
  'sunset.archive',
  'sunset.celebration',
  'retrospective.record',
] as const satisfies readonly FactKey[];
