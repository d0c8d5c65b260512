import { fateWords, reasonWords, type Fate } from '../notices/fates.rules.js';

/** Why somebody is not proven told: nothing settles it yet, two leads signed it, or they said no. */
export const kinds = ['open', 'exception', 'declined'] as const;
export type Kind = (typeof kinds)[number];

export const kindWords: Record<Kind, string> = {
  open: 'Open',
  exception: 'Exceptions that two leads signed',
  declined: 'Not told, because they said no',
};

export interface Missing {
  kind: Kind;
  /** What became of the last message that named the day to them; null where there was none. */
  fate: Fate | null;
  reason: string | null;
  promisedOn: string | null;
  teller: string | null;
}

/** Why this person is not proven told, as a sentence. */
export function whyMissing({ kind, fate, reason }: Missing): string {
  if (kind === 'declined') return 'They said “I’d rather not”.';
  if (kind === 'exception') return 'Two leads signed that they are not told.';
  if (fate === null) return 'No message that names the day was for them yet.';
  if (fate === 'accepted') return 'A mail server took it. It counts once nothing came back for 72 hours.';
  const because = reason ? `: ${reasonWords(reason)}` : '';
  return `${fateWords[fate].label}${because}.`;
}

/** What can be done about it now, as a sentence; '' where nothing is to be done. */
export function whatCanBeDone({ kind, fate, promisedOn }: Missing): string {
  if (kind !== 'open') return '';
  if (promisedOn !== null) return 'Somebody promised to tell them. Tick it once they did.';
  if (fate === 'accepted' || fate === 'queued' || fate === 'sending' || fate === 'again')
    return 'Wait, or tell them.';
  if (fate === null || fate === 'posted' || fate === 'suppressed')
    return 'Somebody tells them by a day, or two leads sign an exception.';
  return fateWords[fate].act ?? '';
}
