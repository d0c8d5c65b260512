import { fates } from '../notices/fates.rules.js';
import { kinds, whatCanBeDone, whyMissing, type Missing } from './missing.rules.js';

const open: Missing = { kind: 'open', fate: null, reason: null, promisedOn: null, teller: null };

describe('why somebody is not proven told', () => {
  it('is said for every fate, and so is what can be done; nothing is ever called read', () => {
    for (const fate of [null, ...fates]) {
      const one = { ...open, fate };
      expect(whyMissing(one)).toMatch(/^[A-Z].*\.$/);
      expect(whatCanBeDone(one)).not.toBe('');
      expect(whyMissing(one)).not.toMatch(/\bread\b/);
    }
  });

  it('names what the server said, and that an acceptance has to stand for 72 hours', () => {
    expect(whyMissing({ ...open, fate: 'refused', reason: 'no such mailbox' })).toBe(
      'Refused: no such mailbox.',
    );
    expect(whyMissing({ ...open, fate: 'accepted' })).toContain('72 hours');
    expect(whatCanBeDone({ ...open, promisedOn: '2026-04-01' })).toContain('promised');
  });

  it('asks nothing more for who said no or is signed as an exception', () => {
    for (const kind of kinds.filter((one) => one !== 'open'))
      expect(whatCanBeDone({ ...open, kind })).toBe('');
  });
});
