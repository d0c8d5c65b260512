import type { z } from 'zod';
import { fixed, msg, type Msg } from '../language/message.js';

/** What a schema finds wrong, said so that one knows what to do. Used where a schema brings no words of its own. */
export function parseWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? msg('This is needed.')
        : (kinds[issue.expected] ?? `This must be ${issue.expected}.`);
    case 'too_small':
      return small(issue.origin, Number(issue.minimum));
    case 'too_big':
      return big(issue.origin, Number(issue.maximum));
    case 'invalid_value':
      return wrongValue(issue);
    case 'invalid_format':
      return formats[issue.format] ?? msg('This is not written as it must be.');
    case 'unrecognized_keys':
      return msg('Some fields are not known here.');
    case 'invalid_union':
      return issue.input === undefined
        ? msg('This is needed.')
        : msg('This fits none of the forms that are possible here.');
    default:
      return msg('This cannot be used here.');
  }
}

/** Whether a reason would fit any field: beside its own it is plain, in a list of several one has to say which. */
export const namesNoField = (message: string): boolean =>
  /^(Write something here|This |Use (at least|at most|one line)|Give at |Write a day as)/.test(message);

const kinds: Record<string, Msg> = {
  string: msg('This must be text.'),
  number: msg('This must be a number.'),
  int: msg('This must be a whole number.'),
  boolean: msg('This must be true or false.'),
  array: msg('This must be a list.'),
  object: msg('This must be an object with named fields.'),
  record: msg('This must be an object with named fields.'),
  date: msg('This must be a date.'),
};

const formats: Record<string, Msg> = {
  email: msg('This is not an e-mail address: it has the form name@example.org.'),
  url: msg('This is not an address of the web: it begins with https://.'),
  uuid: msg('This is not an id that we gave.'),
};

/** Choices are words for programs: a page that offers some to a person brings its own words for a wrong one. */
function wrongValue({ values, input }: { values: readonly unknown[]; input?: unknown }): string {
  const choices = values.map(String).join(', ');
  const needed = input === undefined;
  if (values.length === 1)
    return needed
      ? fixed('This is needed: {choice}.', { choice: choices })
      : fixed('This must be {choice}.', { choice: choices });
  return needed
    ? fixed('This is needed: one of {choices}.', { choices })
    : fixed('This must be one of {choices}.', { choices });
}

function small(origin: string, least: number): string {
  if (origin === 'string')
    return least === 1 ? msg('Write something here.') : fixed('Use at least {least} characters.', { least });
  if (origin === 'array' || origin === 'set')
    return least === 1 ? msg('Give at least one.') : fixed('Give at least {least}.', { least });
  return fixed('This must be at least {least}.', { least });
}

function big(origin: string, most: number): string {
  if (origin === 'string') return fixed('Use at most {most} characters.', { most });
  if (origin === 'array' || origin === 'set') return fixed('Give at most {most}.', { most });
  return fixed('This must be at most {most}.', { most });
}
