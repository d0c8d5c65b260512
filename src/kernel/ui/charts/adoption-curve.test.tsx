import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { render } from '../render.js';
import { AdoptionCurve, ends3, months, type AdoptionCurveProps } from './adoption-curve.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const draw = (more: Partial<AdoptionCurveProps> = {}): string =>
  render(
    <AdoptionCurve
      id="c"
      title="Adoption"
      sentence="On 11 January between 50 and 60 of 100 people were at home."
      from={day('2026-01-01')}
      to={day('2026-01-11')}
      target={{ low: 0.6, high: 0.7 }}
      points={[
        { day: day('2026-01-01'), low: 0, high: 0.25 },
        { day: day('2026-01-11'), low: 0.5, high: 0.6, corrected: true },
      ]}
      dayWords={(date) => date.toString()}
      monthWords={(date) => date.toString()}
      table={{ href: '?open=table', label: 'As a table' }}
      {...more}
    />,
  );

describe('the adoption curve', () => {
  it('draws the low end, the high end, and the people we cannot see between them', () => {
    const html = draw();
    expect(html).toContain('<path class="low" d="M0,100L100,50"');
    expect(html).toContain('<path class="high" d="M0,75L100,40"');
    expect(html).toContain('<path class="unseen" d="M0,75L100,40L100,50L0,100Z"');
    expect(html).toContain('<rect class="aim" x="0" width="100" y="30" height="10"');
  });

  it('draws no fan without evidence', () => {
    expect(draw()).not.toMatch(/class="(fan|median)/);
    const forecast = [11, 12].map((date) => ({
      day: day(`2026-01-${date}`),
      median: 0.6,
      low: 0.5,
      high: 0.7,
    }));
    expect(draw({ forecast, to: day('2026-01-21') })).toContain('<path class="median" d="M50,40L55,40"');
  });

  it('mirrors for right-to-left, and marks a corrected day with a hollow dot', () => {
    expect(draw({ dir: 'rtl' })).toContain('<path class="low" d="M100,100L0,50"');
    expect(draw()).toContain('<circle class="corrected" cx="100%" cy="50%"');
  });

  it('says in words what it shows, leads to the table, and needs no style attribute', () => {
    const html = draw();
    expect(html).toContain('role="img" aria-labelledby="c-title c-desc"');
    expect(html).toContain('<desc id="c-desc">On 11 January between 50 and 60');
    expect(html).toContain('href="?open=table"');
    expect(draw({ ahead: '60% by May.' })).toMatch(/at home\. 60% by May\.<\/desc>.*<p>60% by May\.<\/p>/s);
    expect(html).not.toContain('style=');
  });

  it('never leaves its frame, whatever it is given', () => {
    const html = draw({ points: [{ day: day('2025-12-01'), low: -0.2, high: 1.4 }] });
    expect(html).toContain('<path class="high" d="M0,0Z"');
  });
});

describe('the days below the axis', () => {
  it('keep months away from each of them', () => {
    const [from, today, to] = [day('2026-02-10'), day('2026-04-12'), day('2026-07-05')];
    const named = (at?: Temporal.PlainDate) => months(from, to, ends3(from, to, at)).map(String);
    expect(named(today)).toEqual(['2026-03-01', '2026-05-01', '2026-06-01']);
    expect(named()).toContain('2026-04-01');
  });

  /** A phone of 320 px leaves the axis about 212 px; “17 Feb” takes 56 of them. */
  const [axis, label] = [212, 56];

  it('never run into each other on a small phone, wherever today is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 400 }), (length, passed) => {
        const from = Temporal.PlainDate.from('2026-01-05');
        const to = from.add({ days: length });
        const edges = ends3(from, to, from.add({ days: Math.min(passed, length) })).map((end) => {
          const at = (from.until(end.day).days / length) * axis;
          const left = { start: 0, middle: at - label / 2, end: axis - label }[end.anchor];
          return { left, right: left + label };
        });
        const gaps = edges.slice(1).map(({ left }, i) => left - edges[i]!.right);
        expect(Math.min(...gaps)).toBeGreaterThan(0);
      }),
    );
  });
});
