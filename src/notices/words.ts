/** Which budget a message falls under, and whether its reader may stop its kind. */
export const purposes = ['essential', 'invitation', 'survey', 'help', 'community', 'team'] as const;
export type Purpose = (typeof purposes)[number];

/**
 * Plays whose letter carries a key of its own, `{key}`, made when it is written to the known address; their notices
 * are called `<play>/<link id>`. Nowhere else are they shown: whoever has the own page's link must not find the key.
 */
export const mailboxOnly: readonly string[] = ['data-key'];

/** What became of one notice for one person. */
export const deliveryStates = [
  'queued',
  'sending',
  'accepted',
  'bounced',
  'failed', // not yet: tried again at `not before`; for good once that is empty
  'refused',
  'suppressed',
  'held',
  'to tell',
  'told',
  'could not',
  'posted', // waits on the own page and in posts
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export type ChannelName = 'email' | 'mailbox' | 'by hand' | 'own page';

/** How sure we are that somebody was told; the first three are proof. Never added up, never called "read". */
export const grades = ['confirmed', 'told', 'accepted', 'posted only'] as const;
export type Grade = (typeof grades)[number];

export const waysToTell = ['message', 'phone', 'door', 'meeting'] as const;
export type WayToTell = (typeof waysToTell)[number];
