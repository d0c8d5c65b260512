import { Temporal } from 'temporal-polyfill';
import { msg, type Msg } from '../kernel/language/message.js';
import { english, type Say } from '../kernel/language/say.js';

/** What a column is called where members read it; a column that is not here is called as it is. */
const names: Record<string, Msg> = {
  display_name: msg('your name'),
  source: msg('how we know of you'),
  phonebook: msg('in our phone book'),
  gone: msg('no longer with us'),
  kind: msg('which kind'),
  state: msg('how it stands'),
  pilot: msg('tries it first'),
  advocate: msg('helps others'),
  comfort: msg('how you feel about it'),
  standing: msg('how far you have come, as we know'),
  outcome: msg('what you chose'),
  not_before: msg('not earlier than'),
  told_how: msg('how you were told'),
  facts: msg('what you wrote'),
  mark: msg('what you told us of yourself'),
  would_help: msg('would help others'),
  with_help: msg('with help'),
  way: msg('how you would like it'),
  places: msg('how many people you help at a time'),
  leans: msg('fewer people than usual'),
  resent: msg('how often again'),
  moved: msg('put there by hand'),
  side: msg('which place'),
  evidence: msg('how we know'),
};

/** Values that are words of the trade. */
const values: Record<string, Msg> = {
  skeptic: msg('has doubts'),
  enthusiast: msg('looks forward to it'),
  listed: msg('on our list'),
  join: msg('you came by the join page'),
  file: msg('from a list of the community'),
  pasted: msg('from the people who lead the move'),
  api: msg('from another program of the community'),
};

/** Of these the page says nothing: they repeat what stands beside them, for machines. */
const hidden = new Set([
  'tried',
  'edition',
  'decided_by',
  'answered_by',
  'noted_by',
  'exception_by',
  'seconded_by',
  'reported_by',
  'asked_by',
  'subject',
]);

/** One row of what is held, as a member reads it: `tries it first: yes; helps others: no`. */
export const inOneLine = (row: Record<string, unknown>, say: Say = english): string =>
  Object.entries(row)
    .filter(([name]) => !hidden.has(name))
    .map(([name, value]) => `${called(name, say)}: ${inWords(value, say)}`)
    .join('; ');

function called(name: string, say: Say): string {
  const known = names[name];
  return known ? say(known) : name.replaceAll('_', ' ');
}

function inWords(value: unknown, say: Say): string {
  if (value instanceof Date) return moment(value, say);
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
  if (typeof value !== 'string') return JSON.stringify(value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return say.date(Temporal.PlainDate.from(value));
  const known = values[value];
  return known ? say(known) : fieldsOf(value);
}

/** What was sealed as one piece: `name: Eva; how: email`. */
function fieldsOf(text: string): string {
  if (!/^\{".*\}$/s.test(text)) return text;
  try {
    const fields = JSON.parse(text) as Record<string, unknown>;
    return Object.entries(fields)
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join('; ');
  } catch {
    return text;
  }
}

function moment(value: Date, say: Say): string {
  const at = Temporal.Instant.fromEpochMilliseconds(value.getTime()).toZonedDateTimeISO('UTC');
  return `${say.date(at.toPlainDate())}, ${at.toPlainTime().toString({ smallestUnit: 'minute' })} (UTC)`;
}
