import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-db.js';
import './driver.js';

describe('a connection that breaks while nobody listens', () => {
  let database: TestDatabase;
  let other: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    other = new pg.Client(database.url);
    await other.connect();
  });
  afterAll(async () => {
    await other.end();
    await database.drop();
  });
  const pidOf = async (asked: pg.Client | pg.PoolClient | pg.Pool): Promise<number> =>
    (await asked.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
  const end = (pid: number): Promise<unknown> => other.query('select pg_terminate_backend($1)', [pid]);

  it('does not end the process, and says so to whoever asks next', async () => {
    const client = new pg.Client(database.url);
    await client.connect();
    const pid = await pidOf(client);
    const ended = new Promise((resolve) => void client.once('end', resolve));
    await end(pid);
    await ended;
    await expect(client.query('select 1')).rejects.toThrow('connection');
  });

  it('is not given to anybody else by its pool', async () => {
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    const client = await pool.connect();
    const pid = await pidOf(client);
    const ended = new Promise((resolve) => void client.once('end', resolve));
    await end(pid);
    await ended;
    client.release();
    expect(await pidOf(pool)).not.toBe(pid);
    await pool.end();
  });
});
