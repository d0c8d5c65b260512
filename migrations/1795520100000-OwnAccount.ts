import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OwnAccount1795520100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What its owner sees of a session, so that they know which one to end.
    await runner.query('alter table session add last_used_on date, add browser text');
    // What a token may do: all that stand act as their owner.
    await runner.query(
      `alter table api_token add scope text not null default 'act' check (scope in ('numbers', 'read', 'act'))`,
    );
    await runner.query('alter table api_token alter scope drop default');
    // Whether somebody who was invited has come.
    await runner.query('alter table account add came_on date');
    await runner.query(
      `update account a set came_on = a.created_at::date
        where exists (select from session where account_id = a.id)
           or exists (select from api_token where account_id = a.id and last_used_on is not null)`,
    );
    await runner.query('alter table account_letter drop constraint account_letter_kind_check');
    await runner.query(
      `alter table account_letter add constraint account_letter_kind_check
         check (kind in ('sign-in', 'invitation', 'new-address', 'address-changed'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from account_letter where kind = 'address-changed'`);
    await runner.query('alter table account_letter drop constraint account_letter_kind_check');
    await runner.query(
      `alter table account_letter add constraint account_letter_kind_check
         check (kind in ('sign-in', 'invitation', 'new-address'))`,
    );
    await runner.query('alter table account drop came_on');
    await runner.query('alter table api_token drop scope');
    await runner.query('alter table session drop last_used_on, drop browser');
  }
}
