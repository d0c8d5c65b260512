import type { Claimed } from './claims.js';

/** So much is claimed at once: what goes out in a second, so that whatever changes meanwhile still counts. */
const [FEWEST, FIRST, MOST] = [20, 50, 400];

/** What is claimed and waits for its turn: the next look is taken while the last one's messages go out. */
export class Supply {
  /** Somebody called it off. */
  stopped = false;
  private ready: Claimed[] = [];
  private readonly stale: Claimed[] = [];
  private coming: Promise<void> | undefined;
  private ended = false;
  private failure: unknown;
  private size = FIRST;
  private begun: { at: number; taken: number } | undefined;
  private taken = 0;

  /** @param claim at most so many rows; answers how many it looked at, 0 when nothing is left */
  constructor(private readonly claim: (most: number) => Promise<{ looked: number; claimed: Claimed[] }>) {}

  /** The next few; empty when there is nothing more. @throws what the claiming threw, after all that was claimed before */
  async next(most: number): Promise<Claimed[]> {
    for (;;) {
      if (this.ready.length <= this.size / 2 && !this.ended) this.coming ??= this.fetch();
      if (this.ready.length > 0 && !this.stopped) {
        const part = this.ready.splice(0, most);
        this.taken += part.length;
        return part;
      }
      if (this.coming) await this.coming;
      else if (this.failure) throw this.failure as Error;
      else if (this.ended) return [];
    }
  }

  /** What still waits here. */
  get waiting(): readonly Claimed[] {
    return this.ready;
  }

  /** Takes out what stands for one of these rows. */
  withdraw(rowIds: readonly string[]): Claimed[] {
    const ids = new Set(rowIds);
    const off = new Set(this.ready.filter(({ rows }) => rows.some((id) => ids.has(id))));
    this.ready = this.ready.filter((one) => !off.has(one));
    return [...off];
  }

  /** No more is claimed, and no more of it goes out. */
  stop(): void {
    this.stopped = this.ended = true;
  }

  /** Claimed too long ago, or under a lease that is over: it is to be looked at anew. */
  putBack(claimed: Claimed[]): void {
    this.stale.push(...claimed);
  }

  /** Whoever takes from it has finished. @returns what was claimed in vain */
  async left(): Promise<Claimed[]> {
    await this.coming;
    return [...this.ready.splice(0), ...this.stale.splice(0)];
  }

  private async fetch(): Promise<void> {
    this.size = this.sizeNow();
    try {
      const { looked, claimed } = await this.claim(this.size);
      this.ready.push(...claimed);
      if (looked === 0) this.ended = true;
    } catch (error) {
      this.failure = error;
      this.ended = true;
    } finally {
      this.coming = undefined;
    }
  }

  /** As many as went out in a second since the last look. */
  private sizeNow(): number {
    const at = performance.now();
    const { begun, taken } = this;
    this.begun = { at, taken };
    if (!begun) return this.size;
    const perSecond = ((taken - begun.taken) * 1000) / Math.max(1, at - begun.at);
    return Math.round(Math.max(FEWEST, Math.min(MOST, perSecond)));
  }
}
