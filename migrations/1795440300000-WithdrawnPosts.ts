import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A text that nobody has posted yet and that is no longer true. */
export class WithdrawnPosts1795440300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table post add column withdrawn boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table post drop column withdrawn');
  }
}
