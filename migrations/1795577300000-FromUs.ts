import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notice carries a phrase by which its readers can ask whether it is ours, and say what is not. */
export class FromUs1795577300000 implements MigrationInterface {
  readonly name = 'FromUs1795577300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table notice add phrase text');
    await runner.query(`create unique index notice_phrase on notice (replace(phrase, '-', ''))`);
    await runner.query(`
      create table false_report (
        id uuid primary key default gen_random_uuid(),
        community_id uuid not null references community (id) on delete cascade,
        on_day date not null,
        sealed bytea not null,
        phrase text,
        more int not null default 0
      )`);
    await runner.query('create index false_report_newest on false_report (community_id, on_day desc)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table false_report');
    await runner.query('drop index notice_phrase');
    await runner.query('alter table notice drop phrase');
  }
}
