import { z } from 'zod';
import { keyOf, type KeyTask } from '../adoption/key-tasks.js';
import { lineField } from '../kernel/http/fields.js';
import { seenField, type Seen } from '../kernel/http/seen.js';

/** Lines of the form: more than six things nobody tries. */
export const rows = [1, 2, 3, 4, 5, 6] as const;

/** What the page showed, in words. */
export const tasksSeen = (tasks: readonly KeyTask[]): Seen =>
  Object.fromEntries(tasks.map(({ words }, i) => [`Thing ${i + 1}`, words]));

export const typedTasks = (tasks: readonly KeyTask[]): Record<string, string> =>
  Object.fromEntries(
    tasks.flatMap(({ key, words }, i) => [
      [`words${i + 1}`, words],
      [`key${i + 1}`, key],
    ]),
  );

/** Lines `words1` to `words6` with their keys where they were there before; an empty line is none. */
export const tasksForm = z
  .looseObject({ seen: seenField })
  .transform((given, context): { seen: Seen; tasks: KeyTask[] } => {
    const fields: Record<string, unknown> = given;
    const tasks: KeyTask[] = [];
    for (const row of rows) {
      const words = lineField(80).optional().safeParse(fields[`words${row}`]);
      if (!words.success)
        for (const { message } of words.error.issues)
          context.addIssue({ code: 'custom', path: [`words${row}`], message });
      if (!words.data) continue;
      const known = z
        .string()
        .regex(/^[a-z][a-z0-9-]{0,30}$/)
        .safeParse(fields[`key${row}`]).data;
      const taken = tasks.map(({ key }) => key);
      const key = known && !taken.includes(known) ? known : keyOf(words.data, taken);
      tasks.push({ key, words: words.data });
    }
    if (tasks.length === 0)
      context.addIssue({ code: 'custom', path: ['words1'], message: 'Name at least one thing to try.' });
    return { seen: given.seen, tasks };
  });

export const aimsSeen = (objectives: readonly string[]): Seen => ({
  'What you want to find out': objectives.join('; '),
});

/** Of the circle whom a lead has chosen so far. */
export const chosenSeen = (seats: readonly { name: string; mark: string | null }[]): Seen => ({
  'Who is chosen': seats
    .map(({ name, mark }) => (mark === null ? name : `${name} (${mark})`))
    .toSorted()
    .join('; '),
});

export const aimsForm = z.object({
  seen: seenField,
  objectives: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .pipe(z.array(lineField(200)).max(10, 'Write ten lines at most.')),
});
