import { describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { languages } from '../src/kernel/language/language.rules.js';
import { mirrored, speak } from '../src/kernel/language/say.js';
import type { Care } from '../src/notices/care.rules.js';
import { Letterform } from '../src/notices/channels/mime.js';
import { filled } from '../src/notices/channels/channel.js';
import { fill } from '../src/notices/fill.rules.js';
import { senderOf, write } from '../src/notices/mail.writer.js';
import { askedAt } from '../src/notices/phrase.rules.js';
import { reachOf } from '../src/notices/reach.rules.js';
import { stopHeaders } from '../src/notices/stop.rules.js';
import { message } from './contracts/channel-benches.js';
import { everythingSaid, scenes } from './support/letters.js';
import { spoken } from './support/plain-words.js';

const { community, responsible, contact, baseUrl } = scenes.long;
const ownPage = `${baseUrl}/m/${'x'.repeat(22)}`;
const values = {
  ...{ community, responsible, contact, signedBy: responsible, ownPage },
  ...{ firstName: 'Änne', helper: 'Мира', elsewhere: reachOf(contact).elsewhere, key: 'k'.repeat(22) },
};
const cares: Care[] = ['open', 'careful', 'protective'];
const plays = [
  'pilot.survey',
  'launch.invitation',
  'sunset.announcement',
  'rollout.update',
  'data-key',
] as const;

/** Real letters, as they go over the wire: five plays, in every language and from right to left, at each care. */
const mails = [...languages.map((language) => speak(language)), mirrored].flatMap((say) =>
  cares.flatMap((care) =>
    plays.flatMap((play) => {
      const [said] = (everythingSaid(scenes.long)[play] ?? []).flatMap((one) =>
        'letters' in one ? [one.letters] : [],
      );
      if (!said) return [];
      const asked = { phrase: 'kettle-goose-hill', at: askedAt(baseUrl) };
      const reach = reachOf(contact);
      const words = write({ letters: [said], say, purpose: 'survey', care, reach, source: 'file', asked });
      const headers = { 'Auto-Submitted': 'auto-generated', ...stopHeaders(baseUrl, ['survey'], ownPage) };
      const fromName = fill(senderOf(say, care), values);
      const one = { ...message({ fromName, replyTo: reach.address, headers }), words, values };
      const sent = {
        to: 'anna@hill.example',
        from: 'move@hill.example',
        date: 'Mon, 05 Jan 2026 09:00:00 +0000',
      };
      return [
        {
          name: `${play} ${say.language} ${care}`,
          care,
          one,
          source: new Letterform(words).write(one, sent),
        },
      ];
    }),
  ),
);

/** Every header of the whole, unfolded. */
const headersOf = (source: string): [string, string][] =>
  source
    .slice(0, source.indexOf('\r\n\r\n'))
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);

const bare = (text: string): string[] =>
  text
    .replaceAll(/https?:\/\/\S+/g, '')
    .match(/[\p{L}\p{N}]+/gu)
    ?.map((word) => word.toLowerCase()) ?? [];

describe('a letter as it goes over the wire', () => {
  it('has the headers that it needs, each once, and none that tells more', () => {
    expect(mails.length).toBe(6 * 3 * 4);
    for (const { source } of mails) {
      const headers = headersOf(source);
      // RFC 5322, 2045 · RFC 3834: no automatic answer to it · RFC 8058. No Precedence: it is not standard, and some
      // servers take "bulk" for a mark of advertising. No List-Id and Feedback-ID: they name the list. No X-Mailer.
      expect(headers.map(([name]) => name)).toEqual([
        ...['From', 'To', 'Reply-To', 'Subject', 'Message-ID', 'Date', 'Auto-Submitted'],
        ...['List-Unsubscribe', 'List-Unsubscribe-Post', 'MIME-Version', 'Content-Type'],
      ]);
      const of = Object.fromEntries(headers);
      expect(of).toMatchObject({
        ...{ To: 'anna@hill.example', 'MIME-Version': '1.0', 'Auto-Submitted': 'auto-generated' },
        ...{ 'Reply-To': 'mira@hill.example', 'List-Unsubscribe': `<${ownPage}/stop/survey>` },
      });
      expect(of['Message-ID']).toMatch(/^<[\w.-]+@hill\.example>$/);
      expect(of['Date']).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/);
    }
  });

  it('is ASCII in short lines, with encoded words where letters are others', () => {
    for (const { source } of mails) {
      expect(source).not.toMatch(/[^\r\n\x20-\x7e]/);
      const lines = source.split('\r\n');
      expect(lines.filter((line) => line.length > 998)).toEqual([]);
      // An address in a header cannot be folded.
      expect(lines.filter((line) => line.length > 78 && !/https:/.test(line))).toEqual([]);
      // RFC 2047: an encoded word has 75 characters at most, with its charset.
      for (const [word] of source.matchAll(/=\?[^?\s]+\?[BQ]\?[^?\s]*\?=/gi))
        expect(word.length).toBeLessThanOrEqual(75);
    }
  });

  it('says the same in both parts, loads nothing, and leads only to us', async () => {
    for (const { name, one, source } of mails) {
      const mail = await PostalMime.parse(source);
      const { text = '', html = '' } = mail;
      expect([name, bare(spoken(html)).join(' ')]).toEqual([name, bare(text).join(' ')]);
      expect(html.trim()).toBe(filled(one).html.replaceAll('\r\n', '\n').trim());
      expect(html).not.toMatch(
        /<(?:img|link|script|iframe|object|video|audio|svg|base|form|input)\b|\ssrc=|url\(|@import|javascript:|data:/i,
      );
      for (const [, to] of html.matchAll(/href="([^"]*)"/g))
        expect(to).toMatch(new RegExp(`^${baseUrl}(?:/|$)`));
      for (const [to] of text.matchAll(/https?:\/\/\S+/g))
        expect(to).toMatch(new RegExp(`^${baseUrl}(?:/|$)`));
      expect(html).not.toMatch(/[?&](?:utm|id|track|uid)=/);
      expect(mail.attachments).toEqual([]);
    }
  });

  it('shows nothing behind its first line where somebody may look', () => {
    for (const { care, one } of mails) {
      const before = filled(one).html.split('<table')[0]!;
      expect(/(?:\u034f\u00a0){140}<\/div>/.test(before)).toBe(care !== 'open');
    }
  });
});
