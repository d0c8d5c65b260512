import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who came by a request is looked up by their page: every night, for everybody on a list. */
export class JoinedPage1795510000000 implements MigrationInterface {
  name = 'JoinedPage1795510000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'create index join_request_participation on join_request (participation_id) where participation_id is not null',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index join_request_participation');
  }
}
