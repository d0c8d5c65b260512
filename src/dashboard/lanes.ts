import type { Temporal } from 'temporal-polyfill';
import type { Lane } from '../kernel/ui/timeline.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { phases } from '../rollout/phases.js';
import type { PhaseView } from './overview.queries.js';
import { laneState } from './overview.rules.js';

export type LanePhase = Omit<PhaseView, 'gate' | 'gateAt'>;

export const laneOf = (row: LanePhase) => laneState({ ...row, late: row.late !== null });

/**
 * A phase as its lane of the timeline: what is, then what was planned.
 * @param pausedOn since when the move is paused; nothing goes on in an open phase meanwhile
 */
export function laneFor(row: LanePhase, pausedOn: Temporal.PlainDate | null): Lane {
  const state = laneOf(row);
  const paused = state === 'open' && pausedOn;
  const { from, to } = row.planned;
  const planned = to ? `planned ${spokenDay(from)} to ${spokenDay(to)}` : `planned from ${spokenDay(from)}`;
  const words = {
    upcoming: `ahead, ${planned}`,
    late: row.late?.replace(`${phases[row.key].name} is late`, 'late') ?? `late, ${planned}`,
    open: `${paused ? `paused since ${spokenDay(paused)}, ` : ''}open since ${row.openedOn ? spokenDay(row.openedOn) : ''}, ${planned}`,
    closed: `closed on ${row.closedOn ? spokenDay(row.closedOn) : ''}${row.overrideReason ? `, overridden: “${row.overrideReason}”` : ''}`,
  }[state];
  return {
    ...{ name: phases[row.key].name, words, state: paused ? 'paused' : state, planned: row.planned },
    ...(row.openedOn && { real: { from: row.openedOn, to: row.closedOn } }),
  };
}
