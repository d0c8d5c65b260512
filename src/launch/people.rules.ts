import { firstName, oneLine } from '../notices/fill.rules.js';

/**
 * What to call each of some people on one page: by the first name, and whole where two would be called alike. The same
 * name twice is one person.
 */
export function toldApart(names: readonly string[]): (name: string) => string {
  const whole = new Set(names.map(oneLine));
  const alike = new Map<string, number>();
  for (const name of whole) {
    const called = firstName(name);
    alike.set(called, (alike.get(called) ?? 0) + 1);
  }
  return (name) => {
    const called = firstName(name);
    return (alike.get(called) ?? 0) > 1 ? oneLine(name) : called;
  };
}
