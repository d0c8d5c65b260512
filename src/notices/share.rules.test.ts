import fc from 'fast-check';
import { LONGEST_LINK, shareLinks } from './share.rules.js';

const ownPage = 'https://move.example.org/m/kTf0fQ3Vn1ZxH2b9';
const bodyOf = (href: string): string => decodeURIComponent(/(?:body|text)=([^&]*)$/.exec(href)![1]!);

describe('links into a messenger', () => {
  it('carry the whole text, with umlauts, other scripts, pictures, quotes and line breaks', () => {
    const text = `Grüße, Şebnem & "هدى"! 🌻 100%\n\n+1 = more?\n\n${ownPage}`;
    const links = shareLinks({ text, aloud: 'Wir ziehen um.', ownPage });
    expect(links.map(({ label }) => label)).toEqual(['SMS', 'WhatsApp', 'Telegram', 'E-mail']);
    for (const { href } of links) {
      expect(bodyOf(href)).toBe(text);
      expect(href).toMatch(/^(sms:|mailto:|https:\/\/(wa\.me|t\.me)\/)[!-~]+$/);
    }
    expect(links[0]!.href.startsWith('sms:?&body=')).toBe(true);
  });

  it('stay short enough to be handed on whole, and always lead to the page', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 4000 }),
        fc.string({ unit: 'grapheme', maxLength: 900 }),
        (long, aloud) => {
          for (const { href } of shareLinks({ text: `${long}\n\n${ownPage}`, aloud, ownPage })) {
            expect(href.length).toBeLessThanOrEqual(LONGEST_LINK);
            expect(bodyOf(href)).toContain(ownPage);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
