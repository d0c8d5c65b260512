import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';

export interface Span {
  from: Temporal.PlainDate;
  /** Last day, inclusive; null is open-ended. */
  to: Temporal.PlainDate | null;
}

export interface Lane {
  name: string;
  /** To the page of the phase. */
  href?: string;
  /** "Weeks 1 to 4, open since Monday 5 January" */
  words: string;
  state: 'upcoming' | 'open' | 'paused' | 'late' | 'closed';
  planned: Span;
  /** The days on which it was really open; `to: null` while it still is. */
  real?: Span;
}

export interface TimelineProps {
  lanes: Lane[];
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  today?: Temporal.PlainDate;
  /** "Today is Tuesday 7 July": said once, above the lanes. */
  todayWords?: string;
  dir?: 'ltr' | 'rtl';
}

/** An open end stops short of the edge, so that its arrow can be seen. */
const OPEN_END = 0.96;

/** Four overlapping phases: words first, then a track. Outline is planned, solid is really open, dashed is ahead. */
export function Timeline({ lanes, from, to, today, todayWords, dir }: TimelineProps): VNode {
  const length = from.until(to).days + 1;
  const scale = scaleLinear([0, length], dir === 'rtl' ? [100, 0] : [0, 100]).clamp(true);
  const at = (day: Temporal.PlainDate, daysLater = 0): number => scale(from.until(day).days + daysLater);
  return (
    <div class="stack">
      {todayWords && <p class="aside">{todayWords}</p>}
      <ol class="lanes">
        {lanes.map((lane) => (
          <li key={lane.name}>
            <p>
              <span class="lane-name">{lane.href ? <a href={lane.href}>{lane.name}</a> : lane.name}</span>:{' '}
              {lane.words}
            </p>
            <svg class="track" aria-hidden="true" focusable="false">
              <line class="ground" x1="0" x2="100%" y1="12" y2="12" />
              <Bar
                {...edges(at(lane.planned.from), ends(lane) ? at(ends(lane)!, 1) : scale(length * OPEN_END))}
                name={`planned ${lane.state}`}
                y={3}
                height={18}
              />
              {lane.real && (
                <Bar
                  {...edges(at(lane.real.from), at(lane.real.to ?? today ?? to, 1))}
                  name="real"
                  y={8}
                  height={8}
                />
              )}
              {!ends(lane) && (
                <svg x={dir === 'rtl' ? '0%' : '100%'} overflow="visible">
                  <path class="arrow" d={dir === 'rtl' ? 'M8 5l-7 7l7 7' : 'M-8 5l7 7l-7 7'} />
                </svg>
              )}
              {today && (
                <line class="today" x1={percent(at(today))} x2={percent(at(today))} y1="-2" y2="26" />
              )}
            </svg>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What was planned without an end has one once it is closed. */
const ends = ({ planned, state, real }: Lane): Temporal.PlainDate | null =>
  planned.to ?? (state === 'closed' ? (real?.to ?? null) : null);

function Bar(props: { x: number; width: number; name: string; y: number; height: number }): VNode {
  const { x, width, name, y, height } = props;
  return <rect class={name} x={percent(x)} width={percent(width)} y={y} height={height} rx="4" />;
}

const edges = (a: number, b: number) => ({ x: Math.min(a, b), width: Math.abs(b - a) });
const percent = (value: number): string => `${Math.round(value * 100) / 100}%`;
