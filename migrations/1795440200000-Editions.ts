import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One notice, and its words as they were true on each day on which it was said. */
export class Editions1795440200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table edition (
        notice_id uuid not null references notice on delete cascade,
        number int not null,
        letters jsonb not null,
        useful_until timestamptz,
        signed_by text not null,
        created_at timestamptz not null,
        primary key (notice_id, number)
      )`);
    await runner.query(`
      insert into edition (notice_id, number, letters, useful_until, signed_by, created_at)
      select id, 1, letters, useful_until, signed_by, created_at from notice where letters is not null`);
    await runner.query('alter table delivery add column edition int');
    await runner.query(`
      update delivery d set edition = e.number from edition e where e.notice_id = d.notice_id`);
    await runner.query(`
      alter table delivery add foreign key (notice_id, edition) references edition (notice_id, number)`);
    await runner.query(
      'alter table notice drop column letters, drop column useful_until, drop column signed_by',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notice add column letters jsonb, add column useful_until timestamptz,
        add column signed_by text not null default ''`);
    await runner.query(`
      update notice n set letters = e.letters, useful_until = e.useful_until, signed_by = e.signed_by
        from edition e where e.notice_id = n.id and e.number = 1`);
    await runner.query('alter table notice alter column signed_by drop default');
    await runner.query('alter table delivery drop column edition');
    await runner.query('drop table edition');
  }
}
