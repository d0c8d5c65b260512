import { createHash } from 'node:crypto';

/**
 * Chance that is the same for the same seed. Each person and purpose has dice of their own, named, so that what
 * one does never changes how another's fall.
 */
export class Dice {
  private state: number;

  private constructor(private readonly name: string) {
    this.state = createHash('sha256').update(name).digest().readUInt32LE(0);
  }

  static named(...parts: (string | number)[]): Dice {
    return new Dice(parts.join('\0'));
  }

  fork(part: string): Dice {
    return new Dice(`${this.name}\0${part}`);
  }

  /** Evenly in [0, 1): mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.next() * list.length)];
    if (found === undefined) throw new RangeError('Nothing to pick from.');
    return found;
  }
}
