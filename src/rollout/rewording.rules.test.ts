import { playSetting } from './rollout.schemas.js';
import {
  inLeadsPost,
  inLeadsWords,
  tooLong,
  tooManyWords,
  unknownFields,
  wordsIn,
} from './rewording.rules.js';

const letters = {
  en: {
    subject: 'Come along',
    opening: 'You can come.',
    paragraphs: ['One.'],
    nothing: 'Fine.',
    why: 'You belong.',
  },
  de: {
    subject: 'Komm mit',
    opening: 'Du kannst.',
    paragraphs: ['Eins.'],
    nothing: 'Gut.',
    why: 'Du gehörst dazu.',
  },
};

describe('a letter in a lead’s words', () => {
  it('is ours where nothing was reworded', () => expect(inLeadsWords(letters, null)).toBe(letters));

  it('says their words in every language, inside our frame', () => {
    expect(inLeadsWords(letters, { subject: 'We meet', body: 'Hello.\n\nBring cake.' })).toEqual({
      en: { ...letters.en, subject: 'We meet', paragraphs: ['Hello.', 'Bring cake.'] },
      de: { ...letters.de, subject: 'We meet', paragraphs: ['Hello.', 'Bring cake.'] },
    });
  });
});

describe('words that are too long', () => {
  it('are refused with their length, and never cut', () => {
    const long = { subject: 'x'.repeat(51), body: 'y'.repeat(601) };
    expect(tooLong({ posts: 'both' }, long)).toMatchObject([
      { field: 'reworded.subject', message: expect.stringContaining('This one has 51') },
      { field: 'reworded.body', message: expect.stringContaining('Yours are 601') },
    ]);
    expect(tooLong({ posts: null }, long)).toHaveLength(1);
    expect(tooLong({ posts: 'both' }, { subject: 'x'.repeat(50), body: 'y'.repeat(500) })).toEqual([]);
    expect(tooLong({ posts: 'both' }, null)).toEqual([]);
  });

  it('that were kept before are posted as far as whole sentences go', () => {
    const body = `${'One sentence of thirty letters. '.repeat(20)}The end.`;
    const { short, long } = inLeadsPost({ short: '', long: '' }, { body });
    expect(long).toBe(body);
    expect(short.length).toBeLessThanOrEqual(600);
    expect(short).toMatch(/letters\.$/);
  });
});

it.each([
  ['a subject with a line break', { subject: 'A few\r\nBcc: eve@evil.example' }],
  ['a subject with a zero byte', { subject: 'A\0few' }],
  ['a body with a zero byte', { body: 'Dear all\0' }],
  ['a body with an escape', { body: '\u001b[31mred' }],
])('%s is refused at the door', (_what, reworded) => {
  expect(playSetting.safeParse({ reworded }).success).toBe(false);
  expect(playSetting.safeParse({ reworded: { body: 'Two lines,\r\n\tand <b>tags</b>' } }).success).toBe(true);
});

describe('what stands in braces', () => {
  it('is filled in, or refused by name; in a post nothing is', () => {
    expect(
      unknownFields({ posts: null }, { subject: '{helper}', body: 'Dear {firstName}: {ownPage}' }),
    ).toEqual([]);
    expect(unknownFields({ posts: null }, { body: '{name} {name} {key}' })).toMatchObject([
      { field: 'reworded.body', message: expect.stringContaining('{name} is filled in by nothing') },
      { field: 'reworded.body', message: expect.stringContaining('{key}') },
    ]);
    expect(unknownFields({ posts: 'old' }, { subject: '{firstName}', body: '{firstName}' })).toHaveLength(1);
    for (const body of ['{first name}', '{foo-bar}', '{}', '{signedBy}', '{1}'])
      expect(unknownFields({ posts: null }, { body })).toHaveLength(1);
    expect(unknownFields({ posts: 'old' }, null)).toEqual([]);
  });
});

describe('the words of a message', () => {
  it('are counted without links and bars; over 120 it says how many to take out', () => {
    expect(wordsIn('Hello Kim,\n\nhttps://move.example/m/x\n--\nbye – now')).toBe(4);
    expect(tooManyWords(120)).toEqual([]);
    expect(tooManyWords(131)).toMatchObject([{ message: expect.stringContaining('Take out 11') }]);
  });
});
