import type { QuestionResult } from '../surveys/results.rules.js';

/** What people said to one question, in a sentence; nothing where nobody answered, or it cannot be counted. */
export function inOneSentence({ counts, answered }: QuestionResult): string | undefined {
  const most = Math.max(0, ...counts.map(({ people }) => people));
  if (answered === 0 || most === 0) return undefined;
  const top = counts.filter(({ people }) => people === most).map(({ words }) => `“${words}”`);
  const all = answered === 1 ? '1 person' : `${answered} people`;
  return top.length === 1
    ? `${most} of ${all} said ${top[0]}.`
    : `${top.join(' and ')} were said alike often: ${most} of ${all} each.`;
}
