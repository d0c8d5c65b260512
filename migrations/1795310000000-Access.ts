import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Access1795310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table account (
        id uuid primary key default gen_random_uuid(),
        community_id uuid not null,
        name text not null,
        email_sealed bytea,
        email_lookup bytea,
        role text not null check (role in ('admin', 'lead', 'advocate', 'viewer', 'operator')),
        created_at timestamptz not null,
        left_at timestamptz
      )`);
    await runner.query('create index account_community on account (community_id)');
    await runner.query(`
      create table api_token (
        id uuid primary key default gen_random_uuid(),
        account_id uuid not null references account on delete cascade,
        hash bytea not null unique,
        label text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        last_used_on date
      )`);
    await runner.query('create index api_token_account on api_token (account_id)');
    await runner.query(`
      create table session (
        id uuid primary key default gen_random_uuid(),
        account_id uuid not null references account on delete cascade,
        hash bytea not null unique,
        created_at timestamptz not null,
        expires_at timestamptz not null
      )`);
    await runner.query('create index session_account on session (account_id)');

    // The record: nothing in it is ever changed. The reason's text lies apart and may go.
    await runner.query(`
      create table audit_entry (
        community_id uuid not null,
        number int not null,
        actor text not null,
        what text not null,
        subject text not null,
        at timestamptz not null,
        reason_hash bytea,
        hash bytea not null,
        primary key (community_id, number)
      )`);
    await runner.query(`
      create table audit_reason (
        community_id uuid not null,
        number int not null,
        salt bytea not null,
        sealed bytea not null,
        primary key (community_id, number)
      )`);
    await runner.query(`
      create function audit_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'The record of acts is append-only.';
      end $$`);
    await runner.query(`
      create trigger audit_entry_append_only before update or delete on audit_entry
        for each row execute function audit_is_append_only()`);
    await runner.query(`
      create trigger audit_entry_no_truncate before truncate on audit_entry
        for each statement execute function audit_is_append_only()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_reason');
    await runner.query('drop table audit_entry');
    await runner.query('drop function audit_is_append_only');
    await runner.query('drop table session');
    await runner.query('drop table api_token');
    await runner.query('drop table account');
  }
}
