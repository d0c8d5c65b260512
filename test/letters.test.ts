import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { languages } from '../src/kernel/language/language.rules.js';
import { english, speak, type Say } from '../src/kernel/language/say.js';
import { fill, fillHtml, type Values } from '../src/notices/fill.rules.js';
import type { Letters, PostText } from '../src/notices/letter.js';
import { write } from '../src/notices/mail.writer.js';
import { askedAt } from '../src/notices/phrase.rules.js';
import { reachOf } from '../src/notices/reach.rules.js';
import type { Purpose } from '../src/notices/words.js';
import { playbook } from '../src/rollout/playbook.js';
import { purgeAhead } from '../src/retention/retention.mails.js';
import { speaks } from '../src/rollout/plays.js';
import { announcement, correction } from '../src/sunset/announcement.mails.js';
import { everythingSaid, letterFiles, scenes, unsaid, type Said } from './support/letters.js';
import { readSources } from './support/sources.js';
import { longSentences, spoken, unkind, unplain, wordsIn } from './support/plain-words.js';

/** Whether leads read it: the play is for the team, or the letter says that they lead. */
const isForLeads = ({ en }: Letters): boolean => /you (?:lead|took it|answer for)/.test(en.why);

const purposeOf = (play: string, letters: Letters): Purpose => {
  if (isForLeads(letters)) return 'team';
  const known = playbook.find((row) => row.play === play);
  return known?.purpose ?? 'help';
};

interface Case {
  name: string;
  letters: Letters;
  purpose: Purpose;
  scene: keyof typeof scenes;
}

const everything = (scene: keyof typeof scenes): [string, Said[]][] =>
  Object.entries(everythingSaid(scenes[scene]));

const cases: Case[] = (['short', 'long'] as const).flatMap((scene) =>
  everything(scene).flatMap(([play, said]) =>
    said.flatMap((one, i) =>
      'letters' in one
        ? [
            {
              name: `${play} ${i} (${scene})`,
              letters: one.letters,
              purpose: purposeOf(play, one.letters),
              scene,
            },
          ]
        : [],
    ),
  ),
);

const posts: { name: string; post: PostText }[] = (['short', 'long'] as const).flatMap((scene) =>
  everything(scene).flatMap(([play, said]) =>
    said.flatMap((one, i) => ('post' in one ? [{ name: `${play} ${i} (${scene})`, post: one.post }] : [])),
  ),
);

interface Mail {
  subject: string;
  text: string;
  html: string;
}

/** The mail as it arrives; `first`: their reader never heard from us before. */
function mailOf({ purpose, scene }: Case, letters: Letters[], first: boolean, say: Say = english): Mail {
  const { community, responsible, contact, baseUrl } = scenes[scene];
  const reach = reachOf(contact);
  const source = first ? 'phonebook' : null;
  const asked = { phrase: 'bicycle-mushroom-notebook', at: askedAt(baseUrl) };
  const template = write({ letters, say, purpose, care: 'open', reach, source, asked });
  const values: Values = {
    ...{ firstName: 'Anna', helper: 'Olga', signedBy: responsible, community, responsible, contact },
    ...{ elsewhere: reach.elsewhere, key: 'k'.repeat(22) },
    ownPage: purpose === 'team' ? baseUrl : `${baseUrl}/m/${'x'.repeat(22)}`,
  };
  return {
    subject: fill(template.subject, values),
    text: fill(template.text, values),
    html: fillHtml(template.html, values),
  };
}

const ways = cases.flatMap((one) =>
  (one.purpose === 'team' ? [false] : [false, true]).map((first) => ({
    ...one,
    first,
    name: `${one.name}${first ? ', the first' : ''}`,
    mail: mailOf(one, [one.letters], first),
  })),
);

/** Both forms say the same words; only the text names the button's label as a line of its own. */
const bare = (text: string): string[] =>
  text
    .replaceAll(/https?:\/\/\S+/g, '')
    .match(/[\p{L}\p{N}]+/gu)
    ?.map((word) => word.toLowerCase()) ?? [];

