import { Temporal } from 'temporal-polyfill';
import type { Fate } from '../notices/fates.rules.js';
import type { Shown } from '../privacy/few.rules.js';
import { becameOf, meaningOf, type Became } from './message.words.js';

const until = Temporal.Instant.from('2026-01-05T07:39:00Z');

const facts = (people: Partial<Record<Fate, Shown>>, more: Partial<Became> = {}): Became => ({
  ...{ shown: new Map(Object.entries(people) as [Fate, Shown][]), cameBack: new Map() },
  ...{ waitsUntil: null, timeZone: 'Asia/Dubai', ...more },
});

const cameBack = (people: Partial<Record<Fate, Shown>>): Partial<Became> => ({
  cameBack: new Map(Object.entries(people) as [Fate, Shown][]),
});

describe('what became of a message, after its first sentence', () => {
  it.each<[string, Became, string]>([
    ['all have gone', facts({ accepted: 8 }), 'Nobody’s came back.'],
    ['all were told in person', facts({ told: 3 }), 'Everybody was told in person.'],
    ['all went or were told', facts({ accepted: 8, told: 3 }), 'Nobody’s came back.'],
    [
      'all wait for their minute',
      facts({ queued: 8 }, { waitsUntil: until }),
      '0 have gone. 8 wait to go, the last until Monday 5 January, 11:39 (Asia/Dubai).',
    ],
    [
      'one waits for the morning',
      facts({ accepted: 7, queued: 1 }, { waitsUntil: until }),
      '7 have gone. 1 waits to go, until Monday 5 January, 11:39 (Asia/Dubai).',
    ],
    ['nobody knows until when', facts({ accepted: 1, queued: 8 }), '1 has gone. 8 wait to go.'],
    [
      'several things are under way',
      facts({ accepted: 4, told: 1, sending: 1, again: 2, held: 3, 'to tell': 1 }),
      '5 have gone or were told. 1 is being sent. 2 are tried again. 3 are held. 1 waits to be told in person.',
    ],
    [
      'not everybody has a way',
      facts({ accepted: 8, posted: 3, suppressed: 1 }),
      '8 have gone. For 3 it waits on their own page. 1 was left out.',
    ],
    ['it only waits on own pages', facts({ posted: 3 }), 'For 3 it waits on their own page.'],
    ['everybody was left out', facts({ suppressed: 2 }), '2 were left out.'],
    ['some did not get it', facts({ accepted: 5, bounced: 2, refused: 1 }), 'It did not reach 3 of them.'],
    [
      'some did not get it, and some wait',
      facts({ accepted: 5, bounced: 2, queued: 1 }),
      'It did not reach 2 of them. 5 have gone. 1 waits to go.',
    ],
    [
      'one came back and stands in a list',
      facts({ accepted: 7, 'to tell': 1 }, cameBack({ 'to tell': 1 })),
      '1 came back and is told in person instead. 7 have gone. 1 waits to be told in person.',
    ],
    [
      'some came back and were told, or went to another address',
      facts({ accepted: 6, told: 2 }, cameBack({ accepted: 1, told: 2 })),
      '2 came back and are told in person instead. 1 came back at first.',
    ],
    [
      'one more than those whom it did not reach came back',
      facts({ accepted: 6, bounced: 1, told: 1 }, cameBack({ told: 1 })),
      'It did not reach 1 of them. 1 more came back and is told in person instead.',
    ],
    [
      'what came back is among what did not reach them already',
      facts({ accepted: 6, 'could not': 2 }, cameBack({ 'could not': 2 })),
      'It did not reach 2 of them.',
    ],
  ])('%s', (_, became, words) => {
    expect(becameOf(became)).toBe(words);
  });

  it.each<[string, Became, string]>([
    ['too few did not get it', facts({ accepted: null, bounced: null }), 'It did not reach everybody.'],
    ['too few wait', facts({ accepted: null, queued: null }), 'It has not gone to everybody yet.'],
    [
      'too few are left out',
      facts({ accepted: 20, suppressed: null, posted: null }),
      'It did not go to everybody.',
    ],
    [
      'both',
      facts({ accepted: 20, bounced: null, queued: null }),
      'It did not reach everybody. It has not gone to everybody yet.',
    ],
    [
      'how many came back at first is not told',
      facts({ accepted: 20 }, cameBack({ accepted: null })),
      'Some came back at first.',
    ],
    ['too few in all', facts({ accepted: null }), 'Nobody’s came back.'],
  ])('to who reads figures only: %s', (_, became, words) => {
    expect(becameOf(became)).toBe(words);
  });
});

describe('what a state means', () => {
  it.each<[Fate, number, Shown, string]>([
    ['bounced', 5, 0, 'The message came back. They know nothing of it yet.'],
    [
      'bounced',
      5,
      1,
      'The message came back. 1 of them is confirmed all the same. The others know nothing of it yet.',
    ],
    ['bounced', 5, 5, 'The message came back. All of them are confirmed all the same.'],
    ['bounced', 1, 1, 'The message came back. They are confirmed all the same.'],
    ['bounced', 9, null, 'The message came back. Who is not confirmed knows nothing of it yet.'],
    ['to tell', 2, 0, 'They wait to be told in person. They know nothing of it yet.'],
    ['accepted', 9, 4, 'Nothing came back so far. It does not mean that somebody read it.'],
  ])('%s of %d, %s confirmed', (fate, people, confirmed, words) => {
    expect(meaningOf(fate, people, confirmed)).toBe(words);
  });
});
