import type { DataSource } from 'typeorm';
import { testDataSource } from '../../test/support/test-db.js';
import { hidden, names } from './column.names.js';
import { inventory, withoutPeople } from './inventory.js';
import { countsOf } from './kept.queries.js';

/** Columns that are about somebody, or may hold what they wrote. */
const personal =
  /^(member_id|participation_id|account_id|display_name|.*_?sealed|email|.*advocate_id|reported_by)$/;
/** Sealed keys, and a team's own choices, are not about a member. */
const notAbout = new Set(['crypto_key.sealed']);

describe('the inventory of what is kept', () => {
  let dataSource: DataSource;
  let columns: { table_name: string; column_name: string }[];

  beforeAll(async () => {
    dataSource = await testDataSource();
    columns = await dataSource.query(
      `select c.table_name, c.column_name from information_schema.columns c
         join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> 'migrations'`,
    );
  });
  afterAll(() => dataSource.destroy());

  it('knows every table: as holding something about people, or as holding nothing about them', () => {
    const known = new Set([...Object.keys(inventory), ...withoutPeople]);
    const missing = new Set(columns.map((one) => one.table_name).filter((table) => !known.has(table)));
    expect([...missing]).toEqual([]);
  });

  it('calls no table empty of people that has a column about somebody', () => {
    const wrong = columns
      .filter((one) => withoutPeople.includes(one.table_name) && personal.test(one.column_name))
      .map((one) => `${one.table_name}.${one.column_name}`)
      .filter((column) => !notAbout.has(column));
    expect(wrong).toEqual([]);
  });

  it('names no table that is not there, and finds a person’s rows in each', async () => {
    for (const [table, { of }] of Object.entries(inventory))
      await dataSource.query(
        `select 1 from "${table}" where $1::uuid is not null and $2::uuid[] is not null and (${of ?? 'true'}) limit 1`,
        ['00000000-0000-0000-0000-000000000000', []],
      );
    expect(Object.keys(inventory).length).toBeGreaterThan(30);
  });

  it('is counted by community, but for what opens a door for some minutes', async () => {
    const counts = await countsOf(
      dataSource.manager,
      '00000000-0000-0000-0000-000000000000',
      Object.keys(inventory),
    );
    const uncounted = Object.keys(inventory).filter((table) => !counts.has(table));
    expect(uncounted.toSorted()).toEqual(['passkey_challenge', 'shown_page']);
    expect([...counts.values()].every((rows) => rows === 0)).toBe(true);
  });

  it('has a plain word for every column that its owner is shown', () => {
    const unseen = /(^|_)(id|lookup|hash|ids)$|^(leased|offered)_|^newest$/;
    const unnamed = columns
      .filter((one) => inventory[one.table_name]?.of && !unseen.test(one.column_name))
      .map((one) => one.column_name.replace(/_?sealed$/, '') || 'text')
      .filter((column) => !(column in names) && !hidden.has(column));
    expect(unnamed).toEqual([]);
  });

  it('holds that every reference to a person lets go of them', async () => {
    const stuck = await dataSource.query<{ reference: string }[]>(
      `select conrelid::regclass || '.' || conname as reference from pg_constraint
        where contype = 'f' and confrelid in ('member'::regclass, 'participation'::regclass)
          and confdeltype not in ('c', 'n')`,
    );
    expect(stuck).toEqual([]);
  });
});
