import { z } from 'zod';
import { dayAnswer, dayField, idField } from '../kernel/http/fields.js';
import { namedKinds, type NamedKind } from './named-work.js';
import { taskKeys, type TaskKey } from './tasks.js';

/** What comes and goes with who does what, and with breaks. */

const colleague = z.object({ id: idField, name: z.string() });
const path = z.string().nullable();

export const ofTask = z.object({
  rolloutId: idField,
  task: z.enum(taskKeys as [TaskKey, ...TaskKey[]], 'There is no such task.'),
});
export const ofNamed = z.object({
  rolloutId: idField,
  kind: z.enum(namedKinds as [NamedKind, ...NamedKind[]], 'There is no such kind.'),
});
const whom = z.string('Choose a person.').pipe(idField);
export const toWhom = z.strictObject({ to: whom });
export const fromTo = z.strictObject({ from: idField, to: whom });

export const whoAnswer = z.object({
  tasks: z.object({ key: z.string(), label: z.string(), path, holder: colleague }).array(),
  named: z.object({ kind: z.string(), words: z.string(), path, holder: colleague }).array(),
  breaks: z.object({ who: z.string(), standIn: z.string(), until: dayAnswer.nullable() }).array(),
});

export const breaking = z.strictObject({ standIn: whom, until: dayField.optional() });
export const comingBack = z.strictObject({
  tasks: z.enum(['take back', 'leave'], 'Choose what becomes of your tasks.'),
});
const things = { until: dayAnswer.nullable(), things: z.int() };
export const breakAnswer = z.object({
  mine: z.object({ standIn: z.string(), ...things }).nullable(),
  standingInFor: z.object({ name: z.string(), ...things }).array(),
  others: colleague.array(),
});
