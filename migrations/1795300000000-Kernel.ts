import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Kernel1795300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // One row: which installation wrote this database, and when it was last alive (a restore starts held).
    await runner.query(`
      create table installation (
        only_row boolean primary key default true check (only_row),
        mark uuid not null,
        heartbeat_at timestamptz,
        held_since timestamptz,
        held_reason text
      )`);

    // Sealed columns: a data key per owner and version (kernel/crypto).
    await runner.query(`
      create table crypto_key (
        owner uuid not null,
        version int not null,
        sealed bytea not null,
        primary key (owner, version)
      )`);

    // Links that carry a right, kept as hashes (kernel/crypto).
    await runner.query(`
      create table link (
        id uuid primary key,
        purpose text not null,
        subject uuid not null,
        hash bytea not null unique,
        expires_at timestamptz,
        revoked_at timestamptz,
        created_at timestamptz not null
      )`);
    await runner.query('create index link_subject on link (subject, purpose)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table link');
    await runner.query('drop table crypto_key');
    await runner.query('drop table installation');
  }
}
