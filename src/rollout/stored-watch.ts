import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Config } from '../kernel/config.js';
import { StoredVersions } from '../privacy/stored-versions.service.js';
import { AgendaService } from './agenda.service.js';

/** At each start of the program, which is when what it stores can have changed. */
@Injectable()
export class StoredWatch implements OnApplicationBootstrap {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stored: StoredVersions,
    private readonly agenda: AgendaService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.ticking && this.config.runsWorkers) await this.look();
  }

  async look(): Promise<void> {
    const running = await this.dataSource.query<{ id: string }[]>(
      `select id from rollout where state = 'running' and cancelled_at is null order by id`,
    );
    for (const { id } of running)
      await this.dataSource.transaction(async (tx) => {
        await tx.query('select 1 from rollout where id = $1 for update', [id]);
        if (await this.stored.note(tx, id, this.clock.now())) await this.agenda.replan(tx, id);
      });
  }
}
