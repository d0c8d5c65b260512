import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inventory } from './inventory.js';
import { keepingOf, type Keeping } from './keeps.js';

export interface Declared extends Keeping {
  table: string;
}

/** Everything that is declared of what is kept about people: beside its entity, else in the inventory. */
@Injectable()
export class DataInventory {
  constructor(private readonly dataSource: DataSource) {}

  list(): Declared[] {
    const all = new Map(Object.entries(inventory));
    for (const { target, tableName } of this.dataSource.entityMetadatas) {
      const keeping = keepingOf(target);
      if (keeping) all.set(tableName, keeping);
    }
    return [...all].map(([table, keeping]) => Object.assign({ table }, keeping));
  }
}
