import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AccountLetters1795520000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What is written to people who work here, until it is said: a way in for whoever asked for one.
    await runner.query(`
      create table account_letter (
        id uuid primary key default gen_random_uuid(),
        kind text not null check (kind in ('sign-in', 'invitation', 'new-address')),
        community_id uuid references community on delete cascade,
        account_id uuid references account on delete cascade,
        address_sealed bytea not null,
        wanted text,
        link_id uuid,
        state text not null check (state in ('to send', 'sent', 'refused')),
        asked_at timestamptz not null,
        not_before timestamptz not null
      )`);
    await runner.query(
      `create index account_letter_due on account_letter (not_before) where state = 'to send'`,
    );
    await runner.query('create index account_letter_account on account_letter (account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table account_letter');
  }
}