/** Everything that is wrong with a mail, in words; empty when its reader gets what they should. */
function faultsOf(
  { subject, text, html }: Mail,
  { letters, purpose, first }: (typeof ways)[number],
): string[] {
  const all = `${subject}\n${text}`;
  const { action, nothing, why } = letters.en;
  const count = wordsIn(all);
  const has = (what: string): boolean => text.includes(what);
  return [
    count > 120 && `${count} words`,
    subject.length > 50 && `a subject of ${subject.length} characters`,
    ...longSentences(all).map((sentence) => `a long sentence: ${sentence}`),
    ...(purpose === 'team' ? unkind(all) : unplain(all)).map((word) => `the word “${word}”`),
    /\{\w+\}|undefined|null/.test(all) && 'something that was not filled in',
    (html.match(/border-style|border:solid/g) ?? []).length > 1 && 'more than one button',
    action && !html.includes(`>${action.label}</a>`) && 'no button',
    bare(spoken(html)).join(' ') !== bare(text).join(' ') && 'HTML and text differ',
    !text.includes(spoken(/<div style="display:none[^>]*>([^<]+)/.exec(html)?.[1] ?? '?')) && 'no preheader',
    !/^(?:If (?:you do|nobody)|You (?:need|can)|Nothing happens|It stays)/.test(nothing) &&
      'no word on doing nothing',
    !has(nothing) && 'the word on doing nothing left out',
    !/^You get this because .*\.$/.test(why) && 'no reason why it comes',
    !/You get this because/.test(text) && 'the reason why it comes left out',
    !has(', for ') && 'no name below it',
    !has('bicycle-mushroom-notebook at move.example/true') && 'no way to ask whether it is from us',
    !/reaches me|reach me|Reply, or/.test(text) && 'nobody to reply to',
    !/how to stop it:|of this kind:|how to be removed:|be removed now|or go here:/.test(text) &&
      'no way to stop it',
    first && !has('“remove me”') && 'no way out at once',
    first && !has('I answer for your data') && 'nobody who answers for the data',
  ].filter((fault) => fault !== false && fault !== undefined);
}

describe('the playbook', () => {
  it.each(playbook.filter((row) => speaks(row)))(
    'says whatever $play says in words that are read here',
    (row) => {
      const said = everythingSaid(scenes.long)[row.play] ?? [];
      const missing = [
        row.purpose && !said.some((one) => 'letters' in one) && 'a letter',
        row.posts && !said.some((one) => 'post' in one) && 'a post',
      ].filter(Boolean);
      expect(missing).toEqual([]);
    },
  );

  it('has no letter beside those that are read here', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).flatMap(
      (file) => /^(.*)\.mails\.tsx?$/.exec(file)?.[1] ?? [],
    );
    // Letters of accounts are of another kind: src/access/*.test.ts reads those as they arrive.
    const toMembersAndLeads = files.filter((file) => file !== 'access/access');
    expect(toMembersAndLeads.toSorted()).toEqual(letterFiles.toSorted());
    expect(unsaid()).toEqual([]);
  });
});

describe('a letter, as its reader gets it', () => {
  it.each(ways)('$name: is short, plain, whole, and says who, why and how to stop', (way) => {
    expect({ ...way.mail, html: '', faults: faultsOf(way.mail, way) }).toMatchObject({ faults: [] });
  });
});

describe('letters that go as one message', () => {
  const ordinary = (scene: keyof typeof scenes): Case[] =>
    cases.filter((one) => one.scene === scene && ['invitation', 'survey', 'community'].includes(one.purpose));
  const pairs = ordinary('long').flatMap((one) =>
    ordinary('long')
      .slice(0, 12)
      .map((other) => ({ one, other, first: false })),
  );

  it('are short together, say of each what it is, and have no button but links', () => {
    const faults = pairs.flatMap(({ one, other }) => {
      const { text, html } = mailOf(one, [one.letters, other.letters], false);
      const whole = [one, other].every(({ letters: { en } }) =>
        text.includes(fill(`${en.opening} ${en.nothing}`, { helper: 'Olga' })),
      );
      const same = bare(spoken(html)).join(' ') === bare(text).join(' ');
      const buttons = html.includes('border:solid') || html.includes('border-style');
      const fine = wordsIn(text) <= 120 && whole && same && !buttons && text.includes('/kinds');
      return fine
        ? []
        : [`${one.name} with ${other.name}: ${wordsIn(text)} words, ${whole}, ${same}, ${buttons}`];
    });
    expect(faults).toEqual([]);
  });
});

