import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Msg } from '../kernel/language/message.js';
import { DataInventory } from './data-inventory.js';
import { withoutPeople } from './inventory.js';
import { limits } from './keeps.js';
import { countsOf } from './kept.queries.js';

/** A kind of data, and how much of it one community has now. */
export interface KeptKind {
  what: Msg;
  why: Msg;
  who: Msg;
  until: Msg;
  /** Whether it is about members; else about who does the work, or for everybody. */
  ofMembers: boolean;
  /** Null where its rows name no community: they open a door for some minutes. */
  rows: number | null;
}

/** What a community keeps, each kind with its declaration and with how many rows of it there are. */
@Injectable()
export class Kept {
  constructor(
    private readonly dataSource: DataSource,
    private readonly inventory: DataInventory,
  ) {}

  /** Tables that hold numbers, settings and texts for everybody. */
  readonly elsewhere = withoutPeople.length;

  async of(communityId: string): Promise<KeptKind[]> {
    const declared = this.inventory.list();
    const counts = await countsOf(
      this.dataSource.manager,
      communityId,
      declared.map(({ table }) => table),
    );
    return declared.map(({ table, what, why, who, until, of }) => ({
      ...{ what, why, who, until: limits[until] },
      ...{ ofMembers: of !== null, rows: counts.get(table) ?? null },
    }));
  }
}
