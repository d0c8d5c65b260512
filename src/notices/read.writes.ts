import type { EntityManager } from 'typeorm';

/** Of a row: a mail server took it and never answered, so that it is tried again although its reader may have it. */
export const MAY_HAVE_ARRIVED = `(state in ('sending', 'failed') and unclear > 0)`;

/** It waits on the own page, where it was read. */
const READ = `state = 'posted', channel = 'own page', reason = null, not_before = null,
  teller_participation_id = null, teller_account_id = null, shown_on = null`;

/**
 * What somebody has read need not reach them any more: what they were still to be told in person, and what may have
 * arrived by mail.
 */
export async function endRead(tx: EntityManager, memberId: string, rolloutId: string): Promise<void> {
  await tx.query(
    `update delivery set ${READ}
      where member_id = $1 and rollout_id = $2 and confirmed_at is not null
        and (state = 'to tell' or (state = 'failed' and unclear > 0))`,
    [memberId, rolloutId],
  );
}

/** What was read while it was on its way once more, and found no answer again. */
export async function endReadMeanwhile(tx: EntityManager, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `update delivery set ${READ}
      where id = any ($1) and confirmed_at is not null and state = 'failed' and unclear > 0`,
    [ids],
  );
}
