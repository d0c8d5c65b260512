import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each arrival is greeted once, and a help hour can be moved. */
export class LaunchGreetings1795430000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table greeting (
        participation_id uuid primary key references participation on delete cascade,
        said_on date not null
      )`);
    await runner.query('alter table office_hour add column moved int not null default 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table office_hour drop column moved');
    await runner.query('drop table greeting');
  }
}
