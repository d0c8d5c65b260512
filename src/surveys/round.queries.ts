import { Temporal } from 'temporal-polyfill';
import type { Round } from './round.entity.js';
import type { Secrecy } from './survey.entity.js';

/**
 * Whether a round may be read as a closed one, as SQL over `survey_round r` and `survey s`. From the moment that people
 * were told nothing is taken any more, whether or not a step of the agenda closed it: a late tick or a pause keeps
 * nobody waiting. What is anonymous is read only once it was really closed.
 * @param now the number of the parameter that holds the moment, for example `$2`
 */
export const overSql = (now: string): string =>
  `(r.closed_at is not null or (s.secrecy = 'confidential' and r.closes_at <= ${now}::timestamptz))`;

/** The same of a round at hand. */
export const isOver = (
  { closedAt, closesAt }: Pick<Round, 'closedAt' | 'closesAt'>,
  secrecy: Secrecy,
  now: Temporal.Instant,
): boolean =>
  closedAt !== null || (secrecy === 'confidential' && Temporal.Instant.compare(closesAt, now) <= 0);
