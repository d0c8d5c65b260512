import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Point } from '../adoption/adoption.queries.js';
import { render } from '../kernel/ui/render.js';
import { AdoptionView } from './adoption-view.pages.js';

const first = Temporal.PlainDate.from('2026-01-05');
const series = Array.from({ length: 100 }, (_, i) => ({
  ...{ day: first.add({ days: i }), low: 0.2, high: 0.4, comfortable: 20, unknown: 20, baseline: 100 },
  ...{ assumed: 0, takenOut: 0, late: false, revision: 0 },
})) as unknown as Point[];
const page = (open: boolean): string =>
  render(AdoptionView({ here: '/r', series, forecast: null, today: first.add({ days: 99 }), open }));

describe('the table of adoption', () => {
  it('holds the newest days while it is folded, and every day at its address', () => {
    const folded = page(false);
    expect(folded.match(/<tr role="row"><th role="rowheader"/g)).toHaveLength(14);
    expect(folded).toContain('<a href="/r?open=table#table">All 100 days</a>');
    expect(page(true).match(/<tr role="row"><th role="rowheader"/g)).toHaveLength(100);
  });
});
