import type { SheetFacts } from '../../src/printables/sheet.rules.js';

/** A community with nothing to hide, and a code. */
export const garden: SheetFacts = {
  community: 'Garden Street Tenants',
  language: 'en',
  oldPlace: 'WhatsApp, all stairs',
  newPlace: 'Garden Street on Matrix',
  announced: false,
  closesOn: null,
  responsible: 'Rosa',
  contact: 'the notice board',
  care: 'open',
  baseUrl: 'https://move.garden-street.org',
  code: 'hq7mk3ea',
  spoken: 'hq7m k3ea',
};
