import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kindsIn, stopHeaders, stoppable, stopPath, wantsStop } from './stop.rules.js';
import type { Purpose } from './words.js';

const page = 'https://move.example/m/x';

describe('the headers by which a mail program stops a kind of message', () => {
  it.each<[string, Purpose[], string | undefined]>([
    ['https://move.example', ['survey'], `<${page}/stop/survey>`],
    ['https://move.example', ['survey', 'community', 'survey'], `<${page}/stop/survey-community>`],
    ['https://move.example', ['essential'], undefined],
    ['https://move.example', ['survey', 'essential'], undefined],
    ['https://move.example', ['team'], undefined],
    ['http://move.example', ['survey'], undefined],
    ['https://localhost:3000', ['survey'], undefined],
    ['https://127.0.0.1', ['survey'], undefined],
    ['https://[::1]:3000', ['survey'], undefined],
    ['https://move.local', ['survey'], undefined],
  ])('at %s, for %j: %s', (baseUrl, kinds, header) => {
    const headers = stopHeaders(baseUrl, kinds, page);
    expect(headers['List-Unsubscribe']).toBe(header);
    expect(headers['List-Unsubscribe-Post']).toBe(header && 'List-Unsubscribe=One-Click');
  });

  it('name kinds that their address reads again, and no other text names any', () => {
    fc.assert(
      fc.property(fc.subarray([...stoppable], { minLength: 1 }), fc.string(), (kinds, text) => {
        expect(kindsIn(stopPath(kinds).replace('stop/', ''))).toEqual(kinds);
        expect(kindsIn(text).filter((kind) => !text.split('-').includes(kind))).toEqual([]);
        expect(kindsIn(`${text}!`)).toEqual([]);
      }),
    );
    expect([kindsIn('essential'), kindsIn('survey-team'), kindsIn('')]).toEqual([[], [], []]);
  });
});

it.each([
  [{ 'List-Unsubscribe': 'One-Click' }, true],
  [{ stop: 'yes' }, true],
  [{ 'List-Unsubscribe': 'one' }, false],
  [{ 'List-Unsubscribe': ['One-Click', 'x'] }, false],
  [{}, false],
  [undefined, false],
  [null, false],
  ['List-Unsubscribe=One-Click', false],
])('a POST of %j is a wish to stop: %s', (body, wish) => {
  expect(wantsStop(body)).toBe(wish);
});
