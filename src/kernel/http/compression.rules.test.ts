import { mayCompress } from './compression.rules.js';

describe('an answer is compressed', () => {
  it.each(['same-origin', 'none'])('for our own pages and typed addresses: %s', (site) => {
    expect(mayCompress({ site, token: false })).toBe(true);
  });

  it('for a program with its own token', () => {
    expect(mayCompress({ token: true })).toBe(true);
  });

  it.each(['cross-site', 'same-site', 'nonsense', '', undefined])('for nobody else: %s', (site) => {
    expect(mayCompress({ site, token: false })).toBe(false);
  });
});
