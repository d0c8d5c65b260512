import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was stored about people at a time, so that a change of it is seen, and its people told before anything else. */
export class StoredVersions1795440400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table stored_version (
        rollout_id uuid not null references rollout on delete cascade,
        number int not null,
        hash text not null,
        kinds jsonb not null,
        noted_at timestamptz not null,
        primary key (rollout_id, number)
      )`);
    await runner.query('alter table edition add column stored int');
    await runner.query(`
      create index occurrence_stored on occurrence (rollout_id)
        where play = 'charter.changed' and state in ('planned', 'held')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index occurrence_stored');
    await runner.query('alter table edition drop column stored');
    await runner.query('drop table stored_version');
  }
}
