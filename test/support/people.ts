import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Links } from '../../src/kernel/crypto/links.js';
import { Vault } from '../../src/kernel/crypto/vault.js';
import type { TestApp } from './test-app.js';

export interface Person {
  name?: string;
  /** A list for several addresses, the first preferred. */
  email?: string | string[];
  prefers?: 'email' | 'by-hand' | 'own-page';
  language?: string;
  timeZone?: string;
  outcome?: string;
  advocate?: boolean;
  /** The participation of who helps them. */
  helper?: string;
}

export interface Enrolled {
  memberId: string;
  participationId: string;
  /** Of their own page. */
  token: string;
}

/** A community with one rollout in Berlin, for tests of what stands above them. Rows go in by SQL. */
export class People {
  private constructor(
    private readonly app: TestApp,
    readonly communityId: string,
    readonly rolloutId: string,
  ) {}

  readonly timeZone = 'Europe/Berlin';

  get rollout(): { id: string; communityId: string; timeZone: string } {
    return { id: this.rolloutId, communityId: this.communityId, timeZone: this.timeZone };
  }

  static async settle(app: TestApp, care = 'open'): Promise<People> {
    const people = new People(app, randomUUID(), randomUUID());
    const { communityId, rolloutId, timeZone } = people;
    const now = app.clock.now().toString();
    await app.dataSource.transaction(async (tx) => {
      const ring = await app.get(Vault).ring(tx, communityId);
      await tx.query(
        `insert into community (id, name, time_zone, responsible_name, responsible_contact_sealed, care, created_at)
         values ($1, 'Hill Street 12', $2, 'Mira Solano', $3, $4, $5)`,
        [communityId, timeZone, ring.seal('mira@hill.example'), care, now],
      );
      await tx.query(
        `insert into rollout (id, community_id, name, plan, state) values ($1, $2, 'Move', '{}', 'running')`,
        [rolloutId, communityId],
      );
    });
    return people;
  }

  async add(person: Person = {}): Promise<Enrolled> {
    const memberId = randomUUID();
    const now = this.app.clock.now();
    return this.app.dataSource.transaction(async (tx) => {
      const ring = await this.app.get(Vault).ring(tx, this.communityId);
      await tx.query(
        `insert into member (id, community_id, display_name, language, time_zone, source, added_on)
         values ($1, $2, $3, $4, $5, 'file', $6)`,
        [
          memberId,
          this.communityId,
          person.name ?? 'Anna Berg',
          person.language ?? null,
          person.timeZone ?? null,
          now.toZonedDateTimeISO(this.timeZone).toPlainDate().toString(),
        ],
      );
      const addresses = [person.email ?? []].flat();
      const channels = addresses.map((email) => ({
        kind: 'email',
        sealed: ring.seal(email) as Buffer | null,
      }));
      if (person.prefers && person.prefers !== 'email')
        channels.unshift({ kind: person.prefers, sealed: null });
      for (const [index, { kind, sealed }] of channels.entries())
        await tx.query(
          `insert into member_channel (community_id, member_id, kind, sealed, preferred, created_at)
           values ($1, $2, $3, $4, $5, $6)`,
          [this.communityId, memberId, kind, sealed, index === 0, now.add({ seconds: index }).toString()],
        );
      const participationId = randomUUID();
      const link = await this.app.get(Links).create(tx, { purpose: 'own-page', subject: participationId });
      await tx.query(
        `insert into participation (id, rollout_id, community_id, member_id, link_id, outcome, advocate, advocate_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          participationId,
          this.rolloutId,
          this.communityId,
          memberId,
          link.id,
          person.outcome ?? null,
          person.advocate ?? false,
          person.helper ?? null,
        ],
      );
      return { memberId, participationId, token: link.token };
    });
  }

  async addLead(name = 'Lena', email: string | null = 'lena@hill.example'): Promise<string> {
    const accountId = randomUUID();
    await this.app.dataSource.transaction(async (tx) => {
      const ring = await this.app.get(Vault).ring(tx, this.communityId);
      await tx.query(
        `insert into account (id, community_id, name, email_sealed, role, created_at)
         values ($1, $2, $3, $4, 'lead', $5)`,
        [accountId, this.communityId, name, email && ring.seal(email), this.app.clock.now().toString()],
      );
    });
    return accountId;
  }
}

/** Rows of the ledger as `channel state reason`, in the order of the members given. */
export async function ledgerOf(dataSource: DataSource, memberIds: string[], key?: string): Promise<string[]> {
  const rows = await dataSource.query<{ line: string }[]>(
    `select concat_ws(' · ', d.channel, d.state, d.reason) as line
       from delivery d join notice n on n.id = d.notice_id
      where d.member_id = any ($1) and ($2::text is null or n.key = $2)
      order by array_position($1, d.member_id), n.key`,
    [memberIds, key ?? null],
  );
  return rows.map((row) => row.line);
}
