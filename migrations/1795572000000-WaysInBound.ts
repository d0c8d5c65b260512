import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A sign-in that a token opened ends with it. A letter between people who work here may carry its own words. */
export class WaysInBound1795572000000 implements MigrationInterface {
  readonly name = 'WaysInBound1795572000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table session add token_id uuid references api_token on delete cascade');
    await runner.query('create index session_token on session (token_id)');
    await runner.query('alter table account_letter add words_sealed bytea');
    await kinds(runner, [
      'sign-in',
      'invitation',
      'new-address',
      'address-changed',
      'way-in-made',
      'colleague',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from account_letter where kind in ('way-in-made', 'colleague')`);
    await kinds(runner, ['sign-in', 'invitation', 'new-address', 'address-changed']);
    await runner.query('alter table account_letter drop words_sealed');
    await runner.query('delete from session where token_id is not null');
    await runner.query('alter table session drop token_id');
  }
}

async function kinds(runner: QueryRunner, all: string[]): Promise<void> {
  await runner.query('alter table account_letter drop constraint account_letter_kind_check');
  await runner.query(
    `alter table account_letter add constraint account_letter_kind_check
       check (kind in (${all.map((kind) => `'${kind}'`).join(', ')}))`,
  );
}
