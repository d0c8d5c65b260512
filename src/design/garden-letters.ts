import { english, type Say } from '../kernel/language/say.js';
import { invitation, nudge } from '../launch/launch.mails.js';
import type { Letters } from '../notices/letter.js';
import { fillHtml, type Values } from '../notices/fill.rules.js';
import { write } from '../notices/mail.writer.js';
import type { Reading } from '../notices/readings.service.js';
import { at, scene, zone } from './garden.js';

const hours = { timeZone: zone, next: [{ id: 'friday', startsAt: at(2), host: 'Tom', room: 'the shed' }] };

/** The invitation as a mail program gets it; where several letters wait, they go as one. */
export const mail = (several: boolean, say: Say = english): string => {
  const said: Letters[] = [invitation(scene(say), hours), nudge(scene(say), 1, hours)];
  const { html } = write({
    ...{
      letters: several ? said : said.slice(0, 1),
      say,
      purpose: 'invitation',
      care: 'open',
      asked: { phrase: 'kettle-goose-hill', at: 'move.mill-brook.example/true' },
    },
    ...{ reach: { address: null, elsewhere: '030 123 456' }, source: several ? null : 'file' },
  });
  const filled: Values = {
    ...{ firstName: 'Aylin', helper: 'Tom', community: 'Mill Brook Gardens', signedBy: 'Rosa' },
    ...{ elsewhere: '030 123 456', ownPage: 'https://move.mill-brook.example/m/aylin' },
  };
  return fillHtml(html, filled);
};

const reading = (
  id: string,
  days: number,
  confirmed: boolean,
  subject: string,
  opening: string,
): Reading => ({
  ...{ id, key: id, at: at(days), confirmed, subject, opening, language: 'en', signedBy: 'Rosa' },
  ...{ paragraphs: ['The old place stays open beside it.'], action: null },
  nothing: 'If you do nothing, nothing happens.',
});

export const letters: Reading[] = [
  reading('b', -1, false, 'Come along to our new place', 'You can now come along to Mill Brook on Matrix.'),
  reading('a', -20, true, 'We look for a new place', 'Some of us try Mill Brook on Matrix first.'),
];
