import { msg } from '../../src/kernel/language/message.js';
import { english } from '../../src/kernel/language/say.js';
import type { Card } from '../../src/notices/by-hand.service.js';
import type { SheetFacts } from '../../src/printables/sheet.rules.js';

/** A community with nothing to hide, and a code. */
export const garden: SheetFacts = {
  community: 'Garden Street Tenants',
  say: english,
  oldPlace: 'WhatsApp, all stairs',
  newPlaceCalled: 'Garden Street on Matrix (new home in construction)',
  closesOn: null,
  responsible: 'Rosa',
  contact: 'the notice board',
  care: 'open',
  baseUrl: 'https://move.garden-street.org',
  code: 'hq7mk3ea',
  spoken: 'hq7m k3ea',
};

/** Somebody there who is to be told. */
export const gardenCard: Card = {
  ...{ deliveryId: 'one', memberId: 'emre', name: 'Emre Kaya', speaks: 'tr', timeZone: 'Europe/Istanbul' },
  ...{ key: 'launch.opening', play: 'launch.opening', aloud: 'The place moves.', text: 'The place moves. …' },
  ...{ ownPage: 'https://move.garden-street.org/m/kTf0fQ3Vn1ZxH2b9', wordsIn: 'en', tries: 0 },
  ...{ offeredBefore: false, shownOn: null, teller: 'Rosa' },
  shareLinks: [{ label: msg('SMS'), href: 'sms:?&body=x' }],
};
