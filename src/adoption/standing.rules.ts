/**
 * How long what we know of somebody holds, in whole days before the day of the measurement. The daily statement
 * (measurement.queries.ts) is given these numbers; what it makes of them is written there once.
 */
export const windows = {
  /** Activity that the new place reported, or a roll call. */
  activity: 14,
  /** A statement. Longer than a fortnight, so that a fortnightly pulse makes nobody flicker. */
  statement: 28,
  /** On so many different days of the activity window, somebody is comfortable without saying so. */
  comfortableDays: 3,
  /** Before day 0: who was active in the old place then is in the baseline. */
  baseline: 28,
} as const;
