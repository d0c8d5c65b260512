import { Temporal } from 'temporal-polyfill';

/** What a column is called where members read it; a column that is not here is called as it is. */
const names: Record<string, string> = {
  display_name: 'your name',
  source: 'how we know of you',
  phonebook: 'in our phone book',
  gone: 'no longer with us',
  kind: 'which kind',
  state: 'how it stands',
  pilot: 'tries it first',
  advocate: 'helps others',
  comfort: 'how you feel about it',
  standing: 'how far you have come, as we know',
  outcome: 'what you chose',
  not_before: 'not earlier than',
  told_how: 'how you were told',
  facts: 'what you wrote',
  mark: 'what you told us of yourself',
  would_help: 'would help others',
  with_help: 'with help',
  way: 'how you would like it',
  places: 'how many people you help at a time',
  leans: 'fewer people than usual',
  resent: 'how often again',
  moved: 'put there by hand',
  side: 'which place',
  evidence: 'how we know',
};

/** Values that are words of the trade. */
const values: Record<string, string> = {
  skeptic: 'has doubts',
  enthusiast: 'looks forward to it',
  listed: 'on our list',
  join: 'you came by the join page',
  file: 'from a list of the community',
  pasted: 'from the people who lead the move',
  api: 'from another program of the community',
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
export const inOneLine = (row: Record<string, unknown>): string =>
  Object.entries(row)
    .filter(([name]) => !hidden.has(name))
    .map(([name, value]) => `${names[name] ?? name.replaceAll('_', ' ')}: ${inWords(value)}`)
    .join('; ');

function inWords(value: unknown): string {
  if (value instanceof Date) return moment(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return JSON.stringify(value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(Temporal.PlainDate.from(value));
  return values[value] ?? fieldsOf(value);
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

const day = (date: Temporal.PlainDate): string =>
  date.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

function moment(value: Date): string {
  const at = Temporal.Instant.fromEpochMilliseconds(value.getTime()).toZonedDateTimeISO('UTC');
  return `${day(at.toPlainDate())}, ${at.toPlainTime().toString({ smallestUnit: 'minute' })} (UTC)`;
}
