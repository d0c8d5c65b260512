import type { EntityManager } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import type { Rollout } from './rollout.entity.js';

/**
 * A rollout ends once its sunset is closed, or it was called off, and what is held about its people is deleted. From
 * then on nothing of it is on the agenda. Called by whatever may have been the last of it; before that it does nothing.
 */
export async function endIfOver(tx: EntityManager, rollout: Rollout, now: Temporal.Instant): Promise<void> {
  const [, ended] = await tx.query<[unknown[], number]>(
    `update rollout r set state = 'ended'
      where id = $1 and state = 'running'
        and exists (select from purge_record where rollout_id = r.id and kind = 'rollout')
        and (cancelled_at is not null
          or exists (select from phase where rollout_id = r.id and key = 'sunset' and closed_on is not null))`,
    [rollout.id],
  );
  if (ended === 0) return;
  rollout.state = 'ended';
  // The purge itself may be what is being done: it is marked done by whoever does it.
  await tx.query(
    `update occurrence set state = 'skipped', reason = 'the rollout has ended', decided_by = 'changeover'
      where rollout_id = $1 and state in ('planned', 'held') and key <> 'retention.purge'`,
    [rollout.id],
  );
  await tx.query('update alert set ended_at = $2 where rollout_id = $1 and ended_at is null', [
    rollout.id,
    now.toString(),
  ]);
}
