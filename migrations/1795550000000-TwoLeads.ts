import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What takes two leads: one table of requests for a second yes, and who switched the rule off for itself. */
export class TwoLeads1795550000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table yes_request (
        id uuid primary key default gen_random_uuid(),
        community_id uuid not null references community on delete cascade,
        rollout_id uuid references rollout on delete cascade,
        -- Where it is about one person: it goes with them.
        participation_id uuid references participation on delete cascade,
        kind text not null,
        subject text not null,
        state text not null default 'open',
        asked_by uuid not null,
        asked_at timestamptz not null,
        until timestamptz not null,
        reason_sealed bytea not null,
        shown_sealed bytea not null,
        answered_by uuid,
        answered_at timestamptz,
        word_sealed bytea,
        alone boolean not null default false,
        taken_at timestamptz
      );
      create unique index yes_request_open on yes_request (community_id, kind, subject) where state = 'open';
      create index yes_request_rollout on yes_request (rollout_id);
      create index yes_request_participation on yes_request (participation_id);

      create table leads_alone (
        community_id uuid primary key references community on delete cascade,
        by uuid not null,
        at timestamptz not null,
        words_sealed bytea not null
      );

      -- What was asked and not answered is asked anew, with its numbers.
      drop table gate_override;
      update open_name set exception_reason_sealed = null, exception_by = null, exception_at = null
       where seconded_at is null;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table yes_request, leads_alone;
      create table gate_override (
        rollout_id uuid not null references rollout on delete cascade,
        phase text not null,
        asked_by uuid not null,
        asked_at timestamptz not null,
        reason text not null,
        primary key (rollout_id, phase)
      );
    `);
  }
}
