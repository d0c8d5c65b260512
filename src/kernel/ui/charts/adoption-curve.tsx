import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';

export interface CurvePoint {
  day: Temporal.PlainDate;
  /** Shares of the baseline, 0 to 1: surely at home, and at most. Between them are people we cannot see. */
  low: number;
  high: number;
  /** Measured again later, because facts came in late. */
  corrected?: boolean;
}

export interface ForecastPoint {
  day: Temporal.PlainDate;
  median: number;
  /** 8 chances in 10 to lie between. */
  low: number;
  high: number;
}

export interface AdoptionCurveProps {
  /** Unique on the page. */
  id: string;
  points: CurvePoint[];
  /** Leave it out without evidence: a sentence says so, and no fan is drawn. */
  forecast?: ForecastPoint[];
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  today?: Temporal.PlainDate;
  target: { low: number; high: number };
  title: string;
  /** What the curve shows, in a sentence; also its description for who does not see it. */
  sentence: string;
  /** What the forecast says, or why there is none; part of the description. */
  ahead?: string;
  /** How a day is written below the axis. */
  dayWords: (day: Temporal.PlainDate) => string;
  /** How a month is, where there is room for months. */
  monthWords: (day: Temporal.PlainDate) => string;
  aimWord?: string;
  table: { href: string; label: string };
  dir?: 'ltr' | 'rtl';
}

/**
 * Adoption day by day as inline SVG. The outer svg has no viewBox, so text keeps the reader's size; the inner one
 * stretches to the space there is, with strokes that do not.
 */
export function AdoptionCurve(props: AdoptionCurveProps): VNode {
  const { from, to, today, points, forecast = [], target } = props;
  const rtl = props.dir === 'rtl';
  const length = Math.max(1, from.until(to).days);
  const across = scaleLinear([0, length], rtl ? [100, 0] : [0, 100]).clamp(true);
  const x = ({ day }: { day: Temporal.PlainDate }): number => round(across(from.until(day).days));
  const y = (share: number): number => round(scaleLinear([0, 1], [100, 0]).clamp(true)(share));
  const along = <P extends { day: Temporal.PlainDate }>(list: P[], share: (point: P) => number) =>
    line<P>(x, (point) => y(share(point)))(list);
  const between = (list: { day: Temporal.PlainDate; low: number; high: number }[]) =>
    area<(typeof list)[number]>(
      x,
      ({ low }) => y(low),
      ({ high }) => y(high),
    )(list);
  const gutter = rtl ? 'start' : 'end';
  const outside = rtl ? { x: '100%', dx: 10 } : { x: '0%', dx: -10 };
  const ends = ends3(from, to, today);
  return (
    <figure class="stack">
      <div class="curve">
        <svg
          class="chart"
          role="img"
          aria-labelledby={`${props.id}-title ${props.id}-desc`}
          focusable="false"
        >
          <title id={`${props.id}-title`}>{props.title}</title>
          <desc id={`${props.id}-desc`}>{[props.sentence, props.ahead].filter(Boolean).join(' ')}</desc>
          <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none">
            <rect
              class="aim"
              x="0"
              width="100"
              y={y(target.high)}
              height={round(y(target.low) - y(target.high))}
            />
            <Drawn name="fan" d={between(forecast)} />
            <Drawn name="unseen" d={between(points)} />
            <Drawn name="fan-edge" d={along(forecast, (point) => point.low)} />
            <Drawn name="fan-edge" d={along(forecast, (point) => point.high)} />
            <Drawn name="median" d={along(forecast, (point) => point.median)} />
            <Drawn name="high" d={along(points, (point) => point.high)} />
            <Drawn name="low" d={along(points, (point) => point.low)} />
          </svg>
          {[0, 0.2, 0.4, 0.8, 1].map((share) => (
            <g key={share}>
              <line class="grid" x1="0" x2="100%" y1={`${y(share)}%`} y2={`${y(share)}%`} />
              <text {...outside} y={`${y(share)}%`} dy="0.35em" text-anchor={gutter}>
                {share * 100}%
              </text>
            </g>
          ))}
          {[target.low, target.high].map((share) => (
            <line class="aim-edge" key={share} x1="0" x2="100%" y1={`${y(share)}%`} y2={`${y(share)}%`} />
          ))}
          <text class="strong" {...outside} y={`${y((target.low + target.high) / 2)}%`} text-anchor={gutter}>
            <tspan {...outside} dy="-0.25em">
              {props.aimWord ?? 'aim'}
            </tspan>
            <tspan {...outside} dy="1.15em">
              {Math.round(target.low * 100)}–{Math.round(target.high * 100)}%
            </tspan>
          </text>
          {points
            .filter(({ corrected }) => corrected)
            .map((point) => (
              <circle class="corrected" key={x(point)} cx={`${x(point)}%`} cy={`${y(point.low)}%`} r="4" />
            ))}
          {today && (
            <line class="today" x1={`${x({ day: today })}%`} x2={`${x({ day: today })}%`} y1="-6" y2="100%" />
          )}
          {months(from, to, ends).map((day) => (
            <text
              class="month"
              key={day.toString()}
              x={`${x({ day })}%`}
              y="100%"
              dy="1.5em"
              text-anchor="middle"
            >
              {props.monthWords(day)}
            </text>
          ))}
          {ends.map(({ day, anchor }) => (
            <text
              key={day.toString()}
              class={today?.equals(day) ? 'strong' : undefined}
              x={`${x({ day })}%`}
              y="100%"
              dy="1.5em"
              text-anchor={rtl && anchor !== 'middle' ? (anchor === 'start' ? 'end' : 'start') : anchor}
            >
              {props.dayWords(day)}
            </text>
          ))}
        </svg>
      </div>
      <figcaption class="curve-words">
        <p>{props.sentence}</p>
        {props.ahead && <p>{props.ahead}</p>}
        <p>
          <a href={props.table.href}>{props.table.label}</a>
        </p>
      </figcaption>
    </figure>
  );
}

const Drawn = ({ name, d }: { name: string; d: string | null }): VNode | null =>
  d ? <path class={name} d={d} /> : null;

/**
 * The days written below the axis: both ends, and today where it is near neither. On a phone of 320 px the axis has
 * room for not quite four days, so today needs the middle sixth for itself.
 */
export function ends3(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  today: Temporal.PlainDate | undefined,
) {
  const whole = from.until(to).days;
  const part = today ? from.until(today).days / Math.max(1, whole) : 0;
  return [
    { day: from, anchor: 'start' as const },
    ...(today && part > 5 / 12 && part < 7 / 12 ? [{ day: today, anchor: 'middle' as const }] : []),
    { day: to, anchor: 'end' as const },
  ];
}

/** The firsts of the months between, where no day is written near: they stand on wide screens alone. */
export function months(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  written: readonly { day: Temporal.PlainDate }[],
): Temporal.PlainDate[] {
  const room = Math.ceil(from.until(to).days / 8);
  const isFree = (day: Temporal.PlainDate): boolean =>
    written.every((one) => Math.abs(one.day.until(day).days) >= room);
  const found: Temporal.PlainDate[] = [];
  for (let day = from.with({ day: 1 }).add({ months: 1 }); isBefore(day, to); day = day.add({ months: 1 }))
    if (isFree(day)) found.push(day);
  // A long move names every second month, or every third: about eight fit.
  const every = Math.ceil(found.length / 8);
  return found.filter((_, index) => index % every === 0);
}

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean => one.until(other).days > 0;
const round = (value: number): number => Math.round(value * 100) / 100;
