import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was pressed twice is done once, and what is shown once can be loaded again for some minutes. */
export class SentForms1795574000000 implements MigrationInterface {
  readonly name = 'SentForms1795574000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table sent_form (mark bytea primary key, sent_at timestamptz not null, leads_to text)',
    );
    await runner.query(
      `create table shown_page (id uuid primary key, holder bytea not null, sealed bytea not null,
                                until timestamptz not null)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table shown_page');
    await runner.query('drop table sent_form');
  }
}
