import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { StatementKind } from './activity.entity.js';
import { Signals } from './signals.service.js';

export interface Speaker {
  rolloutId: string;
  participationId: string;
}

/** What members say of themselves: "I'm in", a key task, "I am at home there", a pulse. A statement holds 28 days. */
@Injectable()
export class Statements {
  constructor(private readonly signals: Signals) {}

  /** Saying it twice on a day is saying it once. `withHelp`: somebody sat beside them; counted alike. */
  async record(
    tx: EntityManager,
    { rolloutId, participationId }: Speaker,
    said: StatementKind | readonly StatementKind[],
    day: Temporal.PlainDate,
    withHelp = false,
  ): Promise<void> {
    const kinds = [said].flat();
    await tx.query(
      `insert into statement (participation_id, kind, day, rollout_id, with_help)
       select $1, kind, $3, $4, $5 from unnest($2::text[]) kind
       on conflict do nothing`,
      [participationId, kinds, day.toString(), rolloutId, withHelp],
    );
    await this.signals.keep(tx, rolloutId, [{ participationId, day, side: 'destination', kind: 'said' }]);
    if (kinds.includes('at home') || kinds.includes('every key task'))
      await tx.query(
        'update presence set settled_on = least(settled_on, $2::date) where participation_id = $1',
        [participationId, day.toString()],
      );
  }

  /** They say that they are not at home there (any more). Their days in the new place stay what they were. */
  async notAtHome(tx: EntityManager, { participationId }: Speaker): Promise<void> {
    await tx.query(`delete from statement where participation_id = $1 and kind = 'at home'`, [
      participationId,
    ]);
    await tx.query(
      `update presence set settled_on = (
         select min(day) from statement where participation_id = $1 and kind = 'every key task'
       ) where participation_id = $1`,
      [participationId],
    );
  }
}
