/** A text broken into lines that fit; a word wider than a line is cut. Words are measured, each by itself. */
export function linesOf(text: string, widest: number, width: (text: string) => number): string[] {
  const lines: { words: string[]; long: number }[] = [];
  const space = width(' ');
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const long = width(word);
    if (last && last.long + space + long <= widest) {
      last.words.push(word);
      last.long += space + long;
    } else
      for (const part of long <= widest ? [word] : cutUp(word, widest, width))
        lines.push({ words: [part], long: width(part) });
  }
  return lines.map(({ words }) => words.join(' '));
}

function cutUp(word: string, widest: number, width: (text: string) => number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const sign of word) {
    if (part !== '' && width(part + sign) > widest) {
      parts.push(part);
      part = '';
    }
    part += sign;
  }
  return [...parts, part];
}

/** The largest size, from `most` down to `least`, at which a text takes at most so many lines; else the least. */
export function fitted(
  text: string,
  at: { most: number; least: number; lines: number; widest: number },
  width: (text: string, size: number) => number,
): { size: number; lines: string[] } {
  for (let size = at.most; ; size--) {
    const lines = linesOf(text, at.widest, (part) => width(part, size));
    if (lines.length <= at.lines || size <= at.least) return { size, lines };
  }
}
