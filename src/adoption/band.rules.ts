/** What a measurement counted, all of baseline members. Whoever is neither comfortable nor unknown is seen, and not there yet. */
export interface Counted {
  baseline: number;
  comfortable: number;
  unknown: number;
}

/** Adoption lies somewhere between: `low` as if nobody whom we cannot see were comfortable, `high` as if all were. 0..1. */
export interface Band {
  low: number | null;
  high: number | null;
}

/** Both null where the baseline is zero: that is not enough evidence, neither none nor all. */
export function band({ baseline, comfortable, unknown }: Counted): Band {
  if (baseline === 0) return { low: null, high: null };
  return { low: comfortable / baseline, high: (comfortable + unknown) / baseline };
}

/** The aim of a move, drawn as a band: at the first the gate opens, the second is the aim. */
export const target = { from: 0.6, to: 0.7 } as const;

/** A share as people read it. Rounded down, because "60%" is a promise. */
export const percent = (share: number): string => `${Math.floor(share * 100 + 1e-9)}%`;
