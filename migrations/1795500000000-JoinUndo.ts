import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What joining a request with a known member changed, so that it can be undone. */
export class JoinUndo1795500000000 implements MigrationInterface {
  name = 'JoinUndo1795500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table join_request add column undo_ids jsonb');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table join_request drop column undo_ids');
  }
}
