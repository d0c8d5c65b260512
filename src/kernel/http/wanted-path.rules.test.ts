import fc from 'fast-check';
import { wantedPath } from './wanted-path.rules.js';

describe('where somebody wanted to go', () => {
  it('is a page of ours, without its search', () => {
    expect(wantedPath('/rollouts/b5f5b9a4/plan')).toBe('/rollouts/b5f5b9a4/plan');
    expect(wantedPath('/roster?q=Anna#row')).toBe('/roster');
    expect(wantedPath('/a/./b/../c')).toBe('/a/c');
  });

  it.each([
    ...['//evil.example', '/\\evil.example', '/\t/evil.example', '\\\\evil.example', '/%2e%2e//evil.example'],
    ...['https://evil.example', 'javascript:alert(1)', 'rollouts', '', '/..//evil.example', '/a\n/b', '/a b'],
    ...[undefined, null, 7, ['/roster'], `/${'a'.repeat(300)}`],
  ])('is nowhere for %j', (given) => {
    expect(wantedPath(given)).toBeUndefined();
  });

  it.each(['/', '/sign-in', '/enter/abc', '/leave', '/api/v1/people', '/assets/app.css'])(
    'is not a door: %s',
    (door) => expect(wantedPath(door)).toBeUndefined(),
  );

  it('never leads to another site, whatever it is made of', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2f',
      '%5c',
      '@',
      ':',
      'a',
      '?',
      '#',
      '\t',
      'evil.example',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = wantedPath(pieces.join(''));
        if (path === undefined) return;
        expect(new URL(path, 'https://ours.example').origin).toBe('https://ours.example');
        expect(wantedPath(path)).toBe(path);
      }),
    );
  });
});
