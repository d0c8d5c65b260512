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
  side: 'which place',
  evidence: 'how we know',
};

/** Values that are words of the trade. */
const values: Record<string, string> = {
  skeptic: 'has doubts',
  enthusiast: 'looks forward to it',
  listed: 'on our list',
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
]);

/** One row of what is held, as a member reads it: `tries it first: yes; helps others: no`. */
export const inOneLine = (row: Record<string, unknown>): string =>
  Object.entries(row)
    .filter(([name]) => !hidden.has(name))
    .map(([name, value]) => `${names[name] ?? name.replaceAll('_', ' ')}: ${inWords(value)}`)
    .join('; ');

function inWords(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? (values[value] ?? value) : JSON.stringify(value);
}
