import { randomBytes, randomUUID } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import { hashOf } from '../../src/access/access.rules.js';
import type { Vault } from '../../src/kernel/crypto/vault.js';
import type { SmallWorld } from './small-world.js';

/** A meeting to which everybody of a rollout wants to come, and a lead's token to move it. */
export async function meetingOf(
  db: DataSource,
  vault: Vault,
  { communityId, rolloutId }: SmallWorld,
  now: Temporal.Instant,
): Promise<{ path: string; token: string }> {
  const [meetingId, leadId] = [randomUUID(), randomUUID()];
  const token = `co_${randomBytes(24).toString('base64url')}`;
  await db.transaction(async (tx) => {
    const ring = await vault.ring(tx, communityId);
    await tx.query(`update community set time_zone = $2, responsible_contact_sealed = $3 where id = $1`, [
      communityId,
      zoneOfNoon(now),
      ring.seal('Ada, ground floor'),
    ]);
    await tx.query(
      `update rollout set plan = plan || jsonb_build_object('timeZone', $2::text), started_at = $3 where id = $1`,
      [rolloutId, zoneOfNoon(now), now.toString()],
    );
    await tx.query(
      `insert into account (id, community_id, name, role, created_at) values ($1, $2, 'Lena', 'lead', $3)`,
      [leadId, communityId, now.toString()],
    );
    await tx.query(
      `insert into api_token (account_id, hash, label, scope, created_at, expires_at)
       values ($1, $2, 'test', 'act', $3, $4)`,
      [leadId, hashOf(token), now.toString(), now.add({ hours: 24 }).toString()],
    );
    await tx.query(
      `insert into office_hour (id, rollout_id, kind, starts_at, minutes, host, room)
       values ($1, $2, 'office hour', '2199-01-01T12:00:00Z', 60, 'Lena', 'Room 0')`,
      [meetingId, rolloutId],
    );
    await tx.query(
      `insert into office_hour_guest (office_hour_id, participation_id)
       select $1, id from participation where rollout_id = $2`,
      [meetingId, rolloutId],
    );
  });
  return { path: `/api/v1/rollouts/${rolloutId}/office-hours/${meetingId}`, token };
}

/** A zone in which it is about noon now: no night comes between the test and its messages. */
function zoneOfNoon(now: Temporal.Instant): string {
  const ahead = 12 - now.toZonedDateTimeISO('UTC').hour;
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
