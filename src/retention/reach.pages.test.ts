import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from '@jest/globals';
import { mirrored } from '../kernel/language/say.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { regions, type Region } from '../kernel/language/zones.js';
import { memberCss } from '../kernel/ui/styles.js';
import { render } from '../kernel/ui/render.js';
import { sceneOf, type SceneFacts } from '../rollout/scene.js';
import { unsaidIn } from '../../test/support/unsaid.js';
import { DataPage } from './data.pages.js';
import { DeletedPage, DeleteMePage } from './delete.pages.js';
import { ReachPage, spokenLanguages } from './reach.pages.js';

const facts = { oldPlaces: ['Stairwell'], newPlaces: ['Room'], responsible: 'Ada', contact: 'Gate' };
const scene = sceneOf(facts as unknown as SceneFacts, mirrored);
const shared = { path: '/m/x', scene, form: emptyForm(), said: null, moves: 'UTC', region: undefined };
const reach = { way: 'email', email: 'a@b.example', waiting: 'c@b.example', language: 'en', timeZone: '' };

describe('pages about one’s own data', () => {
  it.each([undefined, 'k'])('are read in every language (key: %s)', (key) => {
    const ways = render(ReachPage({ ...shared, reach: reach as never, key }));
    expect(unsaidIn(ways).join('')).toBe(spokenLanguages.map(({ label }) => label).join(''));
    expect(unsaidIn(render(DataPage({ ...shared, kinds: [], key, hasAddress: true })))).toEqual([]);
    expect(unsaidIn(render(DeleteMePage({ ...shared, key, hasAddress: true })))).toEqual([]);
    expect(unsaidIn(render(DeletedPage({ scene })))).toEqual([]);
  });

  it('name the zone of the move, and the cities of a region when they are asked for, in a small page', () => {
    const now = Temporal.Instant.from('2026-02-03T09:00:00Z');
    const drawn = (region: Region | undefined): string =>
      render(
        ReachPage({ ...shared, reach: reach as never, key: undefined, moves: 'Europe/Berlin', region }),
        {
          now,
        },
      );
    expect(drawn(undefined)).toContain('\u2068Berlin (UTC+1)\u2069, as the move');
    for (const region of regions)
      expect(Buffer.byteLength(drawn(region)) + memberCss.text.length).toBeLessThan(24 * 1024);
    expect(drawn('America')).toContain('<option value="America/Lima">Lima (UTC-5)</option>');
  });
});
