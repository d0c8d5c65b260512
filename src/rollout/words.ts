import { Temporal } from 'temporal-polyfill';

/** The words of the product, exactly (docs/words.md explains each). */
export const phaseKeys = ['pilot', 'refine', 'launch', 'sunset'] as const;
export type PhaseKey = (typeof phaseKeys)[number];

export const comforts = ['enthusiast', 'confident', 'hesitant', 'skeptic'] as const;
export type Comfort = (typeof comforts)[number];

/** Derived every day from what is known; an outcome is chosen. */
export const standings = ['listed', 'invited', 'arrived', 'active', 'comfortable'] as const;
export type Standing = (typeof standings)[number];

export const outcomes = ['no device', 'declined', 'unreachable', 'will leave'] as const;
export type Outcome = (typeof outcomes)[number];

export interface PhaseState {
  openedOn: Temporal.PlainDate | null;
  closedOn: Temporal.PlainDate | null;
  closedAt: Temporal.Instant | null;
}
