import type { EntityManager } from 'typeorm';
import type { Shut } from './join.rules.js';
import type { Rollout } from './rollout.entity.js';
import type { JoinRequest } from './join.entity.js';

/** The link of their own to a known member's page, where who came has one that still opens it. */
export async function lentLink(
  tx: EntityManager,
  { undoIds }: Pick<JoinRequest, 'undoIds'>,
): Promise<string | undefined> {
  if (!undoIds?.link) return undefined;
  const [good] = await tx.query<{ id: string }[]>(
    'select id from link where id = $1 and revoked_at is null',
    [undoIds.link],
  );
  return good?.id;
}

/** Null while people can come in by a code: until the old place is closed. */
export async function shutOf(
  tx: EntityManager,
  { id, state, cancelledAt }: Pick<Rollout, 'id' | 'state' | 'cancelledAt'>,
): Promise<Shut | null> {
  if (cancelledAt) return 'called off';
  if (state === 'ended') return 'over';
  const [closed] = await tx.query<unknown[]>(
    `select 1 from occurrence where rollout_id = $1 and play = 'sunset.read-only' and state = 'done' limit 1`,
    [id],
  );
  return closed ? 'closed' : null;
}

/** Names of who leads: whom a latecomer asks. */
export async function whoLeads(tx: EntityManager, communityId: string): Promise<string[]> {
  const rows = await tx.query<{ name: string }[]>(
    `select name from account where community_id = $1 and left_at is null and role in ('lead', 'admin') order by name`,
    [communityId],
  );
  return rows.map(({ name }) => name);
}
