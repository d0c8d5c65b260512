import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sunset1795400000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table transition (
        rollout_id uuid primary key references rollout on delete cascade,
        revision int not null,
        t date not null,
        -- Since when proof counts: the announcement, or the newest correction that moved T earlier.
        proof_since timestamptz not null,
        held_at timestamptz
      );

      -- Every day that was ever named, in the words of its step: r1, r1/2, r2.
      create table transition_change (
        rollout_id uuid not null references rollout on delete cascade,
        step text not null,
        number int not null,
        revision int not null,
        t date not null,
        at timestamptz not null,
        by uuid not null,
        primary key (rollout_id, step),
        unique (rollout_id, number)
      );

      -- A person not proven told, as the leads settled it: somebody will tell them by a day, or an exception.
      create table open_name (
        participation_id uuid primary key references participation on delete cascade,
        rollout_id uuid not null references rollout on delete cascade,
        teller text,
        promised_on date,
        exception_reason_sealed bytea,
        exception_by uuid,
        exception_at timestamptz,
        seconded_by uuid,
        seconded_at timestamptz
      );
      create index open_name_rollout on open_name (rollout_id);

      -- "I have my things" or "nothing to keep".
      create table things (
        participation_id uuid primary key references participation on delete cascade,
        rollout_id uuid not null references rollout on delete cascade,
        said text not null check (said in ('have', 'nothing')),
        said_on date not null,
        with_help boolean not null default false
      );
      create index things_rollout on things (rollout_id);

      create table place_closing (
        rollout_id uuid not null references rollout on delete cascade,
        place_id uuid not null references place on delete cascade,
        read_only_on date,
        read_only_by uuid,
        redirect_on date,
        redirect_by uuid,
        primary key (rollout_id, place_id)
      );

      create table ending (
        rollout_id uuid primary key references rollout on delete cascade,
        celebrated_on date,
        celebration_words text,
        archive_kept_on date,
        archive_kept_by uuid,
        archive_note text,
        shutdown_asked_of uuid,
        shutdown_done_on date,
        shutdown_done_by uuid,
        shutdown_confirmed_on date,
        shutdown_confirmed_by uuid
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table ending, place_closing, things, open_name, transition_change, transition',
    );
  }
}
