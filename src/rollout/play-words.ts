import { playKeys, playRow } from './playbook.js';

/** What happens, in a line, by the key of its occurrence: `sunset.notice/r1/T-7`. */
export function whatOf(key: string): string {
  const play = playKeys.find((one) => key === one || key.startsWith(`${one}/`));
  return play ? capital(playRow(play).what) : key;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
