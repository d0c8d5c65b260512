/** Fewer people than this are never shown as a group, nor left to be computed. */
export const fewest = 5;

/** A count as a report shows it; null: too few to show. */
export type Shown = number | null;

/**
 * Counts of one group, so that nobody stands out: a count from 1 to 4 is not shown, and where the total would give it
 * away, the smallest of the others is not shown either. What is hidden adds up to five people or to none.
 */
export function hideFew(counts: readonly number[]): Shown[] {
  const hidden = new Set(counts.flatMap((n, i) => (n > 0 && n < fewest ? [i] : [])));
  const sum = (): number => [...hidden].reduce((all, i) => all + counts[i]!, 0);
  while (hidden.size > 0 && sum() < fewest) {
    const next = counts
      .map((n, i) => ({ n, i }))
      .filter(({ n, i }) => n > 0 && !hidden.has(i))
      .toSorted((a, b) => a.n - b.n || a.i - b.i)[0];
    if (!next) return counts.map((n) => (n === 0 ? 0 : null));
    hidden.add(next.i);
  }
  return counts.map((n, i) => (hidden.has(i) ? null : n));
}

/** A total as it is shown: of fewer than five nothing is told, of nobody it is. */
export const hideTotal = (n: number): Shown => (n > 0 && n < fewest ? null : n);

export const inWords = (n: Shown): string => (n === null ? 'too few to show' : n.toLocaleString('en'));
