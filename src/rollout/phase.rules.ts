import { Temporal } from 'temporal-polyfill';
import { afterPauses, isBefore } from './calendar.rules.js';
import type { Evidence } from './gate.rules.js';
import { phases } from './phases.js';
import { dayOfPlan, type Plan } from './plan.js';
import { phaseKeys, type PhaseKey } from './words.js';

export interface PhaseDays {
  from: Temporal.PlainDate;
  /** Null is open-ended. */
  to: Temporal.PlainDate | null;
}

/** The planned days of a phase, both included, moved by the pauses that moved the plan. */
export function phaseDays(plan: Plan, key: PhaseKey): PhaseDays {
  const { from, to } = plan.windows[key];
  const day = (offset: number): Temporal.PlainDate => afterPauses(dayOfPlan(plan, offset), plan.pauses);
  return { from: day(from), to: to === null ? null : day(to) };
}

/** What a phase still waits for before it opens; empty when its prerequisites hold. */
export function waitsFor(key: PhaseKey, evidence: Evidence): string[] {
  return Object.entries(phases[key].opensWhen)
    .filter(([, holds]) => !holds(evidence))
    .map(([words]) => words);
}

export interface Opening {
  /** Whose day has come and whose prerequisites hold. */
  open: PhaseKey[];
  /** Whose day has come, and what each waits for. */
  late: { key: PhaseKey; waitsFor: string[] }[];
}

/**
 * Which phases open today, and which are late; in a pause none is either. One that opens may be what the next waits
 * for: ask again.
 */
export function opening(evidence: Evidence, today: Temporal.PlainDate, paused: boolean): Opening {
  if (paused) return { open: [], late: [] };
  const known = evidence.facts['rollout.phases'];
  const due = phaseKeys.filter(
    (key) => known[key].openedOn === null && !isBefore(today, phaseDays(evidence.plan, key).from),
  );
  const waiting = due.map((key) => ({ key, waitsFor: waitsFor(key, evidence) }));
  return {
    open: waiting.filter((one) => one.waitsFor.length === 0).map((one) => one.key),
    late: waiting.filter((one) => one.waitsFor.length > 0),
  };
}
