import type { ClientBase } from 'pg';
import type { DataSource } from 'typeorm';

type Query = (...question: unknown[]) => Promise<unknown>;
type Handed = (error: Error | undefined, client: ClientBase, release: () => void) => void;
interface Pool {
  connect: (handed: Handed) => void;
}

/**
 * Does something with the running product and takes all of it back: for so long every query of the program goes over
 * one connection, in a transaction that is never committed. Its own transactions are parts of that one, one after
 * another.
 */
export async function tentatively<T>(dataSource: DataSource, act: () => Promise<T>): Promise<T> {
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  const connect = pool.connect.bind(pool);
  const { client, release } = await new Promise<{ client: ClientBase; release: () => void }>((ok, fail) =>
    connect((error, given, done) => (error ? fail(error) : ok({ client: given, release: done }))),
  );
  await client.query('begin');
  const turns = new Turns();
  pool.connect = (handed) => handed(undefined, within(client, turns), () => undefined);
  try {
    return await act();
  } finally {
    await turns.next();
    pool.connect = connect;
    await client.query('rollback');
    release();
  }
}

/** One transaction at a time. */
class Turns {
  private last: Promise<void> = Promise.resolve();

  /** Resolves when it is one's turn, with how to end it. */
  async next(): Promise<() => void> {
    const before = this.last;
    let done = (): void => undefined;
    this.last = new Promise((ok) => (done = ok));
    await before;
    return done;
  }
}

/** The same connection, on which a transaction is a part of the one that is taken back. */
function within(client: ClientBase, turns: Turns): ClientBase {
  const ask = client.query.bind(client) as Query;
  let end: (() => void) | undefined;
  const query: Query = async (text, ...rest) => {
    if (text === 'START TRANSACTION') {
      end = await turns.next();
      return ask('savepoint ours');
    }
    if (text === 'COMMIT' || text === 'ROLLBACK') {
      if (text === 'ROLLBACK') await ask('rollback to savepoint ours');
      const answer = await ask('release savepoint ours');
      end?.();
      end = undefined;
      return answer;
    }
    if (end !== undefined || typeof text !== 'string') return ask(text, ...rest);
    // Outside a transaction a query that fails undoes itself alone.
    await ask('savepoint alone');
    try {
      const answer = await ask(text, ...rest);
      await ask('release savepoint alone');
      return answer;
    } catch (error) {
      await ask('rollback to savepoint alone');
      throw error;
    }
  };
  return new Proxy(client, {
    get: (target, name) => {
      if (name === 'query')
        return (text: unknown, ...rest: unknown[]) =>
          typeof text === 'string' ? query(text, ...rest) : ask(text, ...rest);
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? (value as Query).bind(target) : value;
    },
  });
}
