import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Refine1795370000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table faq_entry (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        question text not null,
        answer text not null,
        written_at timestamptz not null
      )`);
    await runner.query(`create index faq_entry_of_rollout on faq_entry (rollout_id)`);
    await runner.query(`
      create table finding (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        words bytea not null,
        severity text not null,
        pilot boolean not null,
        owner uuid,
        reported_by uuid references participation on delete set null,
        answer_id uuid,
        found_at timestamptz not null,
        resolved_at timestamptz,
        resolution bytea,
        faq_entry_id uuid references faq_entry on delete set null,
        dismissed_at timestamptz,
        dismissal bytea,
        unique (rollout_id, answer_id)
      )`);
    await runner.query(`create index finding_reporter on finding (reported_by)`);
    await runner.query(`
      create table guide (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        slug text not null,
        kind text not null,
        platform text,
        audience text not null,
        unique (rollout_id, slug)
      )`);
    await runner.query(`create index guide_slug on guide (slug)`);
    await runner.query(`
      create table guide_version (
        id uuid primary key default gen_random_uuid(),
        guide_id uuid not null references guide on delete cascade,
        number int not null,
        title text not null,
        body text not null,
        check_on date,
        written_at timestamptz not null,
        written_by uuid,
        published_on date,
        unique (guide_id, number)
      )`);
    await runner.query(`
      create table charter_version (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        number int not null,
        body text not null,
        what_changed text,
        opened_at timestamptz,
        window_ends_on date,
        adopted_at timestamptz,
        adopted_on date,
        unique (rollout_id, number)
      )`);
    await runner.query(`
      create table objection (
        id uuid primary key default gen_random_uuid(),
        charter_version_id uuid not null references charter_version on delete cascade,
        participation_id uuid references participation on delete set null,
        words bytea not null,
        made_at timestamptz not null,
        answer bytea,
        answered_at timestamptz,
        answered_by uuid
      )`);
    await runner.query(`create index objection_of_version on objection (charter_version_id)`);
    await runner.query(`create index objection_author on objection (participation_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table objection, charter_version, guide_version, guide, finding, faq_entry');
  }
}
