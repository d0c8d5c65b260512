import { Temporal } from 'temporal-polyfill';
import { tolerate, type Client } from './client.js';
import type { LeadWorld } from './lead-world.js';

/** What the leads do from the announcement on: names, the closing itself, thanks, shutdown, and looking back. */
export class ClosingLife {
  private readonly done = new Set<string>();

  constructor(
    private readonly second: Client,
    private readonly world: LeadWorld,
  ) {}

  /** Told by T-7 is told by the morning of that day; on T itself it must still hold. */
  private toldBySeven: string | null = null;
  closed: { on: string | null; proven: boolean } = { on: null, proven: false };

  private get base(): string {
    return `/rollouts/${this.world.rolloutId}`;
  }

  async day(first: Client, today: Temporal.PlainDate): Promise<void> {
    const { on, state, suggested, earliestPermitted, waitsFor, proof } = await first.get<{
      on: string | null;
      state: string;
      suggested: string | null;
      earliestPermitted: string;
      waitsFor: string[];
      proof: { open: number } | null;
    }>(`${this.base}/transition`);
    if (state === 'none' && waitsFor.length === 0 && suggested) return this.announce(first, suggested);
    if (state === 'held') {
      await first.post(`${this.base}/transition/move`, { on: earliestPermitted });
      this.world.tell(
        `the day was held, because not everybody was told in time; the new one is ${earliestPermitted}`,
      );
      return;
    }
    if (state !== 'announced' || !on) return;
    const until = today.until(Temporal.PlainDate.from(on)).days;
    const nobodyOpen = proof?.open === 0;
    if (until === 7) this.toldBySeven = nobodyOpen ? on : null;
    if (until <= 0 && this.closed.on !== on)
      this.closed = { on, proven: nobodyOpen && this.toldBySeven === on };
    if (until === 8) await this.settleNames(first);
    if (until <= 1) await this.once('thanks', () => first.put(`${this.base}/celebration`, { words: thanks }));
    if (until > 0) return;
    for (const place of this.world.places.old)
      await this.once(`read-only ${place}`, async () => {
        await first.post(`${this.base}/places/${place}/read-only`, { readOnly: true, redirect: true });
        this.world.tell('an old place is read-only and points to the new one');
      });
    if (until <= -30) await this.once('shutdown', () => this.shutDown(first));
    if (until <= -85) await this.lookBack(first, today);
  }

  private async announce(first: Client, on: string): Promise<void> {
    await first.post(`${this.base}/transition`, { on });
    this.world.tell(`the day on which the old place closes is announced: ${on}`);
  }

  /** Whom nobody could tell until now becomes an exception, with a reason and two names. */
  private async settleNames(first: Client): Promise<void> {
    const open = await first.get<{ participationId: string }[]>(`${this.base}/open-names`);
    for (const { participationId } of open) {
      const asked = first.post<Asked>(`${this.base}/open-names/${participationId}/exception`, {
        reason: 'None of us knows how to reach this person. A poster hangs at their door.',
      });
      await sayYes(this.second, await asked);
    }
    if (open.length > 0)
      this.world.tell(`${open.length} names that nobody could tell are exceptions, with two leads' names`);
  }

  private async shutDown(first: Client): Promise<void> {
    await first.post(`${this.base}/shutdown/archive`, { note: 'On the disk in the office.' });
    const { people } = await first.get<{ people: { id: string; name: string }[] }>('/people');
    await first.post(`${this.base}/shutdown/ask`, {
      accountId: people.find((one) => one.name === 'Tom')!.id,
    });
    const reason = 'Everybody who wanted has their things, and the archive lies in the office.';
    await sayYes(first, await this.second.post<Asked>(`${this.base}/shutdown/yes`, { reason }));
    await this.second.post(`${this.base}/shutdown/done`);
    this.world.tell('the old place is shut down; two agreed to it');
  }

  private async lookBack(first: Client, today: Temporal.PlainDate): Promise<void> {
    await this.once('decision', () =>
      first.post(`${this.base}/retrospective/decisions`, {
        text: 'We look at the charter together every spring.',
        owner: 'Tom',
      }),
    );
    if (this.done.has('published')) return;
    const nextCheckIn = today.add({ days: 180 }).toString();
    if (!(await tolerate(first.post(`${this.base}/retrospective/publish`, { nextCheckIn })))) return;
    this.done.add('published');
    this.world.tell('the look back is published');
  }

  private async once(key: string, act: () => Promise<unknown>): Promise<void> {
    if (this.done.has(key)) return;
    this.done.add(key);
    await act();
  }
}

interface Asked {
  id: string;
  seen: string;
}

const sayYes = (by: Client, { id, seen }: Asked): Promise<unknown> => by.post(`/yes/${id}/yes`, { seen });

const thanks = 'Thank you, all of you. We did this together.';
