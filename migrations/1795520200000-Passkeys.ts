import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Passkeys1795520200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table passkey (
        id uuid primary key default gen_random_uuid(),
        account_id uuid not null references account on delete cascade,
        credential_id text not null unique,
        public_key bytea not null,
        counter bigint not null,
        transports text[] not null,
        name text not null,
        created_at timestamptz not null,
        last_used_on date
      )`);
    await runner.query('create index passkey_account on passkey (account_id)');
    // What a device is asked to sign: once, within minutes.
    await runner.query(`
      create table passkey_challenge (
        hash bytea primary key,
        account_id uuid references account on delete cascade,
        expires_at timestamptz not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table passkey_challenge, passkey');
  }
}
