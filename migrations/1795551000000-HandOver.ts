import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who does what of a rollout, who stands in for whom, and when a lead was last here. */
export class HandOver1795551000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table task_holder (
        rollout_id uuid not null references rollout on delete cascade,
        task text not null,
        account_id uuid not null references account on delete cascade,
        handed_at timestamptz not null,
        primary key (rollout_id, task)
      );

      create table lead_break (
        account_id uuid primary key references account on delete cascade,
        community_id uuid not null references community on delete cascade,
        stand_in uuid not null references account on delete cascade,
        began_at timestamptz not null,
        until date,
        moved jsonb not null
      );

      alter table rollout add leads_seen_on date, add unattended_at timestamptz;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table rollout drop leads_seen_on, drop unattended_at;
      drop table lead_break, task_holder;
    `);
  }
}
