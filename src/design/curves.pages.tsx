import type { VNode } from 'preact';
import { Temporal } from 'temporal-polyfill';
import { AdoptionCurve, type CurvePoint, type ForecastPoint } from '../kernel/ui/charts/adoption-curve.js';

const start = Temporal.PlainDate.from('2026-01-05');
const today = start.add({ days: 72 });

/** Slow, then fast, then slow again: the way most people come. */
const share = (days: number): number => 0.78 / (1 + Math.exp(-(days - 62) / 14));

const points: CurvePoint[] = Array.from({ length: 73 }, (_, days) => ({
  day: start.add({ days }),
  low: share(days),
  high: Math.min(1, share(days) + 0.3 - days / 400),
  corrected: days === 40,
}));
const forecast: ForecastPoint[] = Array.from({ length: 57 }, (_, ahead) => {
  const median = share(72 + ahead);
  const wide = ahead / 400;
  return { day: today.add({ days: ahead }), median, low: median - wide, high: Math.min(1, median + wide) };
});

/** The curve with a forecast, and without the evidence for one. */
export function Curves({ dir }: { dir: 'ltr' | 'rtl' }): VNode {
  const shared = {
    ...{ points, today, dir, from: start, to: start.add({ days: 140 }), target: { low: 0.6, high: 0.7 } },
    dayWords: (day: Temporal.PlainDate) => day.toLocaleString('en-GB', { day: 'numeric', month: 'short' }),
    monthWords: (day: Temporal.PlainDate) => day.toLocaleString('en-GB', { month: 'short' }),
    table: { href: '#main', label: 'As a table' },
  };
  return (
    <section>
      <h2>Adoption</h2>
      <AdoptionCurve
        {...shared}
        id="with-forecast"
        title="Adoption with a forecast"
        sentence="On Wednesday 18 March, between 52% and 64% of 211 people were at home. 70% comes between 24 March and 9 April, 8 chances in 10."
        forecast={forecast}
      />
      <AdoptionCurve
        {...shared}
        id="without-forecast"
        title="Adoption without a forecast"
        sentence="On Wednesday 18 March, between 52% and 64% of 211 people were at home. There is too little evidence for a forecast."
      />
    </section>
  );
}
