import fc from 'fast-check';
import { guideKinds, kindInWords, looksLikeId, slugFor } from './guide.rules.js';
import { startingTexts } from './starting/starting-texts.js';
import { unplain } from '../../test/support/plain-words.js';

it('a kind of guide is called by words, not by an abbreviation', () => {
  expect(guideKinds.map(kindInWords)).toContain('questions and answers');
  expect(guideKinds.map(kindInWords).join()).not.toMatch(/faq/i);
});

describe('the name of a guide in addresses', () => {
  it('can be typed from a poster', () => {
    expect(slugFor('Élément: step by step!')).toBe('element-step-by-step');
    expect(slugFor('דף אחד')).toBe('guide');
  });

  it('is never taken twice, and never looks like an id', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 20 }), (titles) => {
        const taken = new Set<string>();
        for (const title of titles) {
          const slug = slugFor(title, taken);
          expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(taken.has(slug) || looksLikeId(slug)).toBe(false);
          taken.add(slug);
        }
      }),
    );
  });
});

describe('starting texts', () => {
  const places = [
    { platform: 'WhatsApp', side: 'source' as const },
    { platform: 'facebook-group', side: 'source' as const },
    { platform: 'Slack', side: 'source' as const },
    { platform: 'Signal', side: 'destination' as const },
    { platform: 'Element', side: 'destination' as const },
    { platform: 'discourse', side: 'destination' as const },
    { platform: 'Signal', side: 'destination' as const },
  ];

  it('fit the places: how to leave the old ones, how to begin in the new ones, each once', () => {
    expect(startingTexts(places).map(({ platform, kind }) => `${platform}: ${kind}`)).toEqual([
      'WhatsApp: export instructions',
      'Facebook group: export instructions',
      'Slack: export instructions',
      'Signal: quick start',
      'Signal: visual guide',
      'Matrix: quick start',
      'Matrix: visual guide',
      'Discourse: quick start',
      'Discourse: visual guide',
    ]);
  });

  it('name the day on which to check them, and speak plain words', () => {
    for (const text of startingTexts(places)) {
      expect(text.checkOn.toString()).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(unplain(`${text.title} ${text.body}`)).toEqual([]);
    }
  });

  it('for platforms that we do not know there are none', () => {
    expect(startingTexts([{ platform: 'Carrier pigeon', side: 'source' }])).toEqual([]);
  });
});
