import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { AccountLetters } from './account-letters.js';
import { AuditRecord } from './audit-record.js';
import { REMEMBERED_DAYS } from './session-cookie.js';

/** Every night: ways in that have ended go, with the pages that showed them; each record of acts is followed from its first. */
@Injectable()
export class AccessSweep {
  constructor(
    private readonly letters: AccountLetters,
    private readonly record: AuditRecord,
  ) {}

  async run(tx: EntityManager, now: Temporal.Instant): Promise<void> {
    await this.letters.forget(tx, now);
    const ended = now.subtract({ hours: REMEMBERED_DAYS * 24 }).toString();
    await tx.query('delete from session where expires_at <= $1', [ended]);
    await tx.query('delete from passkey_challenge where expires_at <= $1', [now.toString()]);
    await tx.query('delete from shown_page where until <= $1', [now.toString()]);
    await tx.query('delete from api_token where expires_at <= $1', [ended]);
    const all = await tx.query<{ id: string }[]>('select id from community order by id');
    for (const { id } of all) await this.record.walk(tx, id, now);
  }
}
