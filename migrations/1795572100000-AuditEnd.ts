import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where each record ends, sealed, so that entries cut off are missed; and how far it was followed. */
export class AuditEnd1795572100000 implements MigrationInterface {
  readonly name = 'AuditEnd1795572100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_end (
        community_id uuid primary key,
        number int not null,
        hash bytea not null,
        since int not null,
        seal bytea not null
      )`);
    await runner.query(`
      create table audit_followed (
        community_id uuid primary key,
        number int not null,
        hash bytea not null,
        broken_at int,
        whole_at timestamptz not null,
        seal bytea not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_followed');
    await runner.query('drop table audit_end');
  }
}
