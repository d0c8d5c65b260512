import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { DataInventory } from './data-inventory.js';

/** One line of the page "what we store", as members read it. */
interface Kind {
  what: string;
  why: string;
  who: string;
  until: string;
}

/**
 * What is stored about people is written in the code, so it changes with the program. Each rollout remembers under
 * which version of it its people were told; another one is told to them before anything else is said.
 */
@Injectable()
export class StoredVersions {
  constructor(private readonly inventory: DataInventory) {}

  /** Notes what is stored now, where it is not what was noted last. @returns whether people must be told */
  async note(tx: EntityManager, rolloutId: string, now: Temporal.Instant): Promise<boolean> {
    const kinds = JSON.stringify(this.kinds());
    const hash = createHash('sha256').update(kinds).digest('hex');
    const [noted] = await tx.query<{ number: number }[]>(
      `insert into stored_version (rollout_id, number, hash, kinds, noted_at)
       select $1, coalesce(max(number), 0) + 1, $2, $3, $4 from stored_version where rollout_id = $1
       having coalesce((array_agg(hash order by number desc))[1], '') <> $2
       returning number`,
      [rolloutId, hash, kinds, now.toString()],
    );
    return noted !== undefined && noted.number > 1;
  }

  /** What a version stores that the one before it did not, or stored otherwise; empty where it only stores less. */
  async newIn(tx: EntityManager, rolloutId: string, number: number): Promise<string[]> {
    const rows = await tx.query<{ number: number; kinds: Kind[] }[]>(
      'select number, kinds from stored_version where rollout_id = $1 and number in ($2 - 1, $2)',
      [rolloutId, number],
    );
    const of = (wanted: number): Kind[] => rows.find((row) => row.number === wanted)?.kinds ?? [];
    const before = new Set(of(number - 1).map((kind) => JSON.stringify(kind)));
    return of(number)
      .filter((kind) => !before.has(JSON.stringify(kind)))
      .map(({ what }) => what);
  }

  private kinds(): Kind[] {
    return this.inventory
      .list()
      .map(({ what, why, who, until }) => ({ what, why, who, until }))
      .toSorted((a, b) => (a.what < b.what ? -1 : 1));
  }
}
