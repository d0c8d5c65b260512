import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What may have arrived is tried a few times only: that is counted apart from what surely did not. */
export class UnclearAnswers1795578000000 implements MigrationInterface {
  readonly name = 'UnclearAnswers1795578000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delivery add unclear integer not null default 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delivery drop unclear');
  }
}
