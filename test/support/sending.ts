import { Database } from '../../src/kernel/database/database.js';
import { Lifeline } from '../../src/kernel/database/lifeline.js';
import type { Channel, Message, Result } from '../../src/notices/channels/channel.js';
import { Claims } from '../../src/notices/claims.js';
import { Composer } from '../../src/notices/composer.js';
import { Deliveries } from '../../src/notices/deliveries.service.js';
import { Judge } from '../../src/notices/judge.js';
import { MailTrouble } from '../../src/notices/mail-trouble.js';
import { NoticesModule } from '../../src/notices/notices.module.js';
import { Notices } from '../../src/notices/notices.service.js';
import { Paces } from '../../src/notices/pace.service.js';
import type { Saying } from '../../src/notices/saying.js';
import { Catcher } from './catcher.js';
import { ledgerOf, People } from './people.js';
import { letters } from './some-letters.js';
import { startTestApp, type TestApp } from './test-app.js';

/** A driver of its own, which does what a test says. */
export const channel = (send: (batch: Message[]) => Promise<Result[]>, handful = 50): Channel => ({
  ...{ name: 'email', handful, send },
});

/** People to whom something is said, and processes that send it. */
export class Sending {
  people!: People;
  catcher!: Catcher;

  private constructor(readonly app: TestApp) {}

  static async open(): Promise<Sending> {
    return new Sending(await startTestApp({ modules: [NoticesModule], settings: { role: 'web' } }));
  }

  /** Another community, at ten in the morning a month later. */
  async settle(): Promise<void> {
    const { clock } = this.app;
    const day = clock.now().toZonedDateTimeISO('Europe/Berlin').toPlainDate().add({ days: 30 });
    clock.set(day.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '10:00' }).toInstant());
    this.people = await People.settle(this.app);
    this.catcher = new Catcher();
  }

  carriedBy(by: Channel, claims = this.app.get(Claims), dataSource = this.app.dataSource): Deliveries {
    return new Deliveries(dataSource, this.app.clock, claims, by, this.app.get(MailTrouble));
  }

  /** `lost()` ends its life. */
  anotherProcess(): Claims {
    const lifeline = new Lifeline(this.app.get<Database>(Database as never));
    return new Claims(this.app.get(Judge), this.app.get(Composer), this.app.get(Paces), lifeline);
  }

  /** To so many more people. @returns their ids */
  async said(count: number, at = 'hill.example', given: Partial<Saying> = {}): Promise<string[]> {
    const all = await Promise.all(
      Array.from({ length: count }, (_, i) => this.people.add({ email: `m${i}@${at}` })),
    );
    const to = all.map(({ memberId }) => memberId);
    await this.app.dataSource.transaction((tx) =>
      this.app.get(Notices).say(tx, {
        ...{ rollout: this.people.rollout, key: 'launch.invitation/1', play: 'launch.invitation' },
        ...{ purpose: 'invitation', letters, to, byHand: true, now: this.app.clock.now(), jitterMinutes: 0 },
        ...given,
      }),
    );
    return to;
  }

  ledger(memberIds: string[]): Promise<string[]> {
    return ledgerOf(this.app.dataSource, memberIds);
  }

  /** How many stand where. */
  async states(memberIds: string[]): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const state of await this.ledger(memberIds)) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }
}
