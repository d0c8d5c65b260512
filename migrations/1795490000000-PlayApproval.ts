import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A play is said as it was approved: by the start, or later by a lead who looked at what was changed. */
export class PlayApproval1795490000000 implements MigrationInterface {
  name = 'PlayApproval1795490000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table play_setting add column approved jsonb not null
        default '{"movedDays": 0, "hour": null, "reworded": null}'`);
    await db.query(`
      update play_setting
         set approved = jsonb_build_object('movedDays', moved_days, 'hour', hour, 'reworded', reworded)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table play_setting drop column approved');
  }
}
