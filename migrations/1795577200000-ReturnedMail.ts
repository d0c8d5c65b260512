import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail that came back is acted on once, however often it is read: by a mark of its bytes, and nothing of it is kept. */
export class ReturnedMail1795577200000 implements MigrationInterface {
  readonly name = 'ReturnedMail1795577200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table returned_mail (mark bytea primary key, came_at timestamptz not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table returned_mail');
  }
}
