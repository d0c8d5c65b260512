import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Pilot1795360000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table circle (
        rollout_id uuid primary key references rollout on delete cascade,
        objectives jsonb not null default '[]',
        confirmed_at timestamptz
      );

      create table circle_seat (
        participation_id uuid primary key references participation on delete cascade,
        rollout_id uuid not null references rollout on delete cascade,
        state text not null check (state in ('draft', 'asked', 'accepted', 'declined')),
        mark text check (mark in ('enthusiast', 'confident', 'hesitant', 'skeptic')),
        would_help boolean,
        with_help boolean not null default false,
        -- What a lead thinks of somebody goes when the circle is confirmed.
        check (mark is null or state = 'draft')
      );
      create index circle_seat_rollout on circle_seat (rollout_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table circle_seat, circle');
  }
}
