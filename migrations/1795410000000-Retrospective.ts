import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Retrospective1795410000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table retrospective (
        rollout_id uuid primary key references rollout on delete cascade,
        meeting_at timestamptz,
        meeting_where text,
        drafted_on date,
        record jsonb,
        words text,
        next_check_in date,
        published_on date,
        published_by uuid
      );

      create table retrospective_decision (
        id uuid primary key default gen_random_uuid(),
        rollout_id uuid not null references rollout on delete cascade,
        number int not null,
        text text not null,
        owner text not null,
        due_on date,
        unique (rollout_id, number)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table retrospective_decision, retrospective');
  }
}
