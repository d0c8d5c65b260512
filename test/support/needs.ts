import { execFileSync } from 'node:child_process';

/**
 * Whether a program is on the PATH. Tests that need it are skipped by name where it is missing; with CI=true
 * that is an error, so that nothing is skipped unseen.
 */
export function needs(program: string): boolean {
  if (pathOf(program)) return true;
  if (process.env['CI'] === 'true') throw new Error(`${program} is needed here: install it (see .ci/run).`);
  return false;
}

/** Where a program lies that is on the PATH; undefined where it is missing. */
export function pathOf(program: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
