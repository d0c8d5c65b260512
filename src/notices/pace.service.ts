import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Config } from '../kernel/config.js';
import { Vault } from '../kernel/crypto/vault.js';
import { moment } from '../kernel/database/columns.js';
import { domainOf } from './channels/address.rules.js';
import { groupBy } from './group.rules.js';
import { letGo, slowedDown, type Pace } from './pace.rules.js';

type Instant = Temporal.Instant;

/** Something that is ready to go to an address. */
export interface Ready {
  id: string;
  to: string;
}

/** To whom: one receiving domain, or everybody, which is our own server's patience. */
export type Receiver = { domain: string } | 'everybody';

/**
 * How fast mail goes out: from our sender in all, and to each receiving domain. All processes look at the same rows;
 * which domains we write to stands nowhere, only their marks do.
 */
@Injectable()
export class Paces {
  constructor(
    private readonly config: Config,
    private readonly vault: Vault,
  ) {}

  /** Which of these must wait, and until when. Locks the paces until the transaction ends: no two give out the same room. */
  async waiting(tx: EntityManager, ready: Ready[], now: Instant): Promise<Map<string, Instant>> {
    const waiting = new Map<string, Instant>();
    const byDomain = groupBy(ready, ({ to }) => domainOf(to));
    const everybody = this.mark('everybody');
    const marks = new Map([...byDomain.keys()].map((domain) => [this.mark({ domain }), domain]));
    const paces = await this.lock(tx, [...marks.keys()], everybody, now);
    const changed = new Map<string, Pace>();
    const ask = (mark: string, some: Ready[], usual: number | null): void => {
      const pace = paces.get(mark);
      if (!pace) return;
      const { go, waitUntil, pace: next } = letGo(pace, some.length, usual, now);
      some.slice(go).forEach(({ id }, i) => waiting.set(id, waitUntil[i]!));
      changed.set(mark, next);
    };
    for (const [mark, domain] of marks) ask(mark, byDomain.get(domain)!, this.config.mailDomainRate);
    ask(
      everybody,
      ready.filter(({ id }) => !waiting.has(id)),
      this.config.mailRate,
    );
    await write(tx, changed);
    return waiting;
  }

  /** A receiver said “not now”. */
  async slowDown(tx: EntityManager, to: readonly Receiver[], now: Instant): Promise<void> {
    if (to.length === 0) return;
    const usual = new Map(
      to.map((one) => [
        this.mark(one),
        one === 'everybody' ? this.config.mailRate : this.config.mailDomainRate,
      ]),
    );
    await begin(tx, [...usual.keys()], now);
    const paces = await locked(tx, [...usual.keys()]);
    await write(
      tx,
      new Map([...paces].map(([mark, pace]) => [mark, slowedDown(pace, usual.get(mark)!, now)])),
    );
  }

  private async lock(
    tx: EntityManager,
    domains: string[],
    everybody: string,
    now: Instant,
  ): Promise<Map<string, Pace>> {
    // Where nothing is limited there is a row only for who asked us to slow down.
    await begin(
      tx,
      [
        ...(this.config.mailDomainRate === null ? [] : domains),
        ...(this.config.mailRate === null ? [] : [everybody]),
      ],
      now,
    );
    return locked(tx, [...domains, everybody]);
  }

  private mark(to: Receiver): string {
    return this.vault
      .mark('mail pace', this.config.mailFrom, to === 'everybody' ? null : to.domain)
      .toString('hex');
  }
}

async function begin(tx: EntityManager, marks: string[], now: Instant): Promise<void> {
  if (marks.length === 0) return;
  await tx.query(
    `insert into mail_pace (receiver, even_at) select mark, $2 from unnest($1::text[]) as mark order by mark
     on conflict do nothing`,
    [marks, now.toString()],
  );
}

async function locked(tx: EntityManager, marks: string[]): Promise<Map<string, Pace>> {
  interface Row {
    receiver: string;
    per_minute: number | null;
    even_at: Date;
    paused_until: Date | null;
    refused_at: Date | null;
  }
  const rows = await tx.query<Row[]>(
    `select receiver, per_minute, even_at, paused_until, refused_at from mail_pace
      where receiver = any ($1) order by receiver for update`,
    [marks],
  );
  return new Map(
    rows.map((row) => [
      row.receiver,
      {
        perMinute: row.per_minute,
        evenAt: moment(row.even_at),
        pausedUntil: row.paused_until && moment(row.paused_until),
        refusedAt: row.refused_at && moment(row.refused_at),
      },
    ]),
  );
}

async function write(tx: EntityManager, paces: Map<string, Pace>): Promise<void> {
  if (paces.size === 0) return;
  const all = [...paces.values()];
  await tx.query(
    `update mail_pace set per_minute = now.per_minute, even_at = now.even_at, paused_until = now.paused_until,
            refused_at = now.refused_at
       from unnest($1::text[], $2::real[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
         as now (receiver, per_minute, even_at, paused_until, refused_at)
      where mail_pace.receiver = now.receiver`,
    [
      [...paces.keys()],
      all.map(({ perMinute }) => perMinute),
      all.map(({ evenAt }) => evenAt.toString()),
      all.map(({ pausedUntil }) => pausedUntil?.toString() ?? null),
      all.map(({ refusedAt }) => refusedAt?.toString() ?? null),
    ],
  );
}
