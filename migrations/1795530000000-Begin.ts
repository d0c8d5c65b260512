import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The door by which a community begins, why it is careful, and a move whose past days were done elsewhere. */
export class Begin1795530000000 implements MigrationInterface {
  name = 'Begin1795530000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table community add column door text;
      alter table rollout add column begun_elsewhere boolean not null default false;
      create table care_answers (
        community_id uuid primary key references community on delete cascade,
        sealed bytea not null
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table care_answers;
      alter table rollout drop column begun_elsewhere;
      alter table community drop column door;
    `);
  }
}
