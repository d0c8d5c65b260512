import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Privacy1795420000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- What was deleted by its limit, in numbers: the record of every purge.
      create table purge_record (
        id uuid primary key default gen_random_uuid(),
        community_id uuid not null references community on delete cascade,
        rollout_id uuid,
        kind text not null,
        at timestamptz not null,
        people int not null,
        kept_people int not null default 0
      );
      create index purge_record_community on purge_record (community_id, at);

      -- Until a person has noted their four words, their page shows them; afterwards it asks for them.
      create table noted_words (
        participation_id uuid primary key references participation on delete cascade,
        noted_on date not null
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table noted_words, purge_record');
  }
}
