import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A sample community belongs to the one that looks at it, and goes with it. */
export class Sample1795530100000 implements MigrationInterface {
  name = 'Sample1795530100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table community add column sample_of uuid references community on delete cascade;
      create unique index community_sample_of on community (sample_of) where sample_of is not null;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table community drop column sample_of');
  }
}
