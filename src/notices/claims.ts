import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Lifeline } from '../kernel/database/lifeline.js';
import type { Message } from './channels/channel.js';
import { Composer, type Addressed, type Envelope } from './composer.js';
import { alongside } from './digest.queries.js';
import { areCalledOff, calledOff, endRows, holdInPause } from './hold.writes.js';
import { Judge, type Judged } from './judge.js';
import { closeAsRefused } from './outcome.writes.js';
import { Paces, type Receiver } from './pace.service.js';
import { lockReady, readyRows } from './ready.queries.js';
import { offTheirMail } from './reroute.writes.js';

/** A message that this process has claimed, and the rows of the ledger that it stands for. */
export interface Claimed {
  message: Message;
  rows: string[];
  /** The life to which the rows are leased: see `Lifeline`. */
  life: string;
  /** When it was decided that it goes. */
  at: Temporal.Instant;
}

/** A machine that slept, or whose clock was set, asks again: it may be night by now, or too late, or not yet time. */
const STALE_MS = 2 * 60_000;

/** Takes what is ready: decides about each row, and leases what is to be sent now. One transaction. */
@Injectable()
export class Claims {
  private readonly inHand = new Set<string>();

  constructor(
    private readonly judge: Judge,
    private readonly composer: Composer,
    private readonly paces: Paces,
    private readonly lifeline: Lifeline,
  ) {}

  /** `looked`: rows that were ready; 0 when there is nothing left to do. */
  async take(
    tx: EntityManager,
    now: Temporal.Instant,
    most: number,
  ): Promise<{ looked: number; claimed: Claimed[] }> {
    const life = await this.lifeline.begin();
    const ids = await lockReady(tx, now, most, { life, inHand: [...this.inHand] });
    // Most looks find nothing: they cost no more than the looking.
    if (ids.length === 0) return { looked: 0, claimed: [] };
    const ready = await readyRows(tx, ids);
    const rows = [...ready, ...(await readyRows(tx, await alongside(tx, ready, now)))];
    // Stopped or withdrawn while a server had it, or while its process died.
    await suppress(
      tx,
      rows.flatMap(({ id, ended }) => (ended === null ? [] : [{ id, reason: ended }])),
    );
    const open = rows.filter(({ ended }) => ended === null);
    const elsewhere = await offTheirMail(
      tx,
      open.filter(({ sentAs }) => sentAs !== null).map(({ id }) => id),
    );
    const judged = await this.judge.judge(
      tx,
      open.filter(({ id }) => !elsewhere.includes(id)),
      now,
    );
    await putAside(tx, judged);
    const sendable = judged.filter(({ verdict }) => verdict.act === 'send' || verdict.act === 'join');
    const nowhere = sendable.filter(({ row }) => row.addressSealed === null).map(({ row }) => row.id);
    await closeAsRefused(tx, nowhere, 'there is no address any more', now);
    const envelopes = enveloped(sendable.filter(({ row }) => row.addressSealed !== null));
    const going = await this.inTheirPace(tx, await this.composer.address(tx, envelopes), now);
    await this.lease(tx, going, life, now);
    const messages = await this.composer.compose(tx, going);
    const claimed = messages.map((message, i) => ({
      message,
      ...{ life, at: now },
      rows: going[i]!.rows.map(({ id }) => id),
    }));
    return { looked: ids.length, claimed };
  }

  /** The claim stands in the database: from now on nobody else looks at it, this process neither. */
  hold(claimed: Claimed[]): void {
    for (const { rows } of claimed) for (const row of rows) this.inHand.add(row);
  }

  /** Whether these rows are still this process's to send, and what was decided about them is not old. */
  holds({ life, at }: Claimed, now: Temporal.Instant): boolean {
    return this.lifeline.holds(life) && Math.abs(now.epochMilliseconds - at.epochMilliseconds) < STALE_MS;
  }

  /** Somebody else may have taken what we hold: nothing more of it is sent. */
  lost(): void {
    this.lifeline.break();
  }

  /** What became of them is written down, or nobody will send them: from now on only the lease counts. */
  landed(claimed: Claimed[]): void {
    for (const { rows } of claimed) for (const row of rows) this.inHand.delete(row);
  }

  /** What was not handed to any server waits, or ends, as if it had not been taken. */
  async giveBack(tx: EntityManager, claimed: Claimed[]): Promise<void> {
    const ids = claimed.flatMap(({ rows }) => rows);
    try {
      await tx.query(
        `update delivery set state = case when attempts > 1 then 'failed' else 'queued' end, attempts = attempts - 1,
                first_tried_at = case when attempts > 1 then first_tried_at end, tried_at = null, leased_by = null
          where id = any ($1) and state = 'sending' and leased_by = any ($2)`,
        [ids, [...new Set(claimed.map(({ life }) => life))]],
      );
      await endRows(tx, ids);
      await offTheirMail(tx, ids);
      for (const id of new Set(claimed.flatMap(({ message }) => message.noticeIds)))
        await holdInPause(tx, id);
    } finally {
      this.landed(claimed);
    }
  }

