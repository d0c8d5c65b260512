import { randomUUID } from 'node:crypto';
import type { Role } from '../../src/access/access.rules.js';
import { Accounts } from '../../src/access/accounts.js';
import type { Actor } from '../../src/access/actor.js';
import type { TestApp } from './test-app.js';

/** A community without anybody in it; answers with its id. */
export async function communityOf(app: TestApp, name: string): Promise<string> {
  const id = randomUUID();
  await app.dataSource.query(
    `insert into community (id, name, time_zone, responsible_name, responsible_contact_sealed, created_at)
     values ($1, $2, 'Europe/Berlin', 'Mira', '', '2026-01-01Z')`,
    [id, name],
  );
  return id;
}

/** Somebody who works in it. */
export async function worker(
  app: TestApp,
  communityId: string,
  name: string,
  { role = 'lead', email }: { role?: Role; email?: string } = {},
): Promise<Actor> {
  const { id } = await app.get(Accounts).create(app.dataSource.manager, { communityId, name, role, email });
  return { accountId: id, communityId, name, role };
}
