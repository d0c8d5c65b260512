import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Launch1795380000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table wave (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        number int not null,
        kind text not null,
        place_id uuid references place on delete set null,
        advocate_id uuid references participation on delete set null,
        leans boolean not null,
        not_before date,
        said_on date,
        unique (rollout_id, number)
      )`);
    await runner.query(`
      create table invitation (
        participation_id uuid primary key references participation on delete cascade,
        wave_id uuid not null references wave on delete cascade,
        said_on date,
        open_until date,
        resent int not null default 0
      )`);
    await runner.query(`create index invitation_of_wave on invitation (wave_id)`);
    // That somebody helps stands in their participation; here, how many people at a time.
    await runner.query(`
      create table advocate (
        participation_id uuid primary key references participation on delete cascade,
        places int not null
      )`);
    await runner.query(`
      create table help_request (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        participation_id uuid not null references participation on delete cascade,
        way text not null,
        asked_at timestamptz not null,
        advocate_id uuid references participation on delete set null,
        account_id uuid,
        promised_on date not null,
        taken_at timestamptz,
        closed_at timestamptz
      )`);
    await runner.query(`create index help_request_open on help_request (rollout_id) where closed_at is null`);
    await runner.query(
      `create unique index help_request_one_open on help_request (participation_id) where closed_at is null`,
    );
    await runner.query(`
      create table office_hour (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        kind text not null,
        starts_at timestamptz not null,
        minutes int not null,
        host text not null,
        room text not null,
        capacity int,
        attended int,
        cancelled_at timestamptz
      )`);
    await runner.query(`create index office_hour_of_rollout on office_hour (rollout_id, starts_at)`);
    await runner.query(`
      create table office_hour_guest (
        office_hour_id uuid not null references office_hour on delete cascade,
        participation_id uuid not null references participation on delete cascade,
        primary key (office_hour_id, participation_id)
      )`);
    await runner.query(`
      create table seeding_item (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        on_day date not null,
        title text not null,
        body text not null,
        owner uuid not null,
        posted_at timestamptz,
        posted_by uuid
      )`);
    await runner.query(`create index seeding_item_of_rollout on seeding_item (rollout_id, on_day)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table seeding_item, office_hour_guest, office_hour, help_request, advocate, invitation, wave',
    );
  }
}
