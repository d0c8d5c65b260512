import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import type { Point } from '../adoption/adoption.queries.js';
import { percent, target } from '../adoption/band.rules.js';
import type { Forecast } from '../adoption/forecast.rules.js';
import { AdoptionCurve } from '../kernel/ui/charts/adoption-curve.js';
import { Details, Empty } from '../kernel/ui/notes.js';
import { Table } from '../kernel/ui/table.js';
import { earlier, isBefore, later } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { forecastWords } from './forecast.words.js';
import { visiblyCorrected } from './overview.rules.js';

export interface AdoptionViewProps {
  /** The page on which it stands. */
  here: string;
  /** Oldest first. */
  series: Point[];
  /** For leads; null where there is nothing to be reached any more. */
  forecast: Forecast | null;
  today: Temporal.PlainDate;
  /** The table is open. */
  open: boolean;
}

/** Days in the table while it is folded: half a year of them weighs more than all the rest of a page. */
const DAYS_AT_FIRST = 14;

/** Adoption as a sentence, a curve and a table, with whom it counts and what counts as at home. */
export function AdoptionView({ here, series, forecast, today, open }: AdoptionViewProps): VNode {
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
  const said = forecast ? forecastWords(forecast).join(' ') : '';
  const end = later(today, points[0]!.day.add({ days: 70 }));
  const to = forecast && forecast.path.length > 1 ? later(end, shownUntil(forecast, newest.day)) : end;
  const fan = forecast?.path.filter(({ day }) => !isBefore(to, day)) ?? [];
  return (
    <>
      <AdoptionCurve
        id="adoption"
        title={fan.length > 1 ? 'Adoption, day by day, with a forecast' : 'Adoption, day by day'}
        sentence={`On ${spokenDay(newest.day)}, between ${percent(newest.low)} and ${percent(newest.high)} of ${newest.baseline} people were at home in the new place: ${newest.comfortable} surely, ${newest.unknown} whom we cannot see.`}
        ahead={said}
        points={points.map((point) => ({ ...point, corrected: visiblyCorrected(point) }))}
        from={points[0]!.day}
        to={to}
        forecast={fan.length > 1 ? fan : []}
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
        {!open && points.length > DAYS_AT_FIRST && (
          <p>
            The newest {DAYS_AT_FIRST} of {points.length} days.{' '}
            <a href={`${here}?open=table#table`}>All {points.length} days</a>
          </p>
        )}
        <Table
          caption="Newest day first"
          rows={points.toReversed().slice(0, open ? points.length : DAYS_AT_FIRST)}
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
        {fan.length > 1 && (
          <Table
            caption="Forecast, week by week: 8 chances in 10 to lie between"
            rows={fan.slice(1)}
            columns={[
              { label: 'Day', cell: ({ day }) => spokenDay(day) },
              { label: 'At least', cell: ({ low }) => percent(low), number: true },
              { label: 'Middle', cell: ({ median }) => percent(median), number: true },
              { label: 'At most', cell: ({ high }) => percent(high), number: true },
            ]}
          />
        )}
      </Details>
    </>
  );
}

/** A fan is drawn until the last milestone is reached for sure, where that is near; else for twelve weeks. */
function shownUntil({ goals, until }: Forecast, newest: Temporal.PlainDate): Temporal.PlainDate {
  const last = goals.at(-1)?.to;
  const weeks = last ? Math.ceil(newest.until(last).days / 7) + 1 : 12;
  return earlier(until, newest.add({ weeks: Math.min(12, Math.max(4, weeks)) }));
}

const note = (late: boolean, revision: number): string =>
  [late ? 'measured late' : '', revision > 0 ? 'corrected' : ''].filter(Boolean).join(', ');
