import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { RunningApp } from '../../src/app.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { Links } from '../../src/kernel/crypto/links.js';
import { Vault } from '../../src/kernel/crypto/vault.js';
import { filled, type Message, type Words } from '../../src/notices/channels/channel.js';
import { Composer, type Envelope } from '../../src/notices/composer.js';
import { Notices } from '../../src/notices/notices.service.js';
import { readyRows } from '../../src/notices/ready.queries.js';

const DOMAINS = 100;

/** The usual notice of a sunset: about a hundred words, a button, and what stands below every letter. */
const letters = {
  en: {
    subject: 'Hill Street: the old group closes on 7 July',
    opening: 'The old group closes on Tuesday 7 July, 10:00 (Europe/Berlin).',
    paragraphs: [
      'From that day you can read there and write no more. Four weeks later it is gone.',
      'Before that, take along what is yours: your page says how, step by step. {helper} helps you with it.',
      'Everybody who wants to come along has a place. Whoever would rather not need do nothing at all.',
    ],
    action: { label: 'Open my page', to: '' },
    nothing: 'If you do nothing, what you wrote there is kept in the archive that the charter describes.',
    why: 'You get this because you are in the old group, and it is about to close.',
  },
};

/** A message with every word in its place. */
export type Ready = Message & Words;

/** A community of many, each with an address and a page of their own. */
export class Street {
  private readonly communityId = randomUUID();
  private readonly rolloutId = randomUUID();
  private readonly timeZone = daytime();
  private readonly clock = new SystemClock();
  readonly db: DataSource;

  constructor(
    private readonly app: RunningApp['app'],
    readonly people: number,
  ) {
    this.db = app.get(DataSource, { strict: false });
  }

  async settle(): Promise<void> {
    const { app, db, people, communityId, rolloutId, timeZone } = this;
    const now = this.clock.now();
    await db.transaction(async (tx) => {
      const ring = await app.get(Vault).ring(tx, communityId);
      await tx.query(
        `insert into community (id, name, time_zone, responsible_name, responsible_contact_sealed, created_at)
       values ($1, 'Hill Street 12', $2, 'Mira Solano', $3, $4)`,
        [communityId, timeZone, ring.seal('mira@hill.example'), now.toString()],
      );
      await tx.query(
        `insert into rollout (id, community_id, name, plan, state) values ($1, $2, 'Move', '{}', 'running')`,
        [rolloutId, communityId],
      );
      for (let from = 0; from < people; from += 5000) {
        const numbers = Array.from({ length: Math.min(5000, people - from) }, (_, i) => from + i);
        const [ids, parts] = [numbers.map(() => randomUUID()), numbers.map(() => randomUUID())];
        const made = await app.get(Links).createMany(tx, 'own-page', parts);
        await tx.query(
          `insert into member (id, community_id, display_name, source, added_on)
         select id, $1, 'Anna Berg ' || n, 'file', '2026-01-05' from unnest($2::uuid[], $3::int[]) as one (id, n)`,
          [communityId, ids, numbers],
        );
        await tx.query(
          `insert into member_channel (community_id, member_id, kind, sealed, preferred, created_at)
         select $1, id, 'email', sealed, true, $4 from unnest($2::uuid[], $3::bytea[]) as one (id, sealed)`,
          [communityId, ids, numbers.map((n) => ring.seal(`m${n}@d${n % DOMAINS}.example`)), now.toString()],
        );
        await tx.query(
          `insert into participation (id, rollout_id, community_id, member_id, link_id)
         select id, $1, $2, member, link from unnest($3::uuid[], $4::uuid[], $5::uuid[]) as one (id, member, link)`,
          [rolloutId, communityId, parts, ids, parts.map((id) => made.get(id)!.id)],
        );
      }
    });
    await db.query('vacuum analyze');
  }

  /** Says the notice to all of them, as if nothing had ever been said. */
  async say(): Promise<void> {
    const { app, db, communityId, timeZone } = this;
    await db.query('delete from notice');
    await db.query('delete from bullmq_job').catch(() => undefined);
    await db.transaction((tx) =>
      app.get(Notices, { strict: false }).say(tx, {
        rollout: { id: this.rolloutId, communityId, timeZone },
        ...{
          key: 'launch.invitation/1',
          play: 'launch.invitation',
          purpose: 'invitation',
          letters,
          byHand: true,
        },
        ...{ now: this.clock.now(), jitterMinutes: 0 },
        to: { sql: 'select id as member_id from member where community_id = $1', params: [communityId] },
      }),
    );
    await db.query('vacuum analyze');
  }

  /** The messages that `say` makes, written out. */
  async messages(): Promise<Ready[]> {
    await this.say();
    return this.db.transaction(async (tx) => {
      const composer = this.app.get(Composer, { strict: false });
      const ids = await tx.query<{ id: string }[]>('select id from delivery');
      const rows = await readyRows(
        tx,
        ids.map(({ id }) => id),
      );
      const envelopes = rows.map((row): Envelope => ({ rows: [row], first: true }));
      const messages = await composer.compose(tx, await composer.address(tx, envelopes));
      return messages.map((message) => ({ ...message, ...filled(message) }));
    });
  }

  async accepted(): Promise<number> {
    const [row] = await this.db.query<[{ count: number }]>(
      `select count(*)::int as count from delivery where state = 'accepted'`,
    );
    return row.count;
  }
}

/** A zone in which it is about noon: nothing waits for the morning. */
function daytime(): string {
  const ahead = 12 - new SystemClock().now().toZonedDateTimeISO('UTC').hour;
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
