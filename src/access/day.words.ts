import type { Temporal } from 'temporal-polyfill';

/** "Tuesday 7 July 2026" */
export const dayInWords = (day: Temporal.PlainDate): string =>
  day
    .toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    .replace(',', '');
