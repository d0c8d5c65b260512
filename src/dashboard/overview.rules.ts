import type { Temporal } from 'temporal-polyfill';
import { percent } from '../adoption/band.rules.js';
import type { PhaseKey } from '../rollout/words.js';

export interface State {
  state: 'draft' | 'running' | 'ended';
  startsOn: string;
  today: string;
  paused: boolean;
  cancelled: boolean;
  keptBoth: boolean;
  open: string[];
  /** All four phases are closed. */
  done: { closedOn: string; publishedOn: string | null } | null;
  /** `day` is named where it is not today. */
  newest: { comfortable: number; baseline: number; low: number | null; day: string | null } | null;
  /** When the next milestone is reached, in a sentence. */
  ahead?: string | undefined;
  /** Null for who reads only: nothing is asked of them. */
  needs: number | null;
}

/** The answer with which the overview opens: where we are, whether it goes well, what is asked of us. */
export function answer(it: State): string {
  if (it.state === 'draft') return `The move has not begun. It is planned to start on ${it.startsOn}.`;
  if (it.state === 'ended')
    return `${it.cancelled ? 'The move was called off.' : 'The move is over.'} What we held about people is deleted.`;
  const where = it.cancelled
    ? 'The move was called off.'
    : it.keptBoth
      ? 'Both places stay, by decision.'
      : it.paused
        ? 'The move is paused: nothing is said to anybody until you resume.'
        : it.open.length > 0
          ? `${listed(it.open)} ${it.open.length === 1 ? 'is' : 'are'} open.`
          : it.done
            ? `The move is done. It was closed on ${it.done.closedOn}${it.done.publishedOn ? `, and the look back was published on ${it.done.publishedOn}` : ''}.`
            : 'No phase is open today.';
  const well =
    it.newest === null
      ? 'Adoption was not measured yet.'
      : it.newest.low === null
        ? 'Of nobody do we know that they were active in the old place, so adoption cannot be told.'
        : `${it.newest.comfortable.toLocaleString('en')} of ${it.newest.baseline.toLocaleString('en')} (${percent(it.newest.low)}) ${it.newest.day ? `were at home in the new place on ${it.newest.day}` : 'are at home in the new place'}.`;
  const asked =
    it.needs === null
      ? ''
      : it.needs === 0
        ? 'Nothing needs you today.'
        : it.needs === 1
          ? '1 thing needs you.'
          : `${it.needs} things need you.`;
  return [where, well, it.ahead, asked].filter(Boolean).join(' ');
}

/** More than a third of those asked said no: then the leads ask them before going on. */
export const manyDecline = (asked: number, declined: number): boolean => asked > 0 && declined > asked / 3;

/** A day is marked as corrected where who looked at it before would see another point; most days gain somebody later. */
export const visiblyCorrected = ({ low, firstLow }: { low: number; firstLow: number | null }): boolean =>
  firstLow !== null && Math.abs(low - firstLow) >= 0.05;

export interface LaneFacts {
  key: PhaseKey;
  openedOn: Temporal.PlainDate | null;
  closedOn: Temporal.PlainDate | null;
  late: boolean;
}

export function laneState({ openedOn, closedOn, late }: LaneFacts): 'upcoming' | 'open' | 'late' | 'closed' {
  if (closedOn) return 'closed';
  if (openedOn) return 'open';
  return late ? 'late' : 'upcoming';
}

function listed(names: string[]): string {
  const [last, ...others] = names.toReversed();
  return others.length === 0 ? String(last) : `${others.toReversed().join(', ')} and ${String(last)}`;
}
