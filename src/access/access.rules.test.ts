import fc from 'fast-check';
import { brokenAt, chained, may, mayManage, roles, type ChainLink } from './access.rules.js';

describe('roles', () => {
  it('read up: an admin does what a lead does, a lead reads what a viewer reads', () => {
    expect(may('admin', ['lead'])).toBe(true);
    expect(may('lead', ['viewer'])).toBe(true);
    expect(may('lead', ['admin'])).toBe(false);
    expect(may('viewer', ['lead'])).toBe(false);
  });

  it('keep operators and advocates out of what is not theirs', () => {
    for (const role of ['operator', 'advocate'] as const)
      expect(roles.filter((wanted) => may(role, [wanted]))).toEqual([role]);
  });

  it('let nobody add or remove somebody who may do more than themselves, but fellow leads', () => {
    expect(roles.filter((other) => mayManage('lead', other))).toEqual(['lead', 'advocate', 'viewer']);
    expect(roles.filter((other) => mayManage('admin', other))).toEqual([...roles]);
    for (const role of ['viewer', 'advocate', 'operator'] as const)
      expect(roles.some((other) => mayManage(role, other))).toBe(false);
  });
});

describe('the chain of the record', () => {
  const entry = fc.record({
    actor: fc.string(),
    what: fc.string(),
    subject: fc.string(),
    at: fc.record({ epochMilliseconds: fc.nat() }),
  });
  const chain = fc.array(entry, { minLength: 1, maxLength: 12 }).map((entries) => {
    let previous: Buffer | null = null;
    return entries.map((fields, index) => {
      const link: ChainLink = { ...fields, communityId: 'c', number: index + 1, reasonHash: null };
      previous = chained(previous, link);
      return { ...link, hash: previous };
    });
  });

  it('holds as it was written', () => {
    fc.assert(fc.property(chain, (entries) => brokenAt(entries) === undefined));
  });

  it('breaks where an entry was taken out, but for the last', () => {
    fc.assert(
      fc.property(chain, fc.nat(), (entries, chosen) => {
        fc.pre(entries.length > 1);
        const at = chosen % (entries.length - 1);
        expect(brokenAt(entries.toSpliced(at, 1))).toBe(at + 1);
      }),
    );
  });

  it('breaks where an entry was changed or put in', () => {
    fc.assert(
      fc.property(chain, fc.nat(), (entries, chosen) => {
        const at = chosen % entries.length;
        const changed = entries.map((one, index) => (index === at ? { ...one, what: `${one.what}!` } : one));
        expect(brokenAt(changed)).toBe(at + 1);
        expect(brokenAt(entries.toSpliced(at, 0, entries[at]!))).toBe(at + 2);
      }),
    );
  });
});
