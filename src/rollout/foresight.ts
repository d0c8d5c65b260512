import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import { Foresees } from '../notices/sockets.js';
import { playbook } from './playbook.js';

/** What most people will hear of; a play for a few, such as who came late, must not crowd out everybody else's. */
const essentials = playbook
  .filter(({ purpose, reach }) => purpose === 'essential' && (reach === 'everybody' || reach === 'silent'))
  .map(({ play }) => play);

/** Tells notices which essential messages are planned, so that the others leave them room in the budget. */
@Injectable()
export class Foresight {
  @Foresees()
  async between(
    tx: EntityManager,
    rolloutId: string,
    { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
  ): Promise<Temporal.Instant[]> {
    const rows = await tx.query<{ due_at: Date }[]>(
      `select due_at from occurrence
        where rollout_id = $1 and state = 'planned' and play = any ($2) and due_at > $3 and due_at <= $4
        order by due_at`,
      [rolloutId, essentials, from.toString(), until.toString()],
    );
    return rows.map((row) => moment(row.due_at));
  }
}
