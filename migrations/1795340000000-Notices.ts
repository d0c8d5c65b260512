import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Notices1795340000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notice (
        id uuid primary key default gen_random_uuid(),
        community_id uuid not null references community on delete cascade,
        rollout_id uuid not null,
        key text not null,
        play text not null,
        purpose text not null,
        letters jsonb,
        by_hand boolean not null,
        time_zone text not null,
        useful_until timestamptz,
        signed_by text not null,
        created_at timestamptz not null,
        stopped_at timestamptz,
        unique (rollout_id, key)
      )`);
    await runner.query(`
      create table delivery (
        id uuid primary key default gen_random_uuid(),
        notice_id uuid not null references notice on delete cascade,
        community_id uuid not null,
        rollout_id uuid not null,
        member_id uuid references member on delete set null,
        account_id uuid,
        channel text not null,
        state text not null,
        reason text,
        created_at timestamptz not null,
        not_before timestamptz,
        leased_until timestamptz,
        leased_by uuid,
        attempts int not null default 0,
        first_tried_at timestamptz,
        tried_at timestamptz,
        accepted_at timestamptz,
        confirmed_at timestamptz,
        address_id uuid,
        message_id text,
        tried jsonb not null default '[]',
        teller_participation_id uuid,
        teller_account_id uuid,
        shown_on date,
        offered_to uuid[] not null default '{}',
        told_at timestamptz,
        told_how text,
        unique (notice_id, member_id),
        unique (notice_id, account_id)
      )`);
    // What is ready to go, and what a dead process left half done: both stay tiny beside the ledger.
    await runner.query(`
      create index delivery_ready on delivery (not_before)
        where state in ('queued', 'failed') and not_before is not null`);
    await runner.query(`create index delivery_leased on delivery (leased_until) where state = 'sending'`);
    await runner.query(`create index delivery_member on delivery (member_id)`);
    await runner.query(`create index delivery_to_tell on delivery (rollout_id) where state = 'to tell'`);
    await runner.query(`create index delivery_message on delivery (message_id)`);
    await runner.query(`
      create table post (
        id uuid primary key default gen_random_uuid(),
        notice_id uuid not null references notice on delete cascade,
        community_id uuid not null,
        rollout_id uuid not null,
        place_id uuid not null references place on delete cascade,
        owner text,
        due_on date not null,
        short text not null,
        long text not null,
        posted_at timestamptz,
        posted_by uuid,
        unique (notice_id, place_id)
      )`);
    await runner.query(`create index post_of_rollout on post (rollout_id, due_on)`);
    await runner.query(`
      create table mailbox_message (
        id uuid primary key default gen_random_uuid(),
        delivery_id uuid not null unique references delivery on delete cascade,
        community_id uuid not null,
        to_sealed bytea not null,
        subject_sealed bytea not null,
        html_sealed bytea not null,
        text_sealed bytea not null,
        at timestamptz not null
      )`);
    await runner.query(`create index mailbox_message_newest on mailbox_message (community_id, at desc)`);
    await runner.query(`
      create table opt_out (
        member_id uuid not null references member on delete cascade,
        purpose text not null,
        at timestamptz not null,
        primary key (member_id, purpose)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table opt_out, mailbox_message, post, delivery, notice');
  }
}
