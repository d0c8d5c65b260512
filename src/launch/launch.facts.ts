import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { day, moment } from '../kernel/database/columns.js';
import type { Facts } from '../rollout/facts.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { ProvidesFact } from '../rollout/sockets.js';
import { invitedCounts } from './invitation.queries.js';
import { subjectOf } from './office-hour.rules.js';
import { preparations } from './wave.queries.js';
import { Waves } from './waves.service.js';

@Injectable()
export class LaunchFacts {
  constructor(
    private readonly planned: Waves,
    private readonly clock: Clock,
  ) {}

  @ProvidesFact('launch.waves')
  async waves(tx: EntityManager, rollout: Rollout): Promise<Facts['launch.waves']> {
    const waves = await this.planned.dated(tx, rollout);
    return waves.map(({ number, on, holds }) => ({ number, on, held: holds.length > 0 }));
  }

  @ProvidesFact('launch.invited')
  invited(tx: EntityManager, rollout: Rollout): Promise<Facts['launch.invited']> {
    return invitedCounts(tx, rollout.id, this.clock.now());
  }

  @ProvidesFact('launch.advocates')
  async advocates(tx: EntityManager, rollout: Rollout): Promise<number> {
    return (await preparations(tx, rollout.id)).advocates;
  }

  @ProvidesFact('launch.office-hours')
  async officeHours(tx: EntityManager, rollout: Rollout): Promise<Facts['launch.office-hours']> {
    const rows = await tx.query<{ id: string; moved: number; starts_at: Date; held: boolean }[]>(
      `select id, moved, starts_at, kind = 'office hour' and attended is not null as held from office_hour
        where rollout_id = $1 and cancelled_at is null order by starts_at, host, id`,
      [rollout.id],
    );
    return rows.map((row) => ({ id: subjectOf(row), at: moment(row.starts_at), held: row.held }));
  }

  @ProvidesFact('launch.help-waiting')
  async helpWaiting(tx: EntityManager, rollout: Rollout): Promise<Facts['launch.help-waiting']> {
    const rows = await tx.query<{ id: string; asked_at: Date }[]>(
      `select id, asked_at from help_request
        where rollout_id = $1 and closed_at is null and taken_at is null order by asked_at, id`,
      [rollout.id],
    );
    return rows.map((row) => ({ id: row.id, at: moment(row.asked_at) }));
  }

  /** What is posted already needs no reminder of its day. */
  @ProvidesFact('launch.seeding')
  async seeding(tx: EntityManager, rollout: Rollout): Promise<Facts['launch.seeding']> {
    const rows = await tx.query<{ id: string; on_day: string }[]>(
      `select id, on_day from seeding_item where rollout_id = $1 and posted_at is null order by on_day, title, id`,
      [rollout.id],
    );
    return rows.map((row) => ({ id: row.id, on: day(row.on_day) }));
  }
}
