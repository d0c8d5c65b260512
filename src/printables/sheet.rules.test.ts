import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { pieces } from './bidi.rules.js';
import { linesOf } from './lines.rules.js';
import { unsaidIn } from '../../test/support/unsaid.js';
import { garden } from '../../test/support/garden.js';
import { postsOf, sheetOf, SHORT } from './sheet.rules.js';
import { languages } from '../kernel/language/language.rules.js';
import { mirrored, speak } from '../kernel/language/say.js';

describe('a sheet', () => {
  it('in the open says what moves, that nothing closes now, and whom to ask', () => {
    const { title, lead, foot } = sheetOf(garden);
    expect(title).toBe('Garden Street Tenants is moving. Come along');
    expect(lead).toEqual([
      'From WhatsApp, all stairs to Garden Street on Matrix (new home in construction).',
      'Nothing closes now, and you need not do anything today.',
    ]);
    expect(foot[1]).toBe('Questions: Rosa, the notice board');
  });

  it('names the day on which the old place closes, once it is announced', () => {
    const { lead } = sheetOf({
      ...garden,
      newPlaceCalled: 'Garden Street on Matrix',
      closesOn: Temporal.PlainDate.from('2026-07-07'),
    });
    expect(lead[0]).toBe('From WhatsApp, all stairs to Garden Street on Matrix.');
    expect(lead[1]).toBe('On Tuesday 7 July 2026 the old place closes for new messages.');
  });

  it.each(languages)('where it is careful names no place and no person (%s)', (language) => {
    const facts = { ...garden, say: speak(language), care: 'careful' as const };
    const said = JSON.stringify([sheetOf(facts), postsOf(facts)]);
    expect(said).toContain('Garden Street Tenants');
    for (const secret of ['WhatsApp', 'Matrix', 'Rosa', 'notice board']) expect(said).not.toContain(secret);
  });

  it.each(languages)('where there is danger does not name the community either (%s)', (language) => {
    const facts = { ...garden, say: speak(language), care: 'protective' as const };
    const said = JSON.stringify([sheetOf(facts), postsOf(facts)]);
    for (const secret of ['Garden Street', 'WhatsApp', 'Matrix', 'Rosa', 'notice board'])
      expect(said.replaceAll('move.garden-street.org', '')).not.toContain(secret);
  });

  it('has no word that its catalogues do not know', () => {
    for (const care of ['open', 'careful', 'protective'] as const) {
      const { title, lead, scan, orType, codeLabel, foot } = sheetOf({ ...garden, care, say: mirrored });
      const { short, long } = postsOf({ ...garden, care, say: mirrored });
      expect(unsaidIn([title, ...lead, scan, orType, codeLabel, ...foot, short, long].join('\n'))).toEqual(
        [],
      );
    }
  });
});

const name = fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' });

it('the short words always fit into a chat, and always show the way in', () => {
  fc.assert(
    fc.property(
      ...([
        name,
        name,
        name,
        name,
        fc.constantFrom('open', 'careful', 'protective'),
        fc.constantFrom(...languages),
      ] as const),
      (community, oldPlace, responsible, contact, care, language) => {
        const { short } = postsOf({
          ...garden,
          community,
          oldPlace,
          responsible,
          contact,
          care,
          say: speak(language),
        });
        expect(Array.from(short).length).toBeLessThanOrEqual(SHORT);
        expect(short).toContain('https://move.garden-street.org/j/hq7mk3ea');
        expect(short).toContain('hq7m k3ea');
      },
    ),
  );
});

it('lines keep every word and none is wider than the sheet', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc.integer({ min: 1, max: 30 }),
      (text, widest) => {
        const width = (part: string): number => Array.from(part).length;
        const lines = linesOf(text, widest, width);
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(widest);
      },
    ),
  );
});

describe('a line of two ways of reading', () => {
  it('turns the order of Arabic words and leaves the rest', () => {
    expect(pieces('De جيران الحديقة 12 vers ici', 'ltr')).toEqual([
      { text: 'De ', way: 'ltr' },
      { text: 'جيران الحديقة', way: 'rtl' },
      { text: ' 12 vers ici', way: 'ltr' },
    ]);
  });

  it('stands from right to left as a whole in a language that is read so', () => {
    expect(pieces('جيران Matrix', 'rtl').map(({ text }) => text)).toEqual(['Matrix', 'جيران ']);
  });

  it('loses no letter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('ltr' as const, 'rtl' as const),
        (text, base) => {
          const found = pieces(text, base);
          expect((base === 'rtl' ? found.toReversed() : found).map((one) => one.text).join('')).toBe(text);
        },
      ),
    );
  });
});
