import type { z } from 'zod';
import { fixed, msg } from '../language/message.js';

/** What a schema finds wrong, said so that one knows what to do. Used where a schema brings no words of its own. */
export function parseWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? msg('This is needed.')
        : `This must be ${kinds[issue.expected] ?? issue.expected}.`;
    case 'too_small':
      return small(issue.origin, Number(issue.minimum));
    case 'too_big':
      return big(issue.origin, Number(issue.maximum));
    case 'invalid_value':
      return issue.input === undefined
        ? `This is needed: ${choices(issue.values)}.`
        : `This must be ${choices(issue.values)}.`;
    case 'invalid_format':
      return formats[issue.format] ?? msg('This is not written as it must be.');
    case 'unrecognized_keys':
      return 'Some fields are not known here.';
    case 'invalid_union':
      return issue.input === undefined
        ? msg('This is needed.')
        : 'This fits none of the forms that are possible here.';
    default:
      return msg('This cannot be used here.');
  }
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with named fields',
  record: 'an object with named fields',
  date: 'a date',
};

const formats: Record<string, string> = {
  email: msg('This is not an e-mail address: it has the form name@example.org.'),
  url: 'This is not an address of the web: it begins with https://.',
  uuid: 'This is not an id that we gave.',
};

function small(origin: string, minimum: number): string {
  if (origin === 'string')
    return minimum === 1
      ? msg('Write something here.')
      : fixed('Use at least {least} characters.', { least: minimum });
  if (origin === 'array' || origin === 'set')
    return minimum === 1 ? msg('Give at least one.') : `Give at least ${minimum}.`;
  return `This must be at least ${minimum}.`;
}

function big(origin: string, maximum: number): string {
  if (origin === 'string') return fixed('Use at most {most} characters.', { most: maximum });
  if (origin === 'array' || origin === 'set') return `Give at most ${maximum}.`;
  return `This must be at most ${maximum}.`;
}

const choices = (values: readonly unknown[]): string =>
  values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`;
