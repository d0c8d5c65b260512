import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import type { Point } from '../adoption/adoption.queries.js';
import { percent, target } from '../adoption/band.rules.js';
import { AdoptionCurve } from '../kernel/ui/charts/adoption-curve.js';
import { Details, Empty } from '../kernel/ui/notes.js';
import { Table } from '../kernel/ui/table.js';
import { later } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { visiblyCorrected } from './overview.rules.js';

export interface AdoptionViewProps {
  /** The page on which it stands. */
  here: string;
  /** Oldest first. */
  series: Point[];
  today: Temporal.PlainDate;
  /** The table is open. */
  open: boolean;
}

/** Adoption as a sentence, a curve and a table, with whom it counts and what counts as at home. */
export function AdoptionView({ here, series, today, open }: AdoptionViewProps): VNode {
  const points = series.flatMap(({ low, high, ...point }) =>
    low === null || high === null ? [] : [{ ...point, low, high }],
  );
  const newest = points.at(-1);
  if (!newest)
    return (
      <Empty
        what="Adoption will be drawn here."
        why="It is measured every morning at 03:00, against who was active in the old place before the move began."
      />
    );
  return (
    <>
      <AdoptionCurve
        id="adoption"
        title="Adoption, day by day"
        sentence={`On ${spokenDay(newest.day)}, between ${percent(newest.low)} and ${percent(newest.high)} of ${newest.baseline} people were at home in the new place: ${newest.comfortable} surely, ${newest.unknown} whom we cannot see.`}
        points={points.map((point) => ({ ...point, corrected: visiblyCorrected(point) }))}
        from={points[0]!.day}
        to={later(today, points[0]!.day.add({ days: 70 }))}
        today={today}
        target={{ low: target.from, high: target.to }}
        dayWords={(date) => date.toLocaleString('en-GB', { day: 'numeric', month: 'short' })}
        monthWords={(date) => date.toLocaleString('en-GB', { month: 'short' })}
        table={{ href: `${here}?open=table#table`, label: 'As a table' }}
      />
      {newest.unknown === newest.baseline && (
        <p>
          Nothing sees anybody in the new place yet. What helps: a report of the place, a roll call, or people
          who say so on their page.
        </p>
      )}
      <p class="aside">
        Of the {newest.baseline} who were active in the old place before the move began
        {newest.assumed > 0 && ` (${newest.assumed} of them assumed, because nothing is known)`}
        {newest.takenOut > 0 && `; ${newest.takenOut} were taken out`}. At home: they come on three days in
        two weeks, or say so and come.
      </p>
      <Details id="table" summary="Adoption as a table" open={open}>
        <Table
          caption="Newest day first"
          rows={points.toReversed()}
          columns={[
            { label: 'Day', cell: ({ day }) => spokenDay(day) },
            { label: 'At least', cell: ({ low }) => percent(low), number: true },
            { label: 'At most', cell: ({ high }) => percent(high), number: true },
            { label: 'At home', cell: ({ comfortable }) => comfortable, number: true },
            { label: 'Not seen', cell: ({ unknown }) => unknown, number: true },
            { label: 'Of', cell: ({ baseline }) => baseline, number: true },
            { label: 'Note', cell: ({ late, revision }) => note(late, revision) },
          ]}
        />
      </Details>
    </>
  );
}

const note = (late: boolean, revision: number): string =>
  [late ? 'measured late' : '', revision > 0 ? 'corrected' : ''].filter(Boolean).join(', ');
