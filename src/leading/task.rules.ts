import { STAND_IN, type TaskKey } from './tasks.js';

export interface Colleague {
  id: string;
  name: string;
}

export interface Hands {
  /** Task → account, as it was handed over. */
  held: ReadonlyMap<TaskKey, string>;
  /** Who started the rollout, or planned it where it has not begun. */
  starter: string | null;
  /** Who leads now, oldest first; there is always one. */
  leads: readonly Colleague[];
  /** Everybody who works here now. */
  people: readonly Colleague[];
}

/**
 * The one name of a task: whom it was handed to; else the lead who started the rollout; else, where those have left,
 * the lead who has been here longest. The stand-in is somebody else, if anybody else leads.
 */
export function holderOf(task: TaskKey, { held, starter, leads, people }: Hands): Colleague | undefined {
  const may = task === STAND_IN ? people : leads;
  const handed = may.find(({ id }) => id === held.get(task));
  if (handed) return handed;
  const first = leads.find(({ id }) => id === starter) ?? leads[0];
  return task === STAND_IN ? (leads.find(({ id }) => id !== first?.id) ?? first) : first;
}
