import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A seat in the circle knows since when an answer is awaited: nobody waits for it for ever. */
export class PilotAskedOn1795430100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table circle_seat add column asked_on date');
    await runner.query(`
      update circle_seat s set asked_on = c.confirmed_at::date from circle c
       where c.rollout_id = s.rollout_id and s.state <> 'draft'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table circle_seat drop column asked_on');
  }
}
