import { Temporal } from 'temporal-polyfill';
import { bytesOf, readPdf } from '../../test/support/pdf-reader.js';
import { gardenCard } from '../../test/support/garden.js';
import { english, speak } from '../kernel/language/say.js';
import { callSheetPdf, type CallSheet } from '../printables/call-sheet.pdf.js';
import { helpersSheet, leadsSheet } from './call-sheet.js';

const now = Temporal.Instant.from('2026-02-03T09:00:00Z');
const none = { now, timeZone: 'Europe/Berlin', requests: [], toTell: [], people: [] };
const title = 'To tell in person';
const emre = {
  ...{ id: 'r', participationId: 'p', name: 'Emre Kaya', language: 'tr', timeZone: 'Europe/Istanbul' },
  ...{ way: 'call' as const, askedAt: now, promisedOn: Temporal.PlainDate.from('2026-02-05') },
  ...{ taken: true, helper: null },
};

const draw = async (sheet: CallSheet) => {
  const made = await callSheetPdf(sheet, { now, compress: false });
  if ('lacks' in made) throw new Error(made.lacks.join(' '));
  return readPdf(await bytesOf(made.pdf));
};

describe('a call sheet', () => {
  it('has one card a person: name, language, their hour, what they asked for, what to say, and boxes to tick', async () => {
    const sheet = helpersSheet({ ...none, say: english, requests: [emre], toTell: [gardenCard] });
    expect(sheet.cards).toHaveLength(1);
    const said = (await draw(sheet)).texts.join(' ');
    for (const part of [
      'Emre',
      'Turkish',
      '12:00',
      'told in person',
      'once more',
      'no more calls',
      'The place moves.',
    ])
      expect(said).toContain(part);
    expect(said).toContain('Burn or shred this paper by Tuesday 17 February.');
    expect(said).not.toContain('Kaya');
  });

  it('says so where nobody waits, in the helper’s language', async () => {
    const sheet = helpersSheet({ ...none, say: speak('de') });
    expect(sheet.language).toBe('de');
    expect((await draw(sheet)).texts.join(' ')).toContain('Danke');
  });

  it('shows a person’s own page as a QR code only where their community need not be careful', () => {
    expect(helpersSheet({ ...none, say: english, toTell: [gardenCard] }).cards[0]!.ownPage).not.toBeNull();
    const careful = { ...gardenCard, shareLinks: [] };
    expect(helpersSheet({ ...none, say: english, toTell: [careful] }).cards[0]!.ownPage).toBeNull();
    expect(leadsSheet([careful], { now, timeZone: 'Europe/Berlin', title }).cards[0]!.ownPage).toBeNull();
  });

  it('goes on over as many pages as a long list needs, and says where our fonts lack a letter', async () => {
    const many = Array.from({ length: 40 }, (_, n) => ({
      ...gardenCard,
      name: `Person${n} Kaya`,
      deliveryId: `${n}`,
    }));
    const sheet = leadsSheet(many, { now, timeZone: 'Europe/Berlin', title });
    const { pages, texts } = await draw(sheet);
    expect(pages).toBeGreaterThan(4);
    expect(texts.join(' ')).toContain('Person39');
    const lacks = await callSheetPdf(
      { ...sheet, cards: [{ name: '山田', lines: [], ownPage: null }] },
      { now },
    );
    expect(lacks).toEqual({ lacks: ['山', '田'] });
  });
});