  /** A cheap look, many times a second: was one of their notices stopped or paused? */
  areCalledOff(tx: EntityManager, claimed: readonly Claimed[]): Promise<boolean> {
    return areCalledOff(tx, [...new Set(claimed.flatMap(({ message }) => message.noticeIds))]);
  }

  /** Which of these are not to go out after all: stopped, paused, erased … since they were claimed. */
  calledOff(tx: EntityManager, claimed: readonly Claimed[]): Promise<string[]> {
    const lives = new Set(claimed.map(({ life }) => life));
    return calledOff(
      tx,
      claimed.flatMap(({ rows }) => rows),
      [...lives],
    );
  }

  /** Who is written to more slowly from now on. */
  slowDown(tx: EntityManager, receivers: Receiver[], now: Temporal.Instant): Promise<void> {
    return this.paces.slowDown(tx, receivers, now);
  }

  private async inTheirPace(
    tx: EntityManager,
    envelopes: Addressed[],
    now: Temporal.Instant,
  ): Promise<Addressed[]> {
    // Who asked a moment ago, and who leads, does not wait for a campaign.
    const patient = envelopes.filter(({ rows: [head] }) => !head.atOnce && head.accountId === null);
    const waiting = await this.paces.waiting(
      tx,
      patient.map(({ rows: [head], to }) => ({ id: head.id, to })),
      now,
    );
    await wait(
      tx,
      envelopes.flatMap(({ rows }) => {
        const until = waiting.get(rows[0].id);
        return until ? rows.map(({ id }) => ({ id, until })) : [];
      }),
    );
    return envelopes.filter(({ rows: [head] }) => !waiting.has(head.id));
  }

  private async lease(
    tx: EntityManager,
    envelopes: Envelope[],
    life: string,
    now: Temporal.Instant,
  ): Promise<void> {
    const leased = envelopes.flatMap(({ rows }) =>
      rows.map((row) => ({ row, messageId: this.composer.messageId(rows[0]) })),
    );
    if (leased.length === 0) return;
    await tx.query(
      `update delivery set state = 'sending', leased_by = $1, attempts = attempts + 1,
              first_tried_at = coalesce(first_tried_at, $2), tried_at = $2,
              message_id = leased.message_id, address_id = leased.address_id
         from unnest($3::uuid[], $4::text[], $5::uuid[]) as leased (id, message_id, address_id)
        where delivery.id = leased.id`,
      [
        life,
        now.toString(),
        leased.map(({ row }) => row.id),
        leased.map(({ messageId }) => messageId),
        leased.map(({ row }) => row.addressId),
      ],
    );
  }
}

/** What must wait, waits; what must not be said, is closed with the reason. */
async function putAside(tx: EntityManager, judged: Judged[]): Promise<void> {
  await wait(
    tx,
    judged.flatMap(({ row, verdict }) =>
      verdict.act === 'wait' ? [{ id: row.id, until: verdict.until }] : [],
    ),
  );
  await suppress(
    tx,
    judged.flatMap(({ row, verdict }) =>
      verdict.act === 'suppress' ? [{ id: row.id, reason: verdict.reason }] : [],
    ),
  );
}

async function suppress(tx: EntityManager, rows: { id: string; reason: string }[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `update delivery set state = 'suppressed', reason = suppressed.reason, not_before = null, leased_by = null
       from unnest($1::uuid[], $2::text[]) as suppressed (id, reason) where delivery.id = suppressed.id`,
    [rows.map(({ id }) => id), rows.map(({ reason }) => reason)],
  );
}

async function wait(tx: EntityManager, rows: { id: string; until: Temporal.Instant }[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `update delivery set state = 'queued', not_before = waiting.until, leased_by = null
       from unnest($1::uuid[], $2::timestamptz[]) as waiting (id, until) where delivery.id = waiting.id`,
    [rows.map(({ id }) => id), rows.map(({ until }) => until.toString())],
  );
}

/** Letters that go as one share an envelope, under their head. */
function enveloped(judged: Judged[]): Envelope[] {
  const envelopes = new Map<string, Envelope>();
  for (const { row, verdict, first } of judged)
    if (verdict.act === 'send') envelopes.set(row.id, { rows: [row], first });
  for (const { row, verdict } of judged)
    if (verdict.act === 'join') envelopes.get(verdict.head)?.rows.push(row);
  return [...envelopes.values()];
}
