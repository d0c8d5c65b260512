import type { DataSource, QueryRunner } from 'typeorm';
import { testDataSource } from '../../../test/support/test-db.js';

describe('a connection that prepares what it is asked again and again', () => {
  let dataSource: DataSource;
  let one: QueryRunner;

  // Each test has a fresh one.
  beforeEach(async () => {
    dataSource = await testDataSource();
    one = dataSource.createQueryRunner();
  });
  afterEach(async () => {
    await one.release();
    await dataSource.destroy();
  });

  const prepared = async (): Promise<string[]> => {
    const rows = (await one.query('select statement from pg_prepared_statements')) as { statement: string }[];
    return rows.map(({ statement }) => statement);
  };

  it('gives the same answers before and after, each to its values', async () => {
    const text = 'select $1::int * 2 as n';
    for (let n = 0; n < 12; n++) expect(await one.query(text, [n])).toEqual([{ n: n * 2 }]);
    expect(await prepared()).toContain(text);
  });

  it('prepares nothing that is asked once, and nothing without values', async () => {
    for (let n = 0; n < 12; n++) await one.query(`select ${n} + $1::int`, [n]);
    for (let n = 0; n < 12; n++) await one.query('select 1 as plain');
    const known = await prepared();
    expect(known.filter((text) => text.includes('+ $1::int') || text.includes('plain'))).toEqual([]);
  });

  it('follows a table that was thrown away and made again', async () => {
    for (let n = 0; n < 8; n++) {
      await one.query('create temporary table listed (id int)');
      await one.query('insert into listed values ($1)', [n]);
      expect(await one.query('select id from listed where id = $1', [n])).toEqual([{ id: n }]);
      await one.query('drop table listed');
    }
    expect(await prepared()).toContain('insert into listed values ($1)');
  });

  it('goes on unprepared after a migration changed what a text answers', async () => {
    await one.query('create temporary table kept (id int)');
    for (let n = 0; n < 6; n++) await one.query('select * from kept where id = $1', [n]);
    await one.query('alter table kept add more text');
    await expect(one.query('select * from kept where id = $1', [1])).rejects.toThrow(
      'must not change result type',
    );
    await one.query('insert into kept values (1, $1)', ['words']);
    expect(await one.query('select * from kept where id = $1', [1])).toEqual([{ id: 1, more: 'words' }]);
  });

  it('survives a failure in the middle of a transaction', async () => {
    const text = 'select 10 / $1::int as n';
    for (let n = 1; n < 8; n++) await one.query(text, [n]);
    await one.startTransaction();
    await expect(one.query(text, [0])).rejects.toThrow('division by zero');
    await one.rollbackTransaction();
    expect(await one.query(text, [5])).toEqual([{ n: 2 }]);
  });

  it('stops at a number of texts, so that a connection does not grow for ever', async () => {
    for (let n = 0; n < 420; n++) for (let i = 0; i < 6; i++) await one.query(`select ${n} - $1::int`, [i]);
    expect((await prepared()).length).toBe(400);
    expect(await one.query('select 7 - $1::int as n', [2])).toEqual([{ n: 5 }]);
  });
});
