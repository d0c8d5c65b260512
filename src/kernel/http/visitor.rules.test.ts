import fc from 'fast-check';
import { networkOf, visitorOf } from './visitor.rules.js';

describe('a visitor', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('at %s is counted as %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });

  it('is the same at each address of their own network', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16));
    fc.assert(
      fc.property(fc.tuple(group, group, group, group), fc.tuple(group, group), ([a, b, c, d], [e, f]) => {
        const network = networkOf(`${a}:${b}:${c}:${d}:0:0:0:1`);
        return networkOf(`${a}:${b}:${c}:${d}:${e}:${f}:7:8`) === network;
      }),
    );
  });

  const seen = (forwardedFor: string, userAgent = 'Firefox') => ({ ip: '10.0.0.2', forwardedFor, userAgent });

  it('is who is connected, whatever a header says', () => {
    expect(visitorOf(seen('192.0.2.7'), false)).toEqual({ own: '10.0.0.2' });
  });

  it('is told apart behind an unknown proxy by what that adds and by browser, and bounded with all others', () => {
    const one = visitorOf(seen('192.0.2.7'), true);
    expect(one.shared).toBe('10.0.0.2');
    expect(visitorOf(seen('198.51.100.1, 192.0.2.7'), true)).toEqual(one);
    expect(visitorOf(seen('192.0.2.8'), true).own).not.toBe(one.own);
    expect(visitorOf(seen('192.0.2.7', 'Safari'), true).own).not.toBe(one.own);
  });
});
