import type { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import type { AnchorVerdict, Verdict } from './audit-record.js';
import { dayInWords } from './day.words.js';

const acts = (count: number): string => (count === 1 ? '1 act' : `${count.toLocaleString('en')} acts`);

/** What a lead reads of their record, in one or two sentences. */
export function verdictInWords({ entries, brokenAt, end }: Verdict): string {
  if (brokenAt !== undefined)
    return `The record is broken at act ${brokenAt}: somebody changed the database. Tell whoever hosts this page.`;
  switch (end.is) {
    case 'cut':
      return `The newest acts are missing: there were ${end.were.toLocaleString('en')}, and ${entries.toLocaleString('en')} are left. Somebody deleted them from the database. Tell whoever hosts this page.`;
    case 'forged':
      return 'The end of the record was written by somebody who is not this program. Tell whoever hosts this page.';
    case 'unwatched':
      return `Each of ${acts(entries)} fits the one before. Whether newer ones were deleted cannot be told: nothing watched the end.`;
    case 'kept':
      if (entries === 0) return 'Nothing was done yet.';
      return `The record holds: ${acts(entries)}${entries === 1 ? '' : ', each fits the one before'}.${since(end.since)}`;
  }
}

const since = (from: number): string =>
  from === 1 ? '' : ` Its end is watched since act ${from.toLocaleString('en')} only.`;

/** What a mark that somebody kept says of the record now. */
export function anchorInWords(verdict: AnchorVerdict, number: number, timeZone: string): string {
  switch (verdict.is) {
    case 'holds':
      return `Act ${number} is still the one of your mark. Nothing up to it was changed or taken away, where the record holds.`;
    case 'not ours':
      return 'This is no mark of ours. Look whether each letter and digit is right.';
    case 'elsewhere':
      return 'This mark is of another community. Look whether it is the right one.';
    case 'shorter':
      return `The record ends at act ${verdict.entries}; your mark is of act ${number}. ${gone} ${restored(verdict.restored, timeZone)}`;
    case 'other':
      return `Act ${number} is not the one of your mark. The record once ended before it, and was written on. ${gone} ${restored(verdict.restored, timeZone)}`;
  }
}

const gone = 'So acts are gone: a backup from before was brought back, or somebody deleted them.';

/** A backup that comes back holds all messages until a lead lets them go on: that leaves a trace. */
function restored(at: Temporal.Instant | null, timeZone: string): string {
  if (!at)
    return 'There is no trace that a backup came back. Ask whoever hosts this page, and show this to another lead.';
  const day = dayInWords(localDay(at, timeZone));
  return `This community stood still or came back from a backup, noted on ${day}. Ask whoever hosts this page from which day that backup was: your mark must be younger.`;
}
