import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { Keyring } from './keyring.js';

const ring = (versions = 1): Keyring =>
  new Keyring(
    new Map(Array.from({ length: versions }, (_, index) => [index + 1, randomBytes(32)])),
    randomBytes(32),
  );

describe('a keyring', () => {
  const mine = ring();

  it('opens what it sealed, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(mine.open(mine.seal(text))).toBe(text);
      }),
    );
  });

  it('seals the same text differently each time', () => {
    const sealed = Array.from({ length: 1000 }, () => mine.seal('ada@example.org').toString('hex'));
    expect(new Set(sealed.map((bytes) => bytes.slice(2, 26))).size).toBe(1000);
  });

  it('notices any byte that was changed, and any that is missing', () => {
    const sealed = mine.seal('ada@example.org');
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(sealed);
        changed.writeUInt8(changed.readUInt8(at) ^ change, at);
        expect(() => mine.open(changed)).toThrow(/changed|No key of version/);
        expect(() => mine.open(sealed.subarray(0, at))).toThrow(/changed|too short/);
      }),
    );
  });

  it('cannot open what another owner sealed', () => {
    expect(() => mine.open(ring().seal('ada@example.org'))).toThrow('another owner');
  });

  it('finds the same text again by its fingerprint, which tells another ring nothing', () => {
    expect(mine.fingerprint('ada@example.org')).toEqual(mine.fingerprint('ada@example.org'));
    expect(mine.fingerprint('ada@example.org')).toHaveLength(32);
    expect(mine.fingerprint('ada@example.org')).not.toEqual(ring().fingerprint('ada@example.org'));
  });

  it('seals with the newest key and opens with all', () => {
    const keys = new Map([[1, randomBytes(32)]]);
    const lookup = randomBytes(32);
    const old = new Keyring(keys, lookup).seal('kept');
    const rotated = new Keyring(new Map([...keys, [2, randomBytes(32)]]), lookup);
    expect(rotated.open(old)).toBe('kept');
    expect(rotated.seal('new').readUInt8(0)).toBe(2);
  });
});
