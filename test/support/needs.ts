import { execFileSync } from 'node:child_process';

/**
 * Whether a program is on the PATH. Tests that need it are skipped by name where it is missing; with CI=true
 * that is an error, so that nothing is skipped unseen.
 */
export function needs(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    if (process.env['CI'] === 'true') throw new Error(`${program} is needed here: install it (see .ci/run).`);
    return false;
  }
}
