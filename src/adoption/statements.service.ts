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

  /**
   * "That was a mistake": a word of theirs goes, as if it had never been said, and with it each day on which nothing
   * else was said. What the new place reported, or somebody saw, stays true. Nothing said: nothing happens.
   * @param on said on this day alone; else on every day
   */
  async takeBack(
    tx: EntityManager,
    { rolloutId, participationId }: Speaker,
    said: StatementKind,
    on: Temporal.PlainDate | null = null,
  ): Promise<void> {
    const [gone] = await tx.query<[{ day: string }[], number]>(
      `delete from statement s where participation_id = $1 and kind = $2 and ($3::date is null or day = $3)
       returning day::text`,
      [participationId, said, on?.toString() ?? null],
    );
    const days = gone.map(({ day }) => day);
    const others = await tx.query<{ day: string }[]>(
      'select day::text from statement where participation_id = $1 and day = any($2::date[])',
      [participationId, days],
    );
    const empty = days.filter((day) => !others.some((other) => other.day === day));
    await this.signals.takeBack(tx, { rolloutId, participationId }, empty);
    await this.settle(tx, participationId);
  }

  /** They say that they are not at home there (any more). Their days in the new place stay what they were. */
  async notAtHome(tx: EntityManager, { participationId }: Speaker): Promise<void> {
    await tx.query(`delete from statement where participation_id = $1 and kind = 'at home'`, [
      participationId,
    ]);
    await this.settle(tx, participationId);
  }

  /** Whether nothing shows that they were there but this one word of theirs. */
  async restsOn(tx: EntityManager, participationId: string, said: StatementKind): Promise<boolean> {
    const [row] = await tx.query<{ alone: boolean }[]>(
      `select exists (select from statement where participation_id = $1 and kind = $2)
          and not exists (select from statement where participation_id = $1 and kind <> $2)
          and not exists (select from activity a where participation_id = $1 and side = 'destination'
                and (kind <> 'said' or not exists (select from statement s
                       where s.participation_id = $1 and s.kind = $2 and s.day = a.day))) as alone`,
      [participationId, said],
    );
    return row!.alone;
  }

  /** Since when they are settled, by what they still say. */
  private async settle(tx: EntityManager, participationId: string): Promise<void> {
    await tx.query(
      `update presence set settled_on = (
         select min(day) from statement where participation_id = $1 and kind in ('at home', 'every key task')
       ) where participation_id = $1`,
      [participationId],
    );
  }
}
