import { randomInt } from 'node:crypto';
import { Dice } from '../../src/demo/dice.js';
import type { Receipt } from './sink.js';

/** With FAULTS=many everything is done more often: for a machine that has the time. */
export const often = process.env['FAULTS'] === 'many';

/** Chance of a test run, repeated by FAULTS_SEED. */
export function diceOfRun(): { seed: number; dice: Dice } {
  const seed = Number(process.env['FAULTS_SEED'] ?? randomInt(1_000_000));
  return { seed, dice: Dice.named('faults', seed) };
}

export interface Tally {
  /** People to whom nothing arrived. */
  lost: number;
  /** Messages beyond the first of a person. */
  repeated: number;
  /** People whose repeat came under another Message-ID, so that no mail program can know it. */
  disguised: number;
  /** Messages to people for whom nothing was meant. */
  astray: number;
}

/** Counted at the receiver, for one message to each of these people. */
export function tally(received: readonly Receipt[], meant: readonly string[]): Tally {
  const ids = new Map<string, string[]>(meant.map((address) => [address, []]));
  for (const { to, messageId } of received) ids.get(to)?.push(messageId);
  const each = [...ids.values()];
  return {
    lost: each.filter((mine) => mine.length === 0).length,
    repeated: each.reduce((sum, mine) => sum + Math.max(0, mine.length - 1), 0),
    disguised: each.filter((mine) => new Set(mine).size > 1).length,
    astray: received.filter(({ to }) => !ids.has(to)).length,
  };
}

/** One line for whoever reads the run: what was done to it, and what the receiver counted. */
export function tell(what: string, { lost, repeated }: Tally, bound: number, seed?: number): void {
  const chance = seed === undefined ? '' : ` (FAULTS_SEED=${seed})`;
  process.stdout.write(`faults: ${what}: lost ${lost}, repeated ${repeated} of at most ${bound}${chance}\n`);
}
