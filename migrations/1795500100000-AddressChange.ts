import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An address that a member typed on their own page, until its owner has said yes; it goes with the address. */
export class AddressChange1795500100000 implements MigrationInterface {
  name = 'AddressChange1795500100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table address_change (
        channel_id uuid primary key references member_channel on delete cascade,
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
