import { fewest } from '../privacy/few.rules.js';

/** People who share something, each counted in exactly one cell. All groups of a breakdown have the same cells. */
export interface Group {
  name: string;
  cells: readonly number[];
}

/** What may be shown: one group, or several counted together because one of them alone is too few. */
export interface Class {
  names: readonly string[];
  cells: readonly number[];
}

/**
 * A breakdown in which nobody stands out: every class counts at least five people, and each of its cells is
 * zero or at least five. Groups that are too small are counted together with the smallest others, so that what
 * is missing from the total is again at least five; empty when even everybody together is too few. The order of
 * the groups does not matter. Groups must not overlap, else their overlap could be computed.
 */
export function shown(groups: readonly Group[]): Class[] {
  const sorted = groups
    .filter((group) => size(group.cells) > 0)
    .toSorted((a, b) => size(b.cells) - size(a.cells) || (a.name < b.name ? -1 : 1));
  const alone = sorted.filter((group) => showable(group.cells));
  const together = sorted.filter((group) => !showable(group.cells));
  if (together.length === 0) return alone.map(asClass);
  while (!(together.length > 1 && showable(sum(together)))) {
    const smallest = alone.pop();
    if (!smallest) return [];
    together.push(smallest);
  }
  // One class of everybody says no more than the total.
  if (alone.length === 0) return [];
  const others = { names: together.map((group) => group.name).toSorted(), cells: sum(together) };
  return [...alone.map(asClass), others];
}

/**
 * Whether a newer breakdown may replace the one on show. Whoever kept the old one can compare: whatever both
 * let them add up must be equal, or differ by at least five in a cell, so that no step of a few people is seen.
 * Until then the old one stays, with its day. The total of everybody is not judged: the daily figures show it.
 */
export function mayReplace(old: readonly Class[], next: readonly Class[]): boolean {
  const blocks = comparable([...old, ...next].map(({ names }) => names));
  if (blocks.length === 1) return true;
  return blocks.every((block) => {
    const before = cellsIn(block, old);
    const after = cellsIn(block, next);
    return after.every((n, i) => n === before[i] || Math.abs(n - (before[i] ?? 0)) >= fewest);
  });
}

/** The smallest sets of names that no class of either breakdown cuts through. */
function comparable(classes: readonly (readonly string[])[]): Set<string>[] {
  return classes.reduce<Set<string>[]>((blocks, names) => {
    const touched = blocks.filter((block) => names.some((name) => block.has(name)));
    const merged = new Set([...names, ...touched.flatMap((block) => [...block])]);
    return [...blocks.filter((block) => !touched.includes(block)), merged];
  }, []);
}

function cellsIn(block: ReadonlySet<string>, classes: readonly Class[]): number[] {
  const inside = classes.filter(({ names }) => names.some((name) => block.has(name)));
  const width = classes[0]?.cells.length ?? 0;
  return inside.length > 0 ? sum(inside) : Array<number>(width).fill(0);
}

const showable = (cells: readonly number[]): boolean =>
  cells.every((n) => n === 0 || n >= fewest) && size(cells) >= fewest;

const size = (cells: readonly number[]): number => cells.reduce((a, b) => a + b, 0);

const sum = (all: readonly { cells: readonly number[] }[]): number[] =>
  (all[0]?.cells ?? []).map((_, i) => all.reduce((total, { cells }) => total + (cells[i] ?? 0), 0));

const asClass = ({ name, cells }: Group): Class => ({ names: [name], cells });
