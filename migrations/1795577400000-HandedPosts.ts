import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A post may be handed to somebody who has no account: it is theirs, whoever holds the place's keys. */
export class HandedPosts1795577400000 implements MigrationInterface {
  readonly name = 'HandedPosts1795577400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table post add handed_to text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table post drop handed_to');
  }
}
