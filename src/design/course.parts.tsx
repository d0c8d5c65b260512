import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import { AdoptionCurve, type CurvePoint, type ForecastPoint } from '../kernel/ui/charts/adoption-curve.js';
import { GateList } from '../kernel/ui/gate-list.js';
import { NextByItself } from '../kernel/ui/notes.js';
import { Timeline } from '../kernel/ui/timeline.js';
import type { Point } from '../adoption/adoption.queries.js';
import { AdoptionView } from '../dashboard/adoption-view.pages.js';
import { laneFor, type LanePhase } from '../dashboard/lanes.js';
import { spokenMoment } from '../rollout/calendar.words.js';
import { ComingList } from '../rollout/coming.pages.js';
import type { Coming } from '../rollout/coming.queries.js';
import { at, day, move, today, zone } from './garden.js';
import { closedGate, gate, metGate } from './garden-gates.js';
import type { Dir, Part } from './part.pages.js';

const start = day('2026-01-05');

const phase = (key: LanePhase['key'], from: string, to: string | null, real: Partial<LanePhase>) => ({
  ...{ key, planned: { from: day(from), to: to ? day(to) : null } },
  ...{ openedOn: null, closedOn: null, late: null, overrideReason: null },
  ...real,
});
const pilot = phase('pilot', '2026-01-05', '2026-02-01', { openedOn: start, closedOn: day('2026-01-27') });
const course: LanePhase[] = [
  pilot,
  phase('refine', '2026-01-19', '2026-02-08', { late: 'Refine and document is late: it waits for a guide' }),
  phase('launch', '2026-02-02', '2026-03-29', { openedOn: day('2026-02-02') }),
  phase('sunset', '2026-04-06', null, {}),
];

const Lanes = ({
  rows,
  paused,
  dir,
}: {
  rows: LanePhase[];
  paused?: Temporal.PlainDate;
  dir: Dir;
}): VNode => (
  <Timeline
    lanes={rows.map((row) => laneFor(row, paused ?? null))}
    from={start}
    to={start.add({ weeks: 30 })}
    today={today}
    todayWords={`Today is Wednesday 18 March (${zone}).`}
    dir={dir}
  />
);

/** Slow, then fast, then slow again: the way most people come. */
const share = (days: number): number => 0.78 / (1 + Math.exp(-(days - 62) / 14));
const points: CurvePoint[] = Array.from({ length: 73 }, (_, days) => ({
  day: start.add({ days }),
  low: share(days),
  high: Math.min(1, share(days) + 0.3 - days / 400),
}));
const fan: ForecastPoint[] = Array.from({ length: 57 }, (_, ahead) => {
  const median = share(72 + ahead);
  const wide = ahead / 400;
  return { day: today.add({ days: ahead }), median, low: median - wide, high: Math.min(1, median + wide) };
});

const Forecast = ({ dir }: { dir: Dir }): VNode => (
  <AdoptionCurve
    {...{ id: 'with-forecast', points, today, dir, forecast: fan, target: { low: 0.6, high: 0.7 } }}
    from={start}
    to={start.add({ days: 140 })}
    title="Adoption with a forecast"
    sentence="On Wednesday 18 March, between 52% and 64% of 211 people were at home."
    ahead="70% comes between 24 March and 9 April, 8 chances in 10."
    dayWords={(one) => one.toLocaleString('en-GB', { day: 'numeric', month: 'short' })}
    monthWords={(one) => one.toLocaleString('en-GB', { month: 'short' })}
    table={{ href: '#of-adoption-corrected-and-as-a-table', label: 'As a table' }}
  />
);

/** The last days of a measured week; late facts have put one of them right. */
const week: Point[] = [0.41, 0.43, 0.44, 0.5, 0.52].map((low, i) => ({
  ...{ day: today.add({ days: i - 4 }), low, high: low + 0.12, baseline: 211, assumed: 0, takenOut: 0 },
  ...{ comfortable: Math.round(low * 211), unknown: 25, arrived: 140, active: 120 },
  ...(i === 2 ? { revision: 1, firstLow: 0.36, late: true } : { revision: 0, firstLow: low, late: false }),
}));

const view = { here: '/design', forecast: null, today };

const coming: Coming[] = [
  {
    ...{ key: 'launch.invitation/2', play: 'launch.invitation', what: 'invitations of wave 2' },
    ...{ to: 'the second wave', at: at(1) },
  },
  { key: 'launch.opening', play: 'launch.opening', what: 'a text to post', to: 'the old places', at: at(2) },
  { key: 'lead.digest', play: 'launch.pulse', what: 'the pulse', to: 'who has come', at: at(3) },
  { key: 'launch.pulse/2', play: 'launch.pulse', what: 'the next pulse', to: 'who has come', at: at(10) },
];

const none = { people: 0, team: 0, places: 0, leftOut: [] };
const counts = new Map([
  [
    'launch.invitation/2',
    { ...none, people: 118, leftOut: [{ people: 4, why: 'would rather not come along' }] },
  ],
  ['launch.opening', { ...none, places: 2 }],
]);

export const courseParts: Part[] = [
  {
    name: 'Timeline: closed, late, open, ahead',
    draw: (dir) => <Lanes rows={course} dir={dir} />,
  },
  {
    name: 'Timeline: overridden, paused',
    draw: (dir) => (
      <Lanes
        rows={course.map((row) =>
          row === pilot ? { ...row, overrideReason: 'Two were ill. The others showed it.' } : row,
        )}
        paused={today.subtract({ days: 2 })}
        dir={dir}
      />
    ),
  },
  { name: 'Adoption, with a forecast', draw: (dir) => <Forecast dir={dir} /> },
  {
    name: 'Adoption, corrected and as a table',
    draw: () => <AdoptionView {...view} series={week} open />,
  },
  { name: 'Adoption, not measured yet', draw: () => <AdoptionView {...view} series={[]} open={false} /> },
  { name: 'Gate: something is missing', draw: () => <GateList {...gate} /> },
  { name: 'Gate: all met', draw: () => <GateList {...metGate} /> },
  { name: 'Gate: closed in spite of it', draw: () => <GateList {...closedGate} /> },
  {
    name: 'Next by itself',
    draw: () => <ComingList rollout={move()} coming={coming} counts={counts} leads all={false} />,
  },
  {
    name: 'Next by itself, for who only reads',
    draw: () => <ComingList rollout={move()} coming={coming.slice(0, 1)} counts={counts} leads={false} all />,
  },
  {
    name: 'Next by itself, one person',
    draw: () => <NextByItself items={[{ what: 'A welcome', people: 1, when: spokenMoment(at(1), zone) }]} />,
  },
];