describe('a subject with a name in it', () => {
  it('is filled in where several letters go as one, in capitals', () => {
    const [one, other] = cases.filter((each) => each.scene === 'long' && each.purpose === 'community');
    const named = { en: { ...one!.letters.en, subject: 'News for {firstName}' } };
    const { text } = mailOf(one!, [named, other!.letters], false);
    expect(text).toContain('NEWS FOR ');
    expect(text).not.toContain('FIRSTNAME');
  });
});

describe('a post', () => {
  it.each(posts)('$name: fits, is plain, and names somebody to ask', ({ post: { short, long } }) => {
    expect(short.length).toBeLessThanOrEqual(600);
    expect(short).toContain(short.includes('Ada') ? 'Ada, ada@' : 'Mira Solano-Whitfield, mira@');
    expect([...unplain(long), ...longSentences(long)]).toEqual([]);
    expect(short).toMatch(/[.?!]$/);
  });
});

describe('a button', () => {
  /** `rollouts/:rolloutId/help` and its like, as the controllers declare them. */
  const pages = readSources(['src']).flatMap(({ text }) =>
    text.split('@Controller(').flatMap((controller, i) => {
      if (i === 0) return [];
      const base = /^'([^']*)'/.exec(controller)?.[1] ?? '';
      const below = Array.from(controller.matchAll(/@Get\((?:'([^']*)')?\)/g), ([, path = '']) => path);
      return below.map((path) => [base, path].filter(Boolean).join('/'));
    }),
  );
  const isThere = (path: string): boolean =>
    pages.some((page) =>
      new RegExp(`^${page.replaceAll(/:\w+/g, '[^/]+').replaceAll('.', '\\.')}$`).test(path),
    );

  it('leads to a page that is there, for members and for leads', () => {
    const targets = cases.flatMap(({ name, purpose, letters: { en } }) => {
      const to = en.action?.to.replace(/^\/|[?#].*$/g, '').replace(/[?#].*$/, '');
      if (to === undefined || name.startsWith('join.confirm')) return [];
      return [{ name, path: purpose === 'team' ? to : ['m/token', to].filter(Boolean).join('/') }];
    });
    expect(targets.length).toBeGreaterThan(80);
    expect(targets.filter(({ path }) => !isThere(path))).toEqual([]);
  });

  it('is on every letter to leads but for who deleted everything, and for what they hold in their hands', () => {
    const without = cases.filter(({ purpose, letters }) => purpose === 'team' && !letters.en.action);
    expect([...new Set(without.map(({ name }) => name.replace(/ .*$/, '')))].toSorted()).toEqual([
      'launch.seeding',
      'retention.purge',
    ]);
  });
});

describe('a subject with a day', () => {
  it('fits on every day of the year', () => {
    const days = Array.from({ length: 366 }, (_, i) =>
      Temporal.PlainDate.from('2028-01-01').add({ days: i }),
    );
    const subjects = days.flatMap((t) => {
      const about = { scene: scenes.long, t, archiveEnds: t };
      const purge = { on: t, people: 1, staying: 0 };
      return [announcement(about), correction(about, t), purgeAhead(purge, 'id')].map(({ en }) => en.subject);
    });
    expect(subjects.filter((subject) => subject.length > 50)).toEqual([]);
  });
});

describe('in the other languages', () => {
  it.each(languages.filter((language) => language !== 'en'))('a letter stays short: %s', (language) => {
    const faults = ways
      .filter(({ letters }) => letters[language])
      .flatMap(({ name, first, ...one }) => {
        const { subject, text } = mailOf({ name, ...one }, [one.letters], first, speak(language));
        const words = wordsIn(`${subject}\n${text}`);
        return [
          words > 120 && `${name}: ${words} words`,
          subject.length > 50 && `${name}: ${subject.length} characters: ${subject}`,
          /\{\w+\}|undefined|null/.test(subject + text) && `${name}: not filled in`,
        ].filter(Boolean);
      });
    expect(faults).toEqual([]);
  });
});
