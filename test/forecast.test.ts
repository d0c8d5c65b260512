import { run } from '../bench/forecast.js';
import { seriesFolder } from '../bench/forecast/series.js';
import { ways } from '../bench/forecast/ways.js';

const folder = seriesFolder();
const real = folder ? describe : describe.skip;

real(`forecasts of public series (${folder ? 'from SAMPLES_DIR' : 'skipped: no SAMPLES_DIR'})`, () => {
  it('are nearer than the mean of the last seven, and as sure as they say', () => {
    const { ratio, aim, covers, coversEverywhere, series } = run({ folder, tried: { ours: ways['ours']! } });
    expect(series).toBeGreaterThan(5);
    expect(ratio).toBeGreaterThan(aim);
    for (const part of [covers, coversEverywhere]) {
      expect(part).toBeGreaterThanOrEqual(0.7);
      expect(part).toBeLessThanOrEqual(0.9);
    }
  });
});
