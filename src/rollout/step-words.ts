import { Temporal } from 'temporal-polyfill';
import { spokenDay } from './calendar.words.js';
import { isPlay, whatOf } from './play-words.js';
import { playKeys, playRow, type PlayKey } from './playbook.js';

const counted: Record<string, string> = {
  'pilot.survey': 'round',
  'launch.pulse': 'round',
  'launch.invitation': 'wave',
  'rollout.update': 'number',
  'launch.nudge': 'reminder',
};

const named: Record<string, string> = {
  closes: 'its end',
  warning: 'the warning, a week before',
  asked: 'for who asked',
};

/**
 * What tells one of a kind from the others, in words: `pilot.survey/2/reminder` → “round 2, reminder”, and
 * `sunset.notice/r1/T-7` → “7 days before”. Ids say nothing to anybody; '' where there is only one.
 */
export function stepWords(key: string, play: string): string {
  if (!isPlay(play)) return '';
  const step = key.slice(play.length + 1);
  // A letter to leads about another entry is known by that one.
  const other = playKeys.find((one) => step === one || step.startsWith(`${one}/`));
  if (other) return [whatOf(step), stepWords(step, other)].filter(Boolean).join(', ');
  return step
    .split('/')
    .map((part) => inWords(part, play))
    .filter(Boolean)
    .join(', ');
}

/** What happens, and which of its kind: “The questions of the week: round 2, reminder”. */
export const titleOf = (key: string, play: string): string => joined(whatOf(play), stepWords(key, play));

/** The same within a list that says the day of each: a step that is only a day is left out. */
export const lineOf = (key: string, play: PlayKey): string =>
  joined(playRow(play).what, stepWords(key.replaceAll(/\/\d{4}-\d\d-\d\d\b/g, ''), play));

const joined = (what: string, step: string): string =>
  step ? (what.endsWith('?') ? `${what} (${step})` : `${what}: ${step}`) : what;

function inWords(part: string, play: string): string {
  if (/^[\da-f]{8}-[\da-f-]{27}$/.test(part) || part === 'r1') return '';
  if (/^\d{4}-\d\d-\d\d$/.test(part)) return spokenDay(Temporal.PlainDate.from(part));
  const [, before, unit] = /^(?:T-)?(\d+)(h?)$/.exec(part) ?? [];
  if (part.startsWith('T-')) return `${before === '1' ? 'the day' : `${before} days`} before`;
  if (unit === 'h') return `${before === '1' ? '1 hour' : `${before} hours`} before`;
  if (before) return counted[play] ? `${counted[play]} ${before}` : before;
  const [, date] = /^r(\d+)$/.exec(part) ?? [];
  return date ? `date ${date}` : (named[part] ?? part.replaceAll(/[-_.]/g, ' '));
}
