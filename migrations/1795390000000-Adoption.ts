import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Adoption1795390000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table activity (
        participation_id uuid not null references participation on delete cascade,
        side text not null check (side in ('source', 'destination')),
        day date not null,
        rollout_id uuid not null,
        kind text not null check (kind in ('said', 'reported', 'roll call')),
        primary key (participation_id, side, day)
      )`);
    await runner.query(
      `create index activity_source on activity (rollout_id, day, participation_id) where side = 'source'`,
    );
    // A year of days in the new place as one row of bits: the daily measurement reads this, whatever the activity.
    await runner.query(`
      create table presence (
        participation_id uuid primary key references participation on delete cascade,
        rollout_id uuid not null,
        newest date not null,
        days bit(366) not null,
        said bit(366) not null,
        settled_on date
      )`);
    await runner.query('create index presence_rollout on presence (rollout_id)');
    await runner.query(`
      create table statement (
        participation_id uuid not null references participation on delete cascade,
        kind text not null check (kind in ('arrived', 'key task', 'every key task', 'at home', 'pulse')),
        day date not null,
        rollout_id uuid not null,
        with_help boolean not null default false,
        primary key (participation_id, kind, day)
      )`);
    await runner.query(`
      create table key_task (
        rollout_id uuid not null references rollout on delete cascade,
        key text not null,
        words text not null,
        position int not null,
        primary key (rollout_id, key)
      )`);
    await runner.query(`
      create table key_task_answer (
        participation_id uuid not null references participation on delete cascade,
        task text not null,
        rollout_id uuid not null,
        answer text not null check (answer in ('yes', 'not yet', 'did not try')),
        answered_on date not null,
        done_on date check ((done_on is not null) = (answer = 'yes')),
        with_help boolean not null default false,
        primary key (participation_id, task)
      )`);
    await runner.query('create index key_task_answer_rollout on key_task_answer (rollout_id)');
    await runner.query(`
      create table sighting (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        place_id uuid references place on delete cascade,
        side text not null check (side in ('source', 'destination')),
        kind text not null check (kind in ('report', 'roll call')),
        from_day date not null,
        to_day date not null check (to_day >= from_day),
        complete boolean not null,
        people int not null,
        noted_by text not null,
        at timestamptz not null
      )`);
    await runner.query('create index sighting_rollout on sighting (rollout_id, to_day)');
    await runner.query(`
      create table head_count (
        rollout_id uuid not null references rollout on delete cascade,
        place_id uuid not null references place on delete cascade,
        day date not null,
        people int not null check (people >= 0),
        readers int check (readers >= 0),
        noted_by text not null,
        at timestamptz not null,
        primary key (rollout_id, place_id, day)
      )`);

    await runner.query(`
      create table place_list (
        rollout_id uuid not null references rollout on delete cascade,
        place_id uuid not null references place on delete cascade,
        people int not null,
        day date not null,
        primary key (rollout_id, place_id)
      )`);

    await runner.query(`
      create table adoption (
        rollout_id uuid primary key references rollout on delete cascade,
        baseline_from date not null,
        frozen_on date,
        stale_from date,
        stale_to date,
        check ((stale_from is null) = (stale_to is null))
      )`);
    await runner.query(`
      create table baseline_member (
        participation_id uuid primary key references participation on delete cascade,
        rollout_id uuid not null,
        evidence text not null check (evidence in ('activity', 'last seen', 'joined', 'assumed', 'corrected')),
        taken_out_on date
      )`);
    await runner.query('create index baseline_member_rollout on baseline_member (rollout_id)');
    await runner.query(`
      create table baseline_correction (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        participation_id uuid references participation on delete set null,
        change text not null check (change in ('in', 'out')),
        reason_sealed bytea not null,
        noted_by text not null,
        day date not null,
        at timestamptz not null
      )`);
    await runner.query('create index baseline_correction_rollout on baseline_correction (rollout_id)');
    await runner.query(`
      create table adoption_snapshot (
        rollout_id uuid not null references rollout on delete cascade,
        day date not null,
        revision int not null,
        late boolean not null,
        measured_at timestamptz not null,
        baseline int not null,
        assumed int not null,
        taken_out int not null,
        arrived int not null,
        active int not null,
        comfortable int not null,
        unknown int not null,
        roster int not null,
        roster_invited int not null,
        roster_arrived int not null,
        roster_comfortable int not null,
        roster_declined int not null,
        primary key (rollout_id, day, revision)
      )`);
    await runner.query(`
      create table adoption_milestone (
        rollout_id uuid not null references rollout on delete cascade,
        percent int not null,
        day date not null,
        at timestamptz not null,
        primary key (rollout_id, percent)
      )`);
    await runner.query(`
      create table left_behind (
        rollout_id uuid not null references rollout on delete cascade,
        dimension text not null check (dimension in ('language', 'comfort', 'place', 'invited')),
        day date not null,
        classes jsonb not null,
        primary key (rollout_id, dimension)
      )`);
    await runner.query(`
      create table friction_alarm (
        rollout_id uuid not null references rollout on delete cascade,
        since date not null,
        why jsonb not null,
        let_go_at timestamptz,
        let_go_by text,
        reason_sealed bytea,
        ended_on date,
        primary key (rollout_id, since)
      )`);
    await runner.query(
      'create unique index friction_alarm_open on friction_alarm (rollout_id) where ended_on is null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      ...['friction_alarm', 'left_behind', 'adoption_milestone', 'adoption_snapshot'],
      ...['baseline_correction', 'baseline_member', 'adoption'],
      ...[
        'place_list',
        'head_count',
        'sighting',
        'key_task_answer',
        'key_task',
        'statement',
        'presence',
        'activity',
      ],
    ])
      await runner.query(`drop table ${table}`);
  }
}
