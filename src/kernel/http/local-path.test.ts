import fc from 'fast-check';
import { localPath } from './local-path.js';

describe('the way back to a page', () => {
  it.each(['/', '/rollouts/1?open=table', '/roster?find=Anke%20W'])('keeps %s', (path) => {
    expect(localPath(path)).toBe(path);
  });

  it.each([
    '',
    'roster',
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/x',
  ])('does not follow %j', (path) => {
    expect(localPath(path)).toBe('/');
  });

  it('never leaves this site, whatever was written', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.string().map((text) => `/${text}`),
        ),
        (text) => {
          expect(new URL(localPath(text), 'https://ours.example').origin).toBe('https://ours.example');
        },
      ),
    );
  });
});
