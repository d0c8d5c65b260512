import { describe, expect, it } from '@jest/globals';
import { po } from 'gettext-parser';
import fs from 'node:fs';
import path from 'node:path';
import { updated } from '../languages/catalogue.js';
import { messagesIn, read, type Message, type Unclear } from '../languages/messages.js';
import { languages, type Language } from '../src/kernel/language/language.rules.js';
import { filledLater } from '../src/kernel/language/message.js';
import { readCatalogue } from '../src/kernel/language/po.rules.js';
import { longSentences, unplain, unplainIn } from './support/plain-words.js';
import { anatomyOf, unsaidCounts } from './support/sentences.js';

/** Languages whose catalogue is whole. The others may lack sentences still: those are said in English. */
const finished: readonly Language[] = ['de', 'fr', 'es', 'pt'];

const root = path.resolve(import.meta.dirname, '..');
const { messages, unclear } = messagesIn(root);
const translated = languages.filter((language) => language !== 'en');
const source = (language: Language): string =>
  fs.readFileSync(path.join(root, 'languages', `${language}.po`), 'utf8');

const takes = (sentence: string): string[] =>
  anatomyOf(sentence, 'en').names.filter((name) => !(filledLater as readonly string[]).includes(name));

describe('what members read', () => {
  it('is written where the catalogues find it', () => {
    expect(messages.length).toBeGreaterThan(50);
    expect(unclear).toEqual([]);
  });

  it('is given its values, and no others', () => {
    const wrong = messages.flatMap(({ sentence, given }) => {
      const { names, tags } = anatomyOf(sentence, 'en');
      const wanted = [...takes(sentence), ...tags].toSorted().join();
      const fits = (got: string[]): boolean =>
        got
          .filter((name) => !names.includes(name) || takes(sentence).includes(name))
          .toSorted()
          .join() === wanted;
      return given.filter((one) => !fits(one.names)).map((one) => ({ ...one, sentence, wanted }));
    });
    expect(wrong).toEqual([]);
  });

  it('is plain and short in English, with every plural', () => {
    const faults = messages.flatMap(({ sentence }) => {
      const { plurals } = anatomyOf(sentence, 'en');
      const all = [
        ...unplain(sentence),
        ...longSentences(sentence.replaceAll(/\{(\w+)\}/g, '$1')),
        ...plurals.flatMap(({ options }) => unsaidCounts(options, 'en')),
        ...(/(?<=\p{L})'(?=\p{L})/u.test(sentence) ? ['a straight apostrophe'] : []),
      ];
      return all.length > 0 ? [{ sentence, all }] : [];
    });
    expect(faults).toEqual([]);
  });
});

/** What is wrong with a translation, in words. */
function faultsOf(language: Language, sentence: string, translation: string): string[] {
  try {
    const [own, theirs] = [anatomyOf(translation, language), anatomyOf(sentence, 'en')];
    const differs = (['names', 'tags', 'selects'] as const).filter(
      (part) => own[part].join() !== theirs[part].join(),
    );
    const [counted, count] = [own, theirs].map(({ plurals }) => plurals.map(({ name }) => name).toSorted());
    return [
      ...differs.map((part) => `other ${part}: ${own[part].join()}, not ${theirs[part].join()}`),
      ...(new Set(counted).size === new Set(count).size ? [] : ['other plurals']),
      ...own.plurals.flatMap(({ name, options }) =>
        unsaidCounts(options, language).map((n) => `no form for ${n} ${name}`),
      ),
      ...unplainIn(language, translation).map((word) => `the word “${word}”`),
      ...(/^\s|\s$/.test(translation) ? ['a space at its end'] : []),
    ];
  } catch (error) {
    return [`no message: ${(error as Error).message}`];
  }
}

describe.each(translated)('the catalogue %s', (language) => {
  const text = source(language);
  const entries = Object.values(po.parse(text).translations[''] ?? {}).filter(({ msgid }) => msgid !== '');

  it('has only what can be said: the same values and tags, every plural, plain words', () => {
    const faults = entries
      .filter(({ msgstr: [said = ''] }) => said !== '')
      .map(({ msgid, msgstr: [said = ''] }) => ({ msgid, said, all: faultsOf(language, msgid, said) }));
    expect(faults.filter(({ all }) => all.length > 0)).toEqual([]);
  });

  it('reads the same to the product as to the tools of its translators', () => {
    const theirs = entries
      .filter(({ msgstr: [said] }) => said)
      .map((entry) => [entry.msgid, entry.msgstr[0]]);
    expect([...readCatalogue(text)]).toEqual(theirs);
  });
});

describe('a finished catalogue', () => {
  it('has every sentence, translated and looked over, and none that is gone', () => {
    const states = finished.map((language) => {
      const { text, missing, gone } = updated(source(language), messages, language);
      const fuzzy = text.match(/^#,.*fuzzy/gm)?.length ?? 0;
      // `npm run languages` would change nothing.
      return { language, missing, gone, fuzzy, upToDate: text === source(language) };
    });
    expect(states).toEqual(
      finished.map((language) => ({ language, missing: 0, gone: 0, fuzzy: 0, upToDate: true })),
    );
  });
});

describe('the sentences of a file', () => {
  const parse = (text: string): { found: Message[]; unclear: Unclear[] } => {
    const [found, wrong] = [new Map<string, Message>(), [] as Unclear[]];
    read('src/a.ts', text, found, wrong);
    return { found: [...found.values()], unclear: wrong };
  };

  it('are found in calls, choices, tables and links, with notes to translators', () => {
    const { found } = parse(`
      import { Refusal, because } from '../kernel/refusal.js';
      import { msg } from '../kernel/language/message.js';
      say(late ? 'Too late.' : 'In time.');
      // translators: on a button
      const table = { go: msg('Go') };
      visit.say('Hello {name}', { name });
      say.rich('See <a>it</a>.', { a: link });
      throw new Refusal('gone', because('{n} are gone.', { n }));
      this.notices.say(tx, saying);`);
    expect(found.map(({ sentence }) => sentence)).toEqual([
      ...['Too late.', 'In time.', 'Go', 'Hello {name}', 'See <a>it</a>.', '{n} are gone.'],
    ]);
    expect(found[2]!.notes).toEqual(['on a button']);
    expect(found[3]!.given).toEqual([{ file: 'src/a.ts:7', names: ['name'] }]);
  });

  it('are not those of other functions with these names', () => {
    const { found } = parse('const say = (what: string) => {}; say("x"); because(`a ${b}`); msg("y");');
    expect(found).toEqual([]);
  });

  it('must not be put together while the program runs', () => {
    expect(parse('say(`Hello ${name}`); say("Hello " + name); say(words[key]);').unclear).toHaveLength(2);
  });
});

describe('a catalogue that is brought up to date', () => {
  const message = (sentence: string): Message => ({ sentence, files: ['src/a.ts'], notes: [], given: [] });

  it('keeps what was translated, adds what is new, drops what is gone', () => {
    const first = updated('', [message('One.'), message('Two.')], 'de');
    const done = first.text.replace('msgid "One."\nmsgstr ""', 'msgid "One."\nmsgstr "Eins."');
    const next = updated(done, [message('Zero.'), message('One.')], 'de');
    expect(next).toMatchObject({ missing: 1, gone: 1 });
    expect([...readCatalogue(next.text)]).toEqual([['One.', 'Eins.']]);
    expect(updated(next.text, [message('Zero.'), message('One.')], 'de').text).toBe(next.text);
  });
});
