import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A rollout of which members changed a fact since its agenda and gates were last looked at. */
export class StaleRollouts1795460000000 implements MigrationInterface {
  name = 'StaleRollouts1795460000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table rollout add column stale boolean not null default false');
    await db.query(`create index rollout_stale on rollout (id) where stale and state = 'running'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index rollout_stale');
    await db.query('alter table rollout drop column stale');
  }
}
