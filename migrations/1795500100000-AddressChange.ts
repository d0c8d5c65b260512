import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That an address which a member typed was written to. It outlives the address: how often we wrote is counted by it. */
export class AddressChange1795500100000 implements MigrationInterface {
  name = 'AddressChange1795500100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table address_change (
        id uuid primary key default gen_random_uuid(),
        channel_id uuid unique references member_channel on delete set null,
        community_id uuid not null references community on delete cascade,
        rollout_id uuid not null references rollout on delete cascade,
        link_id uuid not null,
        lookup bytea not null,
        state text not null check (state in ('to send', 'sent', 'refused')),
        not_before timestamptz not null,
        asked_at timestamptz not null
      );
      create index address_change_due on address_change (not_before) where state = 'to send';
      create index address_change_lookup on address_change (community_id, lookup);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table address_change');
  }
}
