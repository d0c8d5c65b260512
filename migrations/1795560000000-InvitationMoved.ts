import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A lead may put somebody into another wave than the one that they would come into by themselves. */
export class InvitationMoved1795560000000 implements MigrationInterface {
  name = 'InvitationMoved1795560000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table invitation add moved boolean not null default false');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table invitation drop moved');
  }
}
