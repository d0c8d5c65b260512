import type { EntityManager } from 'typeorm';
import { Refusal } from '../kernel/refusal.js';

/** Another community's rollout is not found, in the same words as one that never was; a list of it would be empty. */
export async function mustBeOurs(tx: EntityManager, communityId: string, rolloutId: string): Promise<void> {
  const [found] = await tx.query<unknown[]>('select from rollout where id = $1 and community_id = $2', [
    rolloutId,
    communityId,
  ]);
  if (!found) throw new Refusal('not-found', 'There is no such rollout.');
}
