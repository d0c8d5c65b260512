import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { AccessSweep } from '../access/access-sweep.js';
import { ImportService } from '../community/import.service.js';
import { Clock } from '../kernel/clock.js';
import { waitingHours } from './address-change.entity.js';
import { FirstContact } from './first-contact.service.js';

/** What has a short limit of its own goes every night; what belongs to a rollout goes with it (`Purge`). */
@Injectable()
export class RetentionSweep {
  constructor(
    private readonly dataSource: DataSource,
    private readonly imports: ImportService,
    private readonly contact: FirstContact,
    private readonly access: AccessSweep,
    private readonly clock: Clock,
  ) {}

  @Cron('17 3 * * *')
  nightly(): Promise<void> {
    return this.run(this.clock.now());
  }

  async run(now: Temporal.Instant): Promise<void> {
    const today = localDay(now, 'UTC');
    await this.dataSource.transaction(async (tx) => {
      await tx.query('delete from erasure_mark where expires_on <= $1', [today.toString()]);
      await tx.query(
        'delete from join_request where participation_id is null and decided_at is null and asked_on < $1',
        [today.subtract({ days: 14 }).toString()],
      );
      await forgetUnanswered(tx, now.subtract({ hours: waitingHours }));
      await tx.query('delete from false_report where on_day < $1', [today.subtract({ days: 14 }).toString()]);
      await this.access.run(tx, now);
      await this.imports.forgetOld(tx);
      await tx.query('delete from link where expires_at < $1', [now.subtract({ hours: 30 * 24 }).toString()]);
      // What somebody was called in the old place: the pair with the new name goes 30 days after T.
      await tx.query(
        `update member_place mp set handle_sealed = null, handle_lookup = null
           from rollout_place rp
           join transition t on t.rollout_id = rp.rollout_id and t.held_at is null
           join rollout r on r.id = rp.rollout_id and r.kept_both_at is null and r.cancelled_at is null
          where rp.place_id = mp.place_id and rp.side = 'source' and t.t + 30 < $1::date
            and mp.handle_lookup is not null`,
        [today.toString()],
      );
    });
    await this.contact.look(now);
  }
}

/** An address whose owner never said yes goes, and then what its messages were counted by. */
async function forgetUnanswered(tx: EntityManager, before: Temporal.Instant): Promise<void> {
  await tx.query(
    `delete from member_channel c using address_change a
      where a.channel_id = c.id and c.state = 'unconfirmed' and a.asked_at <= $1`,
    [before.toString()],
  );
  await tx.query('delete from address_change where asked_at <= $1', [before.toString()]);
}
