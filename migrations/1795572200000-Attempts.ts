import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Attempts of an hour, counted where every process sees them. Unlogged: nothing of it goes into the write-ahead log or
 * its archive, and after a crash of the database it is empty.
 */
export class Attempts1795572200000 implements MigrationInterface {
  readonly name = 'Attempts1795572200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create unlogged table attempt (hour int not null, slot int not null, count int not null, primary key (hour, slot))',
    );
    await runner.query('create unlogged table attempt_salt (hour int primary key, salt bytea not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table attempt_salt');
    await runner.query('drop table attempt');
  }
}
