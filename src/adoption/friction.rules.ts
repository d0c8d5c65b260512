import { Temporal } from 'temporal-polyfill';
import type { KeyTask, KeyTaskAnswer } from './key-tasks.js';

/** Somebody who arrived and said something about the key tasks. Who said nothing is not in the list: silence is unknown. */
export interface Newcomer {
  arrivedOn: Temporal.PlainDate;
  answers: Partial<Record<string, { answer: KeyTaskAnswer; doneOn: Temporal.PlainDate | null }>>;
}

export interface Friction {
  on: boolean;
  /** How many answered: below ten the alarm stays silent. */
  answered: number;
  /** Of `judged`, whose seven days are over or who are done, those who were not done in them. */
  judged: number;
  slow: number;
  /** For each task that hinders enough people: how many. */
  hindering: { task: KeyTask; people: number }[];
}

const trailingDays = 21;
const daysToDo = 7;
const enough = 10;
const slowShare = 0.3;
const hinderedShare = 0.2;
const hinderedLeast = 3;

/** Whether too many newcomers get stuck, seen on `today`. */
export function friction(
  newcomers: readonly Newcomer[],
  tasks: readonly KeyTask[],
  today: Temporal.PlainDate,
): Friction {
  const recent = newcomers.filter(
    ({ arrivedOn, answers }) =>
      daysSince(arrivedOn, today) <= trailingDays && Object.keys(answers).length > 0,
  );
  const verdicts = recent.map((newcomer) => inTime(newcomer, tasks, today));
  const judged = verdicts.filter((verdict) => verdict !== 'time is running').length;
  const slow = verdicts.filter((verdict) => verdict === 'no').length;
  const hindering = tasks
    .map((task) => ({
      task,
      people: recent.filter(({ answers }) => answers[task.key]?.answer === 'not yet').length,
    }))
    .filter(({ people }) => people >= hinderedLeast && people >= hinderedShare * recent.length);
  const answered = recent.length;
  const tooSlow = judged > 0 && slow >= slowShare * judged;
  return { on: answered >= enough && (tooSlow || hindering.length > 0), answered, judged, slow, hindering };
}

function inTime(
  { arrivedOn, answers }: Newcomer,
  tasks: readonly KeyTask[],
  today: Temporal.PlainDate,
): 'yes' | 'no' | 'time is running' {
  const late = tasks.some((task) => {
    const said = answers[task.key];
    return said !== undefined && (!said.doneOn || daysSince(arrivedOn, said.doneOn) > daysToDo);
  });
  if (!late) return 'yes';
  return daysSince(arrivedOn, today) > daysToDo ? 'no' : 'time is running';
}

function daysSince(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return from.until(to).days;
}
