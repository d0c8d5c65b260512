import type { Facts } from './facts.js';
import type { Plan } from './plan.js';

/** What a criterion looks at. Nothing else: a gate asks no clock and no table. */
export interface Evidence {
  plan: Plan;
  facts: Facts;
}

/** Three values: missing facts hold a gate and never count as a pass. */
export interface Verdict {
  state: 'met' | 'not met' | 'not enough evidence';
  /** What is known, with its numbers. */
  evidence: string;
  /** Only where evidence is missing: what would bring it. */
  missing?: string;
}

export interface Criterion extends Verdict {
  criterion: string;
}

export const verdict = (met: boolean, evidence: string): Verdict => ({
  state: met ? 'met' : 'not met',
  evidence,
});

export const enough = (evidence: string, missing: string): Verdict => ({
  state: 'not enough evidence',
  evidence,
  missing,
});

/** Met when none is left open. */
export const done = (open: number, what: string): Verdict =>
  verdict(open === 0, open === 0 ? `no ${what}` : `${open} ${what}${open === 1 ? '' : 's'}`);

/** Met when `n` of `all` reaches the share. */
export function atLeast(n: number, all: number, share: number, what: string): Verdict {
  const wanted = Math.ceil(share * all - 1e-9);
  return verdict(n >= wanted, `${what}: ${n} of ${all} (${Math.floor((100 * n) / all)}%), ${wanted} wanted`);
}

export function ofAll(n: number, all: number, what: string): Verdict {
  return verdict(n >= all, `${n} of ${all} ${what}`);
}

/** The worst of several: one that is not met outweighs one without evidence, which outweighs those that are met. */
export function allOf(verdicts: Verdict[], none: string): Verdict {
  const worst =
    verdicts.find((one) => one.state === 'not met') ??
    verdicts.find((one) => one.state === 'not enough evidence') ??
    verdicts.at(-1);
  if (!worst) return enough(none, none);
  return { ...worst, evidence: verdicts.map((one) => one.evidence).join('; ') };
}

/** Every criterion of a gate with its verdict, in the table's order. */
export function gate(
  criteria: Record<string, (evidence: Evidence) => Verdict>,
  evidence: Evidence,
): Criterion[] {
  return Object.entries(criteria).map(([criterion, look]) => ({ criterion, ...look(evidence) }));
}

export const passes = (criteria: Criterion[]): boolean => criteria.every((one) => one.state === 'met');
