import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { cityOf, zoneLabel, zonesAt } from './zones.js';

const [winter, summer] = ['2026-01-05T12:00:00Z', '2026-07-05T12:00:00Z'].map((at) =>
  Temporal.Instant.from(at),
) as [Temporal.Instant, Temporal.Instant];

describe('time zones to choose from', () => {
  it('are cities with their hours from UTC at the moment', () => {
    expect(zoneLabel('Europe/Berlin', winter)).toBe('Berlin (UTC+1)');
    expect(zoneLabel('Europe/Berlin', summer)).toBe('Berlin (UTC+2)');
    expect(zoneLabel('Africa/Abidjan', summer)).toBe('Abidjan (UTC+0)');
    expect(zoneLabel('Asia/Calcutta', winter)).toBe('Kolkata (UTC+5:30)');
    expect(zoneLabel('America/Argentina/Salta', winter)).toBe('Salta, Argentina (UTC-3)');
    expect([zoneLabel('UTC', winter), zoneLabel('Mars', winter)]).toEqual(['UTC', 'Mars']);
  });

  it('are all that this runtime knows, by region, each once, and each is one that it takes', () => {
    const moments = fc.integer({ min: winter.epochMilliseconds, max: summer.epochMilliseconds });
    fc.assert(
      fc.property(moments, (ms) => {
        const all = [...zonesAt(Temporal.Instant.fromEpochMilliseconds(ms)).values()].flat();
        expect(all.map(({ id }) => id).toSorted()).toEqual(Intl.supportedValuesOf('timeZone').toSorted());
        expect(all.every(({ id, label }) => label.startsWith(cityOf(id)) && / \(UTC[+-]/.test(label))).toBe(
          true,
        );
      }),
      { numRuns: 3 },
    );
  });
});
