import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Rollout1795330000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table rollout (
        id uuid primary key default gen_random_uuid(),
        community_id uuid not null references community on delete cascade,
        name text not null,
        plan jsonb not null,
        state text not null default 'draft' check (state in ('draft', 'running', 'ended')),
        started_at timestamptz,
        paused_at timestamptz,
        cancelled_at timestamptz,
        kept_both_at timestamptz,
        version int not null default 1
      );
      create index rollout_community on rollout (community_id);

      create table rollout_place (
        rollout_id uuid not null references rollout on delete cascade,
        place_id uuid not null references place on delete cascade,
        side text not null check (side in ('source', 'destination')),
        primary key (rollout_id, place_id)
      );

      create table phase (
        rollout_id uuid not null references rollout on delete cascade,
        key text not null check (key in ('pilot', 'refine', 'launch', 'sunset')),
        opened_on date,
        opened_at timestamptz,
        closed_on date,
        closed_at timestamptz,
        closed_by uuid,
        override_reason text,
        override_seconded_by uuid,
        gate jsonb not null default '[]',
        gate_at timestamptz,
        primary key (rollout_id, key)
      );

      create table gate_override (
        rollout_id uuid not null references rollout on delete cascade,
        phase text not null,
        asked_by uuid not null,
        asked_at timestamptz not null,
        reason text not null,
        primary key (rollout_id, phase)
      );

      create table occurrence (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        key text not null,
        play text not null,
        step text not null,
        day date not null,
        due_at timestamptz not null,
        speaks boolean not null,
        state text not null default 'planned' check (state in ('planned', 'done', 'held', 'skipped')),
        reason text,
        decided_by text,
        leased_until timestamptz,
        leased_by uuid,
        done_at timestamptz,
        released_at timestamptz,
        unique (rollout_id, key)
      );
      -- What the tick reads every minute: only what is planned, in the order in which it is due.
      create index occurrence_due on occurrence (due_at, key) where state = 'planned';

      create table play_setting (
        rollout_id uuid not null references rollout on delete cascade,
        play text not null,
        off boolean not null default false,
        moved_days int not null default 0,
        hour text,
        reworded jsonb,
        primary key (rollout_id, play)
      );

      create table alert (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        kind text not null,
        subject text not null,
        text text not null,
        raised_at timestamptz not null,
        ended_at timestamptz
      );
      create unique index alert_open on alert (rollout_id, kind, subject) where ended_at is null;

      create table participation (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        community_id uuid not null references community on delete cascade,
        member_id uuid not null references member on delete cascade,
        link_id uuid not null,
        pilot boolean not null default false,
        advocate boolean not null default false,
        comfort text check (comfort in ('enthusiast', 'confident', 'hesitant', 'skeptic')),
        standing text not null default 'listed'
          check (standing in ('listed', 'invited', 'arrived', 'active', 'comfortable')),
        outcome text check (outcome in ('no device', 'declined', 'unreachable', 'will leave')),
        outcome_on date,
        invited_on date,
        arrived_on date,
        advocate_id uuid references participation on delete set null,
        unique (rollout_id, member_id)
      );
      create index participation_member on participation (member_id);
      create index participation_advocate on participation (advocate_id) where advocate_id is not null;
      create unique index participation_link on participation (link_id);

      create table join_code (
        code text primary key,
        rollout_id uuid not null references rollout on delete cascade,
        place_id uuid references place on delete cascade,
        advocate_id uuid references participation on delete cascade,
        enough boolean not null default false,
        created_at timestamptz not null,
        replaced_at timestamptz
      );
      create index join_code_rollout on join_code (rollout_id);

      create table join_request (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        code text not null references join_code on delete cascade,
        facts_sealed bytea not null,
        asked_on date not null,
        participation_id uuid references participation on delete cascade,
        decided_at timestamptz,
        decided_by text
      );
      create index join_request_open on join_request (rollout_id) where decided_at is null;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `drop table join_request, join_code, participation, alert, play_setting, occurrence, gate_override, phase,
       rollout_place, rollout`,
    );
  }
}
