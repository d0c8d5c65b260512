import { describe, expect, it } from '@jest/globals';
import { h } from 'preact';
import { Temporal } from 'temporal-polyfill';
import { because } from '../refusal.js';
import { render } from '../ui/render.js';
import { languageOf, wantedBy } from './language.rules.js';
import { fixed, msg } from './message.js';
import { english, mirrored, speak, type Say } from './say.js';

const day = Temporal.PlainDate.from('2026-07-07');
const at = Temporal.Instant.from('2026-07-07T08:00:00Z');

describe('a sentence', () => {
  it('is said with its values, and with the plural of the count', () => {
    const wait = (count: number): string =>
      english('{count, plural, one {# thing waits} other {# things wait}} in {place}.', {
        count,
        place: 'the yard',
      });
    expect([wait(1), wait(0), wait(1200)]).toEqual([
      '1 thing waits in the yard.',
      '0 things wait in the yard.',
      '1,200 things wait in the yard.',
    ]);
  });

  it('keeps what is filled in at sending, and apostrophes of every kind', () => {
    expect(english('{helper} helps you, {firstName}.')).toBe('{helper} helps you, {firstName}.');
    expect(english('I’d rather not, {firstName}')).toBe('I’d rather not, {firstName}');
    expect(english("It is {who}’s and {who}'s", { who: 'Ada' })).toBe("It is Ada’s and Ada's");
  });

  it('does not fill in what a value brings along', () => {
    expect(english('Hello {place}', { place: '{helper} <b>' })).toBe('Hello {helper} <b>');
  });

  it('keeps apart what runs the other way, so that a name turns no words around it', () => {
    const thanks = (say: Say, name: string): string => say(msg('{name}, 3 of 4 are there.'), { name });
    expect(thanks(speak('en'), 'נועה')).toBe('\u2068נועה\u2069, 3 of 4 are there.');
    expect(thanks(speak('de'), 'ليلى')).toContain('\u2068ليلى\u2069');
    expect(thanks(speak('en'), 'Ada')).toBe('Ada, 3 of 4 are there.');
    expect(thanks(mirrored, 'Ada')).toContain('\u2068Ada\u2069');
  });

  it('may have a link in it, whose words and values are escaped', () => {
    const said = english.rich('Read <a>what {name} wrote</a> now.', {
      name: '<Ada>',
      a: (words) => h('a', { href: '/x' }, words),
    });
    expect(render(h('p', null, said))).toContain('<p>Read <a href="/x">what &lt;Ada> wrote</a> now.</p>');
  });

  it('is said in English where nobody has translated it', () => {
    expect(
      speak('de')('Nobody will ever write this {n, plural, one {once} other {# times}}.', { n: 1 }),
    ).toBe('Nobody will ever write this once.');
  });
});

describe('days, lists, numbers and languages', () => {
  it.each([
    ['en', 'Tuesday 7 July', 'a, b and c', '12,345'],
    ['de', 'Dienstag, 7. Juli', 'a, b und c', '12.345'],
    ['fr', 'mardi 7 juillet', 'a, b et c', '12\u202f345'],
    ['es', 'martes, 7 de julio', 'a, b y c', '12.345'],
    ['pt', 'terça-feira, 7 de julho', 'a, b e c', '12.345'],
  ])('are said as they are in %s', (language, spoken, list, number) => {
    const say = speak(language);
    expect(say.day(day)).toBe(spoken);
    expect(say.moment(at, 'Europe/Berlin')).toBe(`${spoken}, 10:00 (Europe/Berlin)`);
    expect(say.date(day)).toMatch(/ 2026$/);
    expect(say.list(['a', 'b', 'c'])).toBe(list);
    expect(say.number(12_345)).toBe(number);
  });

  it.each([
    ['en', ['German', 'Turkish', 'Brazilian Portuguese', 'nonsense!', 'zz']],
    ['de', ['Deutsch', 'Türkisch', 'Portugiesisch (Brasilien)', 'nonsense!', 'zz']],
    ['fr', ['allemand', 'turc', 'portugais brésilien', 'nonsense!', 'zz']],
  ])('and so are languages; a tag that means nothing stands for itself: %s', (language, names) => {
    expect(['de', 'tr', 'pt_BR', 'nonsense!', 'zz'].map(speak(language).tongue)).toEqual(names);
  });

  it('name the first of a month as French does', () => {
    expect(speak('fr').day(Temporal.PlainDate.from('2026-07-01'))).toBe('mercredi 1er juillet');
  });
});

describe('the language', () => {
  it('is the first wanted one that we speak, else English', () => {
    expect(languageOf('de-AT', 'fr')).toBe('de');
    expect(languageOf('pt_BR.UTF-8')).toBe('pt');
    expect(languageOf('tr', null, 'fr-CA')).toBe('fr');
    expect(languageOf('den', undefined, '')).toBe('en');
    expect(speak('ar-XB').lang).toBe('en');
  });

  it('is read from what a browser asks for, by weight', () => {
    expect(wantedBy('tr, en;q=0.3, pt-BR;q=0.8, fr;q=0')).toEqual(['tr', 'pt-BR', 'en']);
    expect(wantedBy(undefined)).toEqual([]);
  });
});

describe('a reason', () => {
  it('is said in the reader’s language where it was marked, and else as it is', () => {
    const reasons = [
      because('{n, plural, one {# name is} other {# names are}} there twice.', { n: 2 }, 'names'),
      { message: fixed('Use at most {most} characters.', { most: 80 }) },
      { message: msg('This is needed.') },
    ];
    expect(reasons[0]).toMatchObject({ message: '2 names are there twice.', field: 'names' });
    expect(reasons.map((reason) => mirrored.reason(reason).replaceAll(/[\u202a-\u202e]/g, ''))).toEqual([
      '⟦2 names are there twice.⟧',
      '⟦Use at most 80 characters.⟧',
      '⟦This is needed.⟧',
    ]);
    expect(speak('de').reason({ message: 'A name with {braces} in it.' })).toBe(
      'A name with {braces} in it.',
    );
  });
});
