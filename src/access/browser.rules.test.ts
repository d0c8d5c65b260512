import fc from 'fast-check';
import { browserName } from './browser.rules.js';

describe('what is kept of a browser', () => {
  it.each([
    ['Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0', 'Firefox on Android'],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      'Safari on iPhone',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Safari/537.36 Edg/128.0',
      'Edge on Windows',
    ],
    ['curl/8.5.0', null],
    [undefined, null],
  ])('of %j is %j', (userAgent, name) => {
    expect(browserName(userAgent)).toBe(name);
  });

  it('is one of a few names, whatever a browser says', () => {
    fc.assert(
      fc.property(fc.string(), (noise) => {
        const name = browserName(`${noise} Firefox/1 (X11; Linux)`);
        expect(name).toMatch(/^[A-Z][A-Za-z ]+$/);
      }),
    );
  });
});
