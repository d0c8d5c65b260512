import fc from 'fast-check';
import { isForeign } from './foreign.rules.js';

const to = ['https://move.example.org', 'http://localhost:3000'];

describe('an act from a page of another site', () => {
  it.each([
    ['cross-site', undefined, true],
    ['same-site', undefined, true],
    ['same-origin', undefined, false],
    // Typed, or from a mail program beside the browser.
    ['none', undefined, false],
    // What the browser itself found out counts, whatever stands beside it.
    ['cross-site', 'https://move.example.org', true],
    ['same-origin', 'null', false],
    [undefined, 'https://elsewhere.example', true],
    [undefined, 'https://move.example.org.elsewhere.example', true],
    [undefined, 'https://move.example.org', false],
    [undefined, 'http://localhost:3000', false],
    // Our pages tell nobody their address, so an older browser writes null; the oldest write nothing.
    [undefined, 'null', false],
    [undefined, undefined, false],
  ])('Sec-Fetch-Site %s, Origin %s: foreign is %s', (site, origin, foreign) => {
    expect(isForeign({ method: 'POST', site, origin, to })).toBe(foreign);
  });

  it('may be looked at from everywhere: reading changes nothing', () => {
    const said = fc.option(fc.string(), { nil: undefined });
    fc.assert(
      fc.property(fc.constantFrom('GET', 'HEAD', 'OPTIONS'), said, said, (method, site, origin) => {
        expect(isForeign({ method, site, origin, to })).toBe(false);
      }),
    );
  });
});
