import type { RoundResult } from './results.queries.js';

/** One line an answer that can be counted, and one a text; read by any spreadsheet. */
export function resultsCsv(rounds: readonly RoundResult[]): string {
  const lines = [
    ['round', 'opened', 'asked', 'answered', 'question', 'words', 'answer', 'people', 'text', 'from'],
  ];
  for (const round of rounds) {
    const head = [
      String(round.number),
      round.openedAt.slice(0, 10),
      String(round.asked),
      String(round.answered),
    ];
    for (const { question, words, counts, median } of round.questions) {
      for (const count of counts)
        lines.push([...head, question, words, count.words, String(count.people), '', '']);
      if (median !== null) lines.push([...head, question, words, 'median minutes', String(median), '', '']);
    }
    for (const { question, words, text, from } of round.texts)
      lines.push([...head, question, words, '', '', text, from ?? '']);
  }
  return lines.map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** A cell that a spreadsheet would calculate is told to be text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
