import type { EntityManager } from 'typeorm';
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
