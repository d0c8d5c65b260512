import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Surveys1795350000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table survey (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        name text not null check (name in ('pilot', 'pulse', 'retrospective')),
        secrecy text not null default 'confidential' check (secrecy in ('confidential', 'anonymous')),
        unique (rollout_id, name)
      );

      create table survey_version (
        id uuid primary key default gen_random_uuid(),
        survey_id uuid not null references survey on delete cascade,
        number int not null,
        form jsonb not null,
        written_by uuid,
        made_at timestamptz not null,
        unique (survey_id, number)
      );

      create table survey_round (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        survey_id uuid not null references survey on delete cascade,
        version_id uuid not null references survey_version,
        number int not null,
        opened_at timestamptz not null,
        closes_at timestamptz not null,
        closed_at timestamptz,
        unique (survey_id, number)
      );

      create table survey_turnout (
        round_id uuid not null references survey_round on delete cascade,
        participation_id uuid not null references participation on delete cascade,
        answered boolean not null default false,
        with_help boolean not null default false,
        primary key (round_id, participation_id)
      );
      -- What waits on somebody's own page.
      create index survey_turnout_participation on survey_turnout (participation_id);

      -- An answer outlives its author's erasure, without them.
      create table survey_answer (
        id uuid primary key default gen_random_uuid(),
        round_id uuid not null references survey_round on delete cascade,
        participation_id uuid references participation on delete set null,
        question text not null,
        value jsonb,
        sealed bytea,
        check (num_nonnulls(value, sealed) = 1),
        unique (round_id, participation_id, question)
      );
      create index survey_answer_participation on survey_answer (participation_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table survey_answer, survey_turnout, survey_round, survey_version, survey');
  }
}
