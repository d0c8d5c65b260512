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
  /** Of these, whose seven days are over, and who had not done the key tasks in them. */
  slow: number;
  /** For each task that hinders enough people: how many. */
  hindering: { task: KeyTask; people: number }[];
}

const trailingDays = 21;
const daysToDo = 7;
const enough = 10;
const slowPercent = 30;
const hinderedPercent = 20;
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
  const slow = recent.filter((newcomer) => isSlow(newcomer, tasks, today)).length;
  const hindering = tasks
    .map((task) => ({
      task,
      people: recent.filter(({ answers }) => answers[task.key]?.answer === 'not yet').length,
    }))
    .filter(({ people }) => people >= hinderedLeast && 100 * people >= hinderedPercent * recent.length);
  const answered = recent.length;
  const tooSlow = 100 * slow >= slowPercent * answered;
  return { on: answered >= enough && (tooSlow || hindering.length > 0), answered, slow, hindering };
}

/** A task that they said nothing about is unknown; one that they did not do is late once their seven days are over. */
function isSlow(
  { arrivedOn, answers }: Newcomer,
  tasks: readonly KeyTask[],
  today: Temporal.PlainDate,
): boolean {
  return tasks.some(({ key }) => {
    const said = answers[key];
    return said !== undefined && daysSince(arrivedOn, said.doneOn ?? today) > daysToDo;
  });
}

function daysSince(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return from.until(to).days;
}
