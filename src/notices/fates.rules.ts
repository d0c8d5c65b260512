/** What became of a message for one person, as a lead is told of it: the ledger's states, with “failed” told apart. */
export const fates = [
  'bounced',
  'refused',
  'given up',
  'could not',
  'to tell',
  'queued',
  'sending',
  'again',
  'held',
  'accepted',
  'told',
  'posted',
  'suppressed',
] as const;
export type Fate = (typeof fates)[number];

/** `delivery d` as one of these. */
export const fateSql = `case when d.state <> 'failed' then d.state when d.not_before is null then 'given up' else 'again' end`;

export interface FateWords {
  label: string;
  /** What it means, in a sentence. */
  means: string;
  /** Where the message has told them nothing: that, in a sentence. */
  unheard?: string;
  /** What a lead can do; nothing where there is nothing to do. */
  act?: string;
}

const unheard = 'They know nothing of it yet.';
const tryAgain = 'Open a person, correct their address, then try again here. Or tell them in person.';

export const fateWords: Record<Fate, FateWords> = {
  bounced: {
    label: 'Came back',
    means: 'The message came back.',
    unheard,
    act: `${tryAgain} If you know that it reached somebody, say so beside the name.`,
  },
  refused: {
    label: 'Refused',
    means: 'Their mail server did not take it, or there is no address.',
    unheard,
    act: tryAgain,
  },
  'given up': {
    label: 'Given up',
    means: 'It was tried in vain. It may have arrived where a reason says so.',
    unheard: 'Else they know nothing of it yet.',
    act: 'Where only a mail server was away, try again here. Else tell them in person.',
  },
  'could not': {
    label: 'Could not be told',
    means: 'Somebody tried to tell them in person, in vain.',
    act: 'Try again: they stand in somebody’s list again.',
  },
  'to tell': {
    label: 'To be told in person',
    means: 'They wait to be told in person.',
    unheard,
    act: 'Tick each name under “Who is told in person”.',
  },
  queued: {
    label: 'Waits to go',
    means:
      'It goes by itself, outside quiet hours and when its reader has not had too much. While the overview says that nothing goes out, it waits.',
  },
  sending: {
    label: 'Is being sent',
    means: 'It is on its way to a mail server at this moment, or in its hands.',
  },
  again: {
    label: 'Is tried again',
    means: 'It could not be handed over yet. It is tried again by itself, with growing pauses.',
  },
  held: {
    label: 'Held',
    means: 'It waits while the move is paused.',
    act: 'It goes on with the move.',
  },
  accepted: {
    label: 'Taken by a mail server',
    means: 'Nothing came back so far. It does not mean that somebody read it.',
  },
  told: {
    label: 'Told in person',
    means: 'Somebody told them, and ticked it.',
    act: 'A tick set by mistake can be taken back under “Who is told in person”.',
  },
  posted: {
    label: 'On their own page',
    means: 'It waits on their own page. Nobody knows whether they looked.',
  },
  suppressed: {
    label: 'Left out',
    means:
      'It was not sent to them: by their own choice, by a lead’s, or because it was too much or of no use any more.',
  },
};

/** A lead can let it be tried once more, or, where it is tried again by itself, now. */
export const retried = ['bounced', 'refused', 'given up', 'could not', 'again'] as const satisfies Fate[];
export type RetriedFate = (typeof retried)[number];
export const canBeRetried = (fate: Fate): fate is RetriedFate => retried.some((one) => one === fate);

/** It did not reach them, and nothing more is tried by itself. */
export const inVain: ReadonlySet<Fate> = new Set(retried.filter((fate) => fate !== 'again'));

/** It has not gone, or not surely, and would by itself: a stop keeps here what no server has yet. */
export const underWay: ReadonlySet<Fate> = new Set(['queued', 'sending', 'again', 'held', 'to tell']);

const reasons: Record<string, string> = {
  'said no': 'said “I’d rather not”',
  'opted out': 'does not want this kind of message',
  'over the budget': 'had enough messages already',
  'no longer needed': 'had answered or come along meanwhile',
  left: 'has left',
  erased: 'was deleted',
};

/** Why, for one row or for several. */
export const reasonWords = (reason: string): string => reasons[reason] ?? reason;
