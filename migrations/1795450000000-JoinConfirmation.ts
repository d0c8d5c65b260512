import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One message to an address that somebody typed on the join page; it goes with the request. */
export class JoinConfirmation1795450000000 implements MigrationInterface {
  name = 'JoinConfirmation1795450000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table join_confirmation (
        request_id uuid primary key references join_request on delete cascade,
        community_id uuid not null references community on delete cascade,
        link_id uuid not null,
        lookup bytea not null,
        state text not null check (state in ('to send', 'sent', 'refused')),
        not_before timestamptz not null,
        asked_at timestamptz not null,
        confirmed_at timestamptz
      );
      create index join_confirmation_due on join_confirmation (not_before) where state = 'to send';
      create index join_confirmation_address on join_confirmation (community_id, lookup);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table join_confirmation');
  }
}
