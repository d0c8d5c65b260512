import type { Temporal } from 'temporal-polyfill';
import { fewestDays, type Forecast, type Goal } from '../adoption/forecast.rules.js';

/** What the forecast says, in sentences: of each milestone that is not held yet, or why there is none. */
export function forecastWords(found: Forecast): string[] {
  const open = found.goals.filter(({ state }) => state !== 'unknown');
  const said = open.map((goal) => goalWords(goal, found));
  if (found.goals.every(({ state }) => state === 'held' || state === 'reached')) return said;
  return [...said, found.lacks ? lackWords(found) : 'It is reckoned from the pace of the last two weeks.'];
}

/** The one sentence for the top of a page: of the next milestone, where there is something to say. */
export function nextGoalWords(found: Forecast | null): string | undefined {
  const next = found?.goals.find(({ state }) => state !== 'held' && state !== 'reached');
  return found && next && next.state !== 'unknown' ? goalWords(next, found) : undefined;
}

function goalWords({ percent, state, from, to }: Goal, { until, closing }: Forecast): string {
  const day = (on: Temporal.PlainDate | null): string =>
    on?.toLocaleString('en-GB', {
      ...{ day: 'numeric', month: 'long' },
      ...(on.year !== until.year && { year: 'numeric' }),
    }) ?? '';
  const end = closing ? `${day(until)}, when the old place closes` : day(until);
  switch (state) {
    case 'held':
      return `${percent}% was reached, and had held for seven days on ${day(from)}.`;
    case 'reached':
      return `${percent}% has been reached since ${day(from)}.`;
    case 'expected':
      return `${percent}% will be reached between ${day(from)} and ${day(to)}, 8 chances in 10.`;
    case 'perhaps':
      return `${percent}% will not be reached before ${day(from)}, 9 chances in 10. Perhaps not by ${end}.`;
    case 'unlikely':
      return `${percent}% by ${end}: fewer than 1 chance in 10.`;
    case 'unknown':
      return '';
  }
}

function lackWords({ lacks, measuredDays }: Forecast): string {
  const why = {
    'not launched': 'before the launch, only those were asked who try it first',
    'too short': `of ${fewestDays} days since the launch opened, ${measuredDays} were measured`,
    'not measured': 'too few of the last 14 days were measured',
    'no growth': 'adoption did not grow in the last two weeks',
  };
  return lacks ? `Not enough evidence for a forecast: ${why[lacks]}.` : '';
}
