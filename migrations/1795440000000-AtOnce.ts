import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody has just asked for goes at once, whatever else they got. */
export class AtOnce1795440000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table notice add column at_once boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table notice drop column at_once');
  }
}
