import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A restore holds every community, and each one's leads let theirs speak again. */
export class HoldPerCommunity1795440100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table hold (
        community_id uuid primary key references community on delete cascade,
        since timestamptz not null,
        reason text not null
      )`);
    await runner.query(`
      insert into hold (community_id, since, reason)
      select c.id, i.held_since, coalesce(i.held_reason, '') from installation i cross join community c
       where i.held_since is not null`);
    await runner.query('alter table installation drop column held_since, drop column held_reason');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table installation add column held_since timestamptz, add column held_reason text',
    );
    await runner.query(`
      update installation set (held_since, held_reason) = (select since, reason from hold order by since limit 1)`);
    await runner.query('drop table hold');
  }
}
