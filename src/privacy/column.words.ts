import { Temporal } from 'temporal-polyfill';
import { english, type Say } from '../kernel/language/say.js';
import { hidden, names, values } from './column.names.js';

type Row = Record<string, unknown>;

/**
 * One row of what is held, as a member reads it: `tries it first: yes; helps others: no`. Hours are those of `timeZone`,
 * which is named: by another clock a day could be another day.
 */
export function inOneLine(row: Row, timeZone: string, say: Say = english): string {
  const fields = Object.entries(readable(row))
    .filter(([name, value]) => !hidden.has(name) && value !== undefined)
    .map(([name, value]) => field(say, called(name, say), inWords(name, value, { say, timeZone })));
  return oneAfterTheOther(say, fields);
}

interface Reader {
  say: Say;
  timeZone: string;
}

const field = (say: Say, name: string, value: string): string => say('{name}: {value}', { name, value });

const oneAfterTheOther = (say: Say, parts: readonly string[]): string =>
  parts.length === 0 ? '' : parts.reduce((first, next) => say('{first}; {next}', { first, next }));

/** A year of days is kept as one row of ones and noughts, counted back from the newest: a person reads the days. */
function readable({ newest, ...row }: Row): Row {
  if (typeof newest !== 'string') return row;
  const on = (bits: unknown): string[] =>
    Array.from(String(bits)).flatMap((bit, back) =>
      bit === '1' ? [Temporal.PlainDate.from(newest).subtract({ days: back }).toString()] : [],
    );
  const said = on(row['said']);
  return { ...row, days: on(row['days']), said: said.length > 0 ? said : undefined };
}

function called(name: string, say: Say): string {
  const known = names[name];
  return known ? say(known) : name.replaceAll('_', ' ');
}

function inWords(name: string, value: unknown, reader: Reader): string {
  const { say } = reader;
  if (value instanceof Date) return moment(value, reader);
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
  if (typeof value === 'number') return say.number(value);
  if (Array.isArray(value)) return say.list(value.map((one) => inWords(name, one, reader)));
  if (typeof value !== 'string') return JSON.stringify(value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return say.date(Temporal.PlainDate.from(value));
  const known = values[name]?.[value] ?? values['']?.[value];
  return known ? say(known) : fieldsOf(value, reader);
}

/** What was sealed as one piece: `name: Eva; how: email`. */
function fieldsOf(text: string, reader: Reader): string {
  const { say } = reader;
  if (!/^\{".*\}$/s.test(text)) return text;
  try {
    const fields = Object.entries(JSON.parse(text) as Row);
    return oneAfterTheOther(
      say,
      fields.map(([name, value]) => field(say, called(name, say), inWords(name, value, reader))),
    );
  } catch {
    return text;
  }
}

/** With its year: what is held may be years old. */
function moment(value: Date, { say, timeZone }: Reader): string {
  const at = Temporal.Instant.fromEpochMilliseconds(value.getTime()).toZonedDateTimeISO(timeZone);
  return `${say.date(at.toPlainDate())}, ${at.toPlainTime().toString({ smallestUnit: 'minute' })} (${timeZone})`;
}
