import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Msg } from '../kernel/language/message.js';
import type { Keyring } from '../kernel/crypto/keyring.js';
import { Vault } from '../kernel/crypto/vault.js';
import { DataInventory, type Declared } from './data-inventory.js';
import { limits } from './keeps.js';

export interface HeldKind {
  what: Msg;
  why: Msg;
  who: Msg;
  until: Msg;
  rows: Record<string, unknown>[];
}

/** Everything that is held about one person: each declared table, with their own rows in it. */
@Injectable()
export class Held {
  constructor(
    private readonly inventory: DataInventory,
    private readonly vault: Vault,
  ) {}

  /** What we store about anybody, without rows: the page that is there from day 0. */
  kinds(): Omit<HeldKind, 'rows'>[] {
    return this.inventory
      .list()
      .map(({ what, why, who, until }) => ({ what, why, who, until: limits[until] }));
  }

  async about(tx: EntityManager, memberId: string): Promise<HeldKind[]> {
    const [person] = await tx.query<{ community_id: string; participations: string[] }[]>(
      `select community_id, array(select id from participation where member_id = $1) as participations
         from member where id = $1`,
      [memberId],
    );
    if (!person) return [];
    const ring = await this.vault.ring(tx, person.community_id);
    const kinds: HeldKind[] = [];
    for (const declared of this.inventory.list()) {
      if (declared.of === null) continue;
      const rows = await rowsOf(tx, declared, memberId, person.participations);
      if (rows.length === 0) continue;
      const { what, why, who, until } = declared;
      kinds.push({ what, why, who, until: limits[until], rows: rows.map((row) => readable(row, ring)) });
    }
    return kinds;
  }
}

/** Each of $1 and $2 is named whether the condition needs it or not: PostgreSQL wants to know their types. */
function rowsOf(
  tx: EntityManager,
  { table, of }: Declared,
  memberId: string,
  participations: string[],
): Promise<Record<string, unknown>[]> {
  return tx.query(
    `select * from "${table}" where $1::uuid is not null and $2::uuid[] is not null and (${of})`,
    [memberId, participations],
  );
}

/** Opened where it was sealed; without ids, keyed numbers and what only machines need. */
function readable(row: Record<string, unknown>, ring: Keyring): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    if (value === null || /(^|_)(id|lookup|hash|ids)$|^(leased|offered)_/.test(column)) continue;
    if (Buffer.isBuffer(value)) shown[column.replace(/_?sealed$/, '') || 'text'] = ring.open(value);
    else shown[column] = value;
  }
  return shown;
}
