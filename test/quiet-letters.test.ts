import { filled } from '../src/notices/channels/channel.js';
import { describe, expect, it } from '@jest/globals';
import { leadsToo } from '../src/access/access.mails.js';
import { languages, type Language } from '../src/kernel/language/language.rules.js';
import { speak } from '../src/kernel/language/say.js';
import { accountMessage } from '../src/notices/account-mail.js';
import type { Care } from '../src/notices/care.rules.js';
import { fill } from '../src/notices/fill.rules.js';
import type { Letters } from '../src/notices/letter.js';
import { senderOf, write, writeToTell } from '../src/notices/mail.writer.js';
import { reachOf } from '../src/notices/reach.rules.js';
import { everythingSaid, scenes } from './support/letters.js';

describe('what is seen of a letter before it is opened, and after', () => {
  const { community, responsible, contact, baseUrl } = scenes.long;
  const values = { ...{ community, responsible, contact, signedBy: responsible }, ownPage: `${baseUrl}/m/x` };
  const asked = { phrase: 'kettle-goose-hill', at: 'move.example/true' };
  const long = Object.values(everythingSaid(scenes.long))
    .flat()
    .flatMap((one) => ('letters' in one ? [one.letters] : []));
  const told = (care: Care, language: Language, letters: Letters) => {
    const say = speak(language);
    const letter = letters[language] ?? letters.en;
    const said = {
      letters: [letters],
      say,
      purpose: 'community' as const,
      care,
      reach: reachOf(contact),
      source: null,
      asked,
    };
    const { subject, html, text } = write(said);
    const before = [senderOf(say, care), subject, html.split('<table')[0]!].map((part) => fill(part, values));
    const hand = writeToTell(letters, language, { source: 'file', care, asked });
    const matter = [letter.subject, letter.opening, ...letter.paragraphs].map((part) => fill(part, values));
    const has = (where: string): boolean => [community, ...matter].some((part) => where.includes(part));
    const after = [text, hand.text].map((part) => fill(part, values));
    return { before: has(before.join('\n')), after: after.map(has), aloud: hand.aloud };
  };

  it.each([
    ['open', { before: true, after: [true, true] }],
    ['careful', { before: false, after: [true, true] }],
    ['protective', { before: false, after: [false, false] }],
  ] as const)('%s: whether it names the community or the matter: %j', (care, seen) => {
    const otherwise = languages.flatMap((language) =>
      long.flatMap((one) => {
        const { aloud, ...is } = told(care, language, one);
        const said = aloud.includes((one[language] ?? one.en).opening);
        return said && JSON.stringify(is) === JSON.stringify(seen)
          ? []
          : [`${one.en.subject} in ${language}`];
      }),
    );
    expect(otherwise).toEqual([]);
  });

  it.each(['open', 'careful', 'protective'] as const)(
    'holds for letters to those who work here: %s',
    (care) => {
      const from = { communityId: 'c', community, responsible, contact, care };
      const door = { called: community, label: 'Come in', path: '/enter/x' } as const;
      const words = { ...leadsToo(community, { by: 'Mira', name: 'Bo' }), id: 'i', to: 'bo@hill.example' };
      const message = accountMessage({ ...words, doors: [door], from }, { baseUrl, mailFrom: 'a@b.example' });
      const mail = { ...message, ...filled(message) };
      const before = `${mail.fromName} ${mail.subject} ${mail.html.split('<table')[0]}`;
      expect([community, words.subject, words.opening].some((part) => before.includes(part))).toBe(
        care === 'open',
      );
    },
  );
});
