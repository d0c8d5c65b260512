import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A delivery is leased to the life of a process, which no clock ends; and how fast mail goes to each receiver. */
export class SendingAtSpeed1795577000000 implements MigrationInterface {
  readonly name = 'SendingAtSpeed1795577000000';

  async up(runner: QueryRunner): Promise<void> {
    // In the very order in which they are taken: a notice to thousands makes them all ready at one moment.
    await runner.query('drop index delivery_ready');
    await runner.query(`
      create index delivery_ready on delivery (not_before, member_id)
        where state in ('queued', 'failed') and not_before is not null`);
    await runner.query('drop index delivery_leased');
    await runner.query('alter table delivery drop column leased_until');
    await runner.query(`create index delivery_sending on delivery (leased_by) where state = 'sending'`);
    await runner.query('alter table notice add column withdrawn text');
    await runner.query(`
      create table mail_pace (
        receiver text primary key,
        per_minute real,
        even_at timestamptz not null,
        paused_until timestamptz,
        refused_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table mail_pace');
    await runner.query('alter table notice drop column withdrawn');
    await runner.query('drop index delivery_ready');
    await runner.query(`
      create index delivery_ready on delivery (not_before)
        where state in ('queued', 'failed') and not_before is not null`);
    await runner.query('drop index delivery_sending');
    await runner.query('alter table delivery add column leased_until timestamptz');
    await runner.query(`create index delivery_leased on delivery (leased_until) where state = 'sending'`);
  }
}
