import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { dayInWords } from './day.words.js';

/** Days of those who work in a community are its own, on every page, as in its record. */
export async function zoneOf(tx: EntityManager, communityId: string): Promise<string> {
  const [{ zone }] = await tx.query<[{ zone: string }]>(
    'select time_zone as zone from community where id = $1',
    [communityId],
  );
  return zone;
}

/** The day that it is then in the community of somebody who works there. */
export async function dayOfAccount(
  tx: EntityManager,
  accountId: string,
  at: Temporal.Instant,
): Promise<Temporal.PlainDate> {
  const [{ zone }] = await tx.query<[{ zone: string }]>(
    'select c.time_zone as zone from account a join community c on c.id = a.community_id where a.id = $1',
    [accountId],
  );
  return localDay(at, zone);
}

/** In SQL, of a moment $2 and a community `c`. */
export const DAY_THERE = '($2::timestamptz at time zone c.time_zone)::date';

/** “Tuesday 7 July 2026” */
export const dayThere = (at: Temporal.Instant, timeZone: string): string =>
  dayInWords(localDay(at, timeZone));
