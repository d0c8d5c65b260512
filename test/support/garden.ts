import { english } from '../../src/kernel/language/say.js';
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
