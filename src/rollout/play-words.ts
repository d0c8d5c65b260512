import { playKeys, playRow } from './playbook.js';

/** What is said beside the playbook, because somebody acted: known in the ledger by these words. */
const besides: Record<string, string> = {
  'break-began': 'somebody takes a break',
  'break-ended': 'somebody is back from a break',
  'data-key': 'a key to everything that is held about them',
  'false-report': 'somebody reports a false message',
  'launch.help': 'somebody asks for help',
  'launch.helper-stopped': 'a helper stopped, others take over',
  'leads-quiet': 'no lead has looked in',
  'own-page-link': 'a new link to their own page',
  'task-handed': 'a task was handed over',
  'yes-answered': 'the answer to a request for a second yes',
  'yes-asked': 'a second yes is asked',
};

/** Whether something is said by the playbook, and has a day there. */
export const isPlay = (key: string): boolean => playOf(key) !== undefined;

/** What happens, in a line, by the key of its occurrence or notice: `sunset.notice/r1/T-7`. */
export function whatOf(key: string): string {
  const play = playOf(key);
  return capital(play ? playRow(play).what : (besides[key.split('/')[0]!] ?? 'something else'));
}

/** The same as a sentence of its own; a question keeps its mark. */
export const sentenceOf = (key: string): string => whatOf(key).replace(/(?<![.?!])$/, '.');

const playOf = (key: string) => playKeys.find((one) => key === one || key.startsWith(`${one}/`));

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
