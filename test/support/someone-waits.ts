import type { TestApp } from './test-app.js';

/** Until a connection waits for a lock that another holds. */
export async function someWait(app: TestApp): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  for (let looks = 0; looks < 500; looks++)
    if ((await app.dataSource.query<unknown[]>(waiting)).length > 0) return;
  throw new Error('Nobody waits for anybody.');
}
