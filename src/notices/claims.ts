import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Message } from './channels/channel.js';
import { Composer, type Envelope } from './composer.js';
import { Judge, type Judged } from './judge.js';
import { closeAsRefused } from './outcome.writes.js';
import { lockReady, readyRows } from './ready.queries.js';

const BATCH = 50;
/** Longer than any server lets us wait for an answer; a batch whose worker died is free again after it. */
const LEASE_MINUTES = 10;

export interface Claim {
  /** Rows that were ready; 0 when there is nothing left to do. */
  looked: number;
  messages: Message[];
  /** The rows that each message stands for. */
  rowsOf: Map<Message, string[]>;
}

/** Takes what is ready: decides about each row, and leases what is to be sent now. One transaction. */
@Injectable()
export class Claims {
  private readonly worker = randomUUID();
  private readonly inFlight = new Set<string>();

  constructor(
    private readonly judge: Judge,
    private readonly composer: Composer,
  ) {}

  async take(tx: EntityManager, now: Temporal.Instant): Promise<Claim> {
    const ids = await lockReady(tx, now, BATCH, [...this.inFlight]);
    // Most looks find nothing: they cost no more than the looking.
    if (ids.length === 0) return { looked: 0, messages: [], rowsOf: new Map() };
    const judged = await this.judge.judge(tx, await readyRows(tx, ids), now);
    await putAside(tx, judged);
    const sendable = judged.filter(({ verdict }) => verdict.act === 'send' || verdict.act === 'join');
    const nowhere = sendable.filter(({ row }) => row.addressSealed === null).map(({ row }) => row.id);
    await closeAsRefused(tx, nowhere, 'there is no address any more', now);
    const envelopes = enveloped(sendable.filter(({ row }) => row.addressSealed !== null));
    await this.lease(tx, envelopes, now);
    const messages = await this.composer.compose(tx, envelopes);
    const rowsOf = new Map(
      messages.map((message, index) => [message, envelopes[index]!.rows.map((row) => row.id)]),
    );
    for (const row of [...rowsOf.values()].flat()) this.inFlight.add(row);
    return { looked: ids.length, messages, rowsOf };
  }

  /** What became of them is written down, or nobody will ever know: from now on only the lease counts. */
  landed(claim: Claim): void {
    for (const row of [...claim.rowsOf.values()].flat()) this.inFlight.delete(row);
  }

  private async lease(tx: EntityManager, envelopes: Envelope[], now: Temporal.Instant): Promise<void> {
    const rows = envelopes.flatMap(({ rows: [head, ...others] }) =>
      [head, ...others].map((row) => ({ row, messageId: this.composer.messageId(head) })),
    );
    if (rows.length === 0) return;
    await tx.query(
      `update delivery set state = 'sending', leased_until = $1, leased_by = $2, attempts = attempts + 1,
              first_tried_at = coalesce(first_tried_at, $3), tried_at = $3, reason = null,
              message_id = leased.message_id, address_id = leased.address_id
         from unnest($4::uuid[], $5::text[], $6::uuid[]) as leased (id, message_id, address_id)
        where delivery.id = leased.id`,
      [
        now.add({ minutes: LEASE_MINUTES }).toString(),
        this.worker,
        now.toString(),
        rows.map(({ row }) => row.id),
        rows.map(({ messageId }) => messageId),
        rows.map(({ row }) => row.addressId),
      ],
    );
  }
}

/** What must wait, waits; what must not be said, is closed with the reason. */
async function putAside(tx: EntityManager, judged: Judged[]): Promise<void> {
  const waiting = judged.flatMap(({ row, verdict }) =>
    verdict.act === 'wait' ? [{ id: row.id, until: verdict.until.toString() }] : [],
  );
  const suppressed = judged.flatMap(({ row, verdict }) =>
    verdict.act === 'suppress' ? [{ id: row.id, reason: verdict.reason }] : [],
  );
  if (waiting.length > 0)
    await tx.query(
      `update delivery set state = 'queued', not_before = waiting.until, leased_until = null, leased_by = null
         from unnest($1::uuid[], $2::timestamptz[]) as waiting (id, until) where delivery.id = waiting.id`,
      [waiting.map(({ id }) => id), waiting.map(({ until }) => until)],
    );
  if (suppressed.length > 0)
    await tx.query(
      `update delivery set state = 'suppressed', reason = suppressed.reason, not_before = null,
              leased_until = null, leased_by = null
         from unnest($1::uuid[], $2::text[]) as suppressed (id, reason) where delivery.id = suppressed.id`,
      [suppressed.map(({ id }) => id), suppressed.map(({ reason }) => reason)],
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
