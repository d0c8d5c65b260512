import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { message } from '../../../test/contracts/channel-benches.js';
import { filled, type Message, type Words } from './channel.js';
import { Letterform } from './mime.js';

const sent = { to: 'anna@hill.example', from: 'move@hill.example', date: 'Mon, 05 Jan 2026 09:00:00 +0000' };
const written = (one: Message): string => new Letterform(one.words).write(one, sent);
/** As it is shown: every line break is one. */
const shown = (text = ''): string => text.replaceAll('\r\n', '\n');

/** A header may be folded where it has a space. */
const spaced = (text = ''): string => text.replaceAll(/\s+/g, ' ').trim();

/** Words with placeholders anywhere, at the ends of lines too, in every script. */
const words = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 90 }) },
      fc.constantFrom(
        '{firstName}',
        '{ownPage}',
        '\n',
        ' ',
        '=',
        '.',
        '=3D',
        '--',
        '{unknown}',
        '{constructor}',
        'From ',
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join('').replaceAll(/\p{C}/gu, (c) => (c === '\n' ? c : '')));
const value = fc.string({ unit: 'grapheme', maxLength: 200 });

describe('a message as it goes over the wire', () => {
  it('arrives as it was written, for every reader of the same words', async () => {
    await fc.assert(
      fc.asyncProperty(words, words, value, value, async (text, html, firstName, ownPage) => {
        const all: Words = { subject: 'Hello {firstName}', text, html };
        const form = new Letterform(all);
        for (const values of [
          { firstName, ownPage },
          { firstName: ownPage, ownPage: '' },
        ]) {
          const one = { ...message({}), words: all, values };
          const mail = await PostalMime.parse(form.write(one, sent));
          const expected = filled(one);
          expect(shown(mail.text).trimEnd()).toBe(shown(expected.text).trimEnd());
          expect(shown(mail.html).trimEnd()).toBe(shown(expected.html).trimEnd());
          expect(spaced(mail.subject)).toBe(spaced(expected.subject));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps to what RFC 5322 and 2045 allow: ASCII, short lines, and line breaks whole', () => {
    fc.assert(
      fc.property(
        words,
        value,
        value,
        fc.string({ unit: 'binary' }),
        (text, firstName, ownPage, fromName) => {
          const source = written({
            ...message({ fromName, subject: '{firstName}', text, html: text }),
            values: { firstName, ownPage },
          });
          expect(source).not.toMatch(/[^\r\n\x20-\x7e]/);
          expect(source.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
          for (const line of source.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
          const [head = ''] = source.split('\r\n\r\n');
          const names = head.split(/\r\n(?![ \t])/).map((line) => /^[\w-]+(?=:)/.exec(line)?.[0]);
          expect(names).toEqual([
            ...['From', 'To', 'Reply-To', 'Subject', 'Message-ID', 'Date', 'Auto-Submitted'],
            ...['MIME-Version', 'Content-Type'],
          ]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('shows names and subjects of every script, and quotes what would be read as something else', async () => {
    for (const name of ['Mira Solano, for Hill Street 12', 'Мира "M" <a@b>', 'ميرا', '"Mira\\" Solano', '']) {
      const one = message({ fromName: name, subject: `Grüße, ${name}` });
      const mail = await PostalMime.parse(written(one));
      expect(mail.from).toMatchObject({ name, address: 'move@hill.example' });
      expect(mail.to).toEqual([{ name: '', address: 'anna@hill.example' }]);
      expect(mail.subject?.trim()).toBe(`Grüße, ${name}`.trim());
      expect(mail.replyTo).toEqual([{ name: '', address: 'mira@hill.example' }]);
    }
  });
});
