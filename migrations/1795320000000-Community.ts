import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Community1795320000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table community (
        id uuid primary key default gen_random_uuid(),
        name text not null,
        language text not null default 'en',
        time_zone text not null,
        responsible_name text not null,
        responsible_contact_sealed bytea not null,
        care text not null default 'open' check (care in ('open', 'careful', 'protective')),
        created_at timestamptz not null
      );

      alter table account add foreign key (community_id) references community on delete cascade;

      create table place (
        id uuid primary key default gen_random_uuid(),
        community_id uuid not null references community on delete cascade,
        name text not null,
        platform text not null,
        caretaker text,
        address text,
        head_count int check (head_count >= 0),
        head_count_on date,
        visibility text not null default 'nobody' check (visibility in ('everybody', 'writers', 'nobody'))
      );
      create index place_community on place (community_id);

      create table member (
        id uuid primary key default gen_random_uuid(),
        community_id uuid not null references community on delete cascade,
        display_name text not null,
        language text,
        time_zone text,
        last_seen_on date,
        source text not null check (source in ('file', 'pasted', 'join', 'api')),
        phonebook boolean not null default false,
        added_on date not null,
        gone text check (gone in ('deceased', 'duplicate', 'departed')),
        gone_on date,
        duplicate_of uuid references member on delete cascade,
        erased_at timestamptz
      );
      create index member_duplicate_of on member (duplicate_of) where duplicate_of is not null;
      -- The C collation lets one index find a name, find its beginning, and page through the roster in order.
      -- Without the id: while a first import fills the table its statistics still say "empty", and PostgreSQL would
      -- check foreign keys by walking this index instead of the primary key.
      create index member_name on member (community_id, (lower(display_name) collate "C"));

      create table member_channel (
        id uuid primary key default gen_random_uuid(),
        community_id uuid not null,
        member_id uuid not null references member on delete cascade,
        kind text not null check (kind in ('email', 'by-hand', 'own-page')),
        sealed bytea,
        lookup bytea,
        preferred boolean not null default true,
        state text not null default 'good' check (state in ('good', 'dead', 'unconfirmed')),
        created_at timestamptz not null
      );
      create index member_channel_member on member_channel (member_id);
      -- Not unique: a household may share one address.
      create index member_channel_lookup on member_channel (community_id, lookup) where lookup is not null;

      create table member_place (
        member_id uuid not null references member on delete cascade,
        place_id uuid not null references place on delete cascade,
        handle_sealed bytea,
        handle_lookup bytea,
        last_seen_on date,
        primary key (member_id, place_id)
      );
      create index member_place_handle on member_place (place_id, handle_lookup);

      create table erasure_mark (
        community_id uuid not null references community on delete cascade,
        hash bytea not null,
        expires_on date not null,
        primary key (community_id, hash)
      );`);
    await runner.query(`
      create table import_file (
        id uuid primary key default gen_random_uuid(),
        community_id uuid not null references community on delete cascade,
        place_id uuid references place on delete cascade,
        state text not null default 'reading'
          check (state in ('reading', 'mapping', 'ready', 'confirmed')),
        layout jsonb,
        mapping jsonb,
        mapping_said boolean not null default false,
        rows int not null default 0,
        bad int not null default 0,
        counts jsonb not null default '{}',
        started_at timestamptz not null,
        finished_at timestamptz
      );
      create index import_file_community on import_file (community_id, started_at);

      -- Good rows between dry run and confirmation: what will be stored, as it will be stored.
      create table import_row (
        import_id uuid not null,
        number int not null,
        member_id uuid not null default gen_random_uuid(),
        display_name text not null,
        language text,
        time_zone text,
        last_seen_on date,
        phonebook boolean not null,
        email_sealed bytea,
        email_lookup bytea,
        handle_sealed bytea,
        handle_lookup bytea,
        name_lookup bytea,
        primary key (import_id, number)
      );

      -- Only what is not simply a new member, so that a million new ones cost nothing here.
      create table import_verdict (
        import_id uuid not null references import_file on delete cascade,
        number int not null,
        verdict text not null check (verdict in ('update', 'skip', 'bad', 'likely-duplicate', 'phone-book')),
        reasons jsonb not null,
        member_id uuid,
        other_number int,
        cells_sealed bytea,
        decision text check (decision in ('add', 'same', 'leave-out')),
        primary key (import_id, number)
      );

      -- A foreign key would be asked a million times while a file is read; this is asked once when it goes.
      create function import_row_goes_with_its_file() returns trigger language plpgsql as
        'begin delete from import_row where import_id = old.id; return old; end';
      create trigger import_file_gone after delete on import_file
        for each row execute function import_row_goes_with_its_file();`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table import_verdict, import_row, import_file;
      drop function import_row_goes_with_its_file;
      alter table account drop constraint account_community_id_fkey;
      drop table erasure_mark, member_place, member_channel, member, place, community;`);
  }
}
