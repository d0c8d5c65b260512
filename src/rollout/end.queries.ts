import type { EntityManager } from 'typeorm';
import type { Rollout } from './rollout.entity.js';

/** Whether nothing is left to lead: its last phase is closed, or it was called off. Looking back still follows. */
export async function isOver(tx: EntityManager, { id, state, cancelledAt }: Rollout): Promise<boolean> {
  if (state === 'ended' || cancelledAt) return true;
  const closed: unknown[] = await tx.query(
    `select 1 from phase where rollout_id = $1 and key = 'sunset' and closed_on is not null`,
    [id],
  );
  return closed.length > 0;
}

/** What the page of something that was to be led says then. */
export const overWords = ({ cancelledAt }: Rollout): string =>
  cancelledAt ? 'The move was called off.' : 'The move is done.';
