import type { Claimed } from './claims.js';

/** Claimed and not yet taken up: below it the next are claimed, while these are being sent. */
const LOW = 200;

/** What is claimed and waits for its turn: the next look is taken while the last one's messages go out. */
export class Supply {
  /** Somebody called it off. */
  stopped = false;
  /** Some of it was claimed too long ago, and is to be looked at anew. */
  stale = false;
  private readonly ready: Claimed[] = [];
  private coming: Promise<void> | undefined;
  private ended = false;
  private failure: unknown;

  /** @param claim answers how many rows it looked at, 0 when nothing is left */
  constructor(private readonly claim: () => Promise<{ looked: number; claimed: Claimed[] }>) {}

  /** The next few; empty when there is nothing more. @throws what the claiming threw, after all that was claimed before */
  async next(most: number): Promise<Claimed[]> {
    for (;;) {
      if (this.ready.length <= LOW && !this.ended) this.coming ??= this.fetch();
      if (this.ready.length > 0 && !this.stopped) return this.ready.splice(0, most);
      if (this.coming) await this.coming;
      else if (this.failure) throw this.failure as Error;
      else if (this.ended) return [];
    }
  }

  /** No more is claimed, and no more of it goes out. */
  stop(): void {
    this.stopped = this.ended = true;
  }

  /** Whoever takes from it has finished. @returns what was claimed in vain */
  left(): Claimed[] {
    return this.ready.splice(0);
  }

  private async fetch(): Promise<void> {
    try {
      const { looked, claimed } = await this.claim();
      this.ready.push(...claimed);
      if (looked === 0) this.ended = true;
    } catch (error) {
      this.failure = error;
      this.ended = true;
    } finally {
      this.coming = undefined;
    }
  }
}
