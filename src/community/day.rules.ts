import { Temporal } from 'temporal-polyfill';

/** Which comes first in 03/04/2025. */
export type DateOrder = 'dmy' | 'mdy';

export type DayReading = { day: string | null } | { problem: string };

const NEVER = /^(?:0|never|0000-00-00(?: 00:00:00)?|jamais|nunca|nie)$/i;
const ISO = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const STAMP = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NUMBERS =
  /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.? ?m\.?)?)?$/i;
const MONTH_IN_WORDS =
  /^(?:(\d{1,2})\.?[- ](?:de )?(\p{L}+)\.?|(\p{L}+)\.? (\d{1,2})),?[- ](?:de )?(\d{4}|\d{2})$/u;
const EPOCH = /^\d{10}(?:\d{3})?$/;
/** No community platform is older; an earlier date is somebody's birthday or an empty field. */
const FLOOR = '1990-01-01';

/**
 * A "last seen" as real exports hold it, as a day ("2026-01-05"): never a time.
 * A moment with an offset becomes the day it was in `zone`; one without is taken as written.
 * @param order which of day and month comes first, where the file or a lead said so
 * @param today nothing is seen later than this ("2026-01-05")
 */
export function readDay(text: string, zone: string, today: string, order?: DateOrder): DayReading {
  if (text === '' || NEVER.test(text)) return { day: null };
  const read = parse(text, zone, order);
  if (typeof read === 'object') return read;
  if (read === undefined) return { problem: `“${text}” is not a date we can read. Write it as 2026-01-31` };
  if (read > today) return { problem: `${read} is later than today` };
  if (read < FLOOR) return { problem: `${read} is too long ago to be when somebody was last seen` };
  return { day: read };
}

/** The order that these dates prove, if some do and none contradicts. */
export function dateOrderOf(samples: readonly string[]): DateOrder | undefined {
  const orders = new Set<DateOrder>();
  for (const sample of samples) {
    const [, first, mark, second] = NUMBERS.exec(sample) ?? [];
    if (mark === '.' || mark === undefined) continue;
    if (Number(first) > 12) orders.add('dmy');
    if (Number(second) > 12) orders.add('mdy');
  }
  return orders.size === 1 ? [...orders][0] : undefined;
}

function parse(text: string, zone: string, order?: DateOrder): string | { problem: string } | undefined {
  const iso = ISO.exec(text) ?? (COMPACT.test(text) ? COMPACT.exec(text)!.toSpliced(2, 0, '') : null);
  if (iso) return day(iso[1], iso[3], iso[4]);
  const stamp = STAMP.exec(text);
  if (stamp) return dayOfStamp(stamp[1]!, stamp[2]!, stamp[3], zone);
  if (EPOCH.test(text)) return dayOfEpoch(Number(text.length === 13 ? text : `${text}000`), zone);
  const words = MONTH_IN_WORDS.exec(text);
  if (words) return day(year(words[5]!), monthNumber(words[2] ?? words[3]!), words[1] ?? words[4]);
  const numbers = NUMBERS.exec(text);
  return numbers ? dayOfNumbers(text, numbers, order) : undefined;
}

function dayOfNumbers(
  text: string,
  found: RegExpExecArray,
  order?: DateOrder,
): string | { problem: string } | undefined {
  const [, first = '', mark, second = '', written = ''] = found;
  // Dots are written where the day comes first.
  const known =
    mark === '.' ? 'dmy' : (order ?? (Number(first) > 12 ? 'dmy' : Number(second) > 12 ? 'mdy' : undefined));
  if (known === undefined && first !== second) {
    return {
      problem: `“${text}” can be read in two ways. Say which comes first in this file, the day or the month`,
    };
  }
  return known === 'mdy' ? day(year(written), first, second) : day(year(written), second, first);
}

function day(y = '', m = '', d = ''): string | undefined {
  const [yy, mm, dd] = [Number(y), Number(m), Number(d)];
  if (!(mm >= 1 && mm <= 12 && dd >= 1 && dd <= daysIn(yy, mm))) return undefined;
  return `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
}

function daysIn(y: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28;
}

function year(written: string): string {
  return written.length === 4 ? written : `20${written}`;
}

function dayOfStamp(
  date: string,
  time: string,
  offset: string | undefined,
  zone: string,
): string | undefined {
  const [y, m, d] = date.split('-');
  const plain = day(y, m, d);
  if (plain === undefined || offset === undefined) return plain;
  try {
    const shift = /^[a-z]/i.test(offset) ? 'Z' : offset;
    return Temporal.Instant.from(`${plain}T${time}${shift}`)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .toString();
  } catch {
    return undefined; // an hour or an offset that no clock shows
  }
}

function dayOfEpoch(milliseconds: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}

let months: Map<string, string> | undefined;

/** "März", "mar", "septembre", "Eylül" → "3", "3", "9", "9"; empty when no language we know has it. */
function monthNumber(word: string): string {
  months ??= monthNames();
  return months.get(fold(word)) ?? '';
}

function monthNames(): Map<string, string> {
  const names = new Map<string, string>();
  for (const language of ['tr', 'pl', 'nl', 'it', 'pt', 'es', 'fr', 'de', 'en']) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: style, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month++) {
        const parts = format.formatToParts(Date.UTC(2024, month - 1, 15));
        names.set(fold(parts.find((part) => part.type === 'month')?.value ?? ''), String(month));
      }
    }
  }
  return names;
}

function fold(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}|\./gu, '')
    .toLowerCase()
    .slice(0, 20);
}
