import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { usualPlan } from '../../src/rollout/plan.js';

/** What a test may say of a member; dates as ISO text. */
export interface SmallMember {
  source?: 'file' | 'pasted' | 'join' | 'api';
  addedOn?: string;
  lastSeenOn?: string;
  gone?: 'deceased' | 'duplicate' | 'departed';
  language?: string;
  comfort?: string;
  outcome?: string;
  outcomeOn?: string;
  invitedOn?: string;
}

export interface SmallWorld {
  communityId: string;
  rolloutId: string;
  /** One in the old place and one in the new. */
  places: { source: string; destination: string };
  /** In the order of the members given. */
  people: { memberId: string; participationId: string }[];
}

/** A community with a running rollout, written straight into the tables: for tests of one feature alone. */
export async function smallWorld(
  db: Pick<DataSource, 'query'>,
  members: readonly SmallMember[],
  startsOn = '2026-01-05',
): Promise<SmallWorld> {
  const [communityId, rolloutId, source, destination] = [1, 2, 3, 4].map(() => randomUUID()) as [
    ...[string, string, string, string],
  ];
  await db.query(
    `insert into community (id, name, time_zone, responsible_name, responsible_contact_sealed, created_at)
     values ($1, 'The gardeners', 'Europe/Berlin', 'Ada', '', '2026-01-01Z')`,
    [communityId],
  );
  await db.query(
    `insert into place (id, community_id, name, platform) values ($1, $3, 'The old group', 'whatsapp'), ($2, $3, 'The new room', 'matrix')`,
    [source, destination, communityId],
  );
  await db.query(
    `insert into rollout (id, community_id, name, plan, state, started_at) values ($1, $2, 'The move', $3, 'running', '2026-01-01Z')`,
    [rolloutId, communityId, JSON.stringify(usualPlan(startsOn, 'Europe/Berlin'))],
  );
  await db.query(
    `insert into rollout_place (rollout_id, place_id, side) values ($1, $2, 'source'), ($1, $3, 'destination')`,
    [rolloutId, source, destination],
  );
  for (const key of ['pilot', 'refine', 'launch', 'sunset'])
    await db.query('insert into phase (rollout_id, key) values ($1, $2)', [rolloutId, key]);
  const people: SmallWorld['people'] = [];
  for (const member of members) {
    const [memberId, participationId] = [randomUUID(), randomUUID()];
    await db.query(
      `insert into member (id, community_id, display_name, language, source, added_on, last_seen_on, gone)
       values ($1, $2, 'Somebody', $3, $4, $5, $6, $7)`,
      [
        ...[memberId, communityId, member.language ?? null, member.source ?? 'file'],
        ...[member.addedOn ?? '2026-01-01', member.lastSeenOn ?? null, member.gone ?? null],
      ],
    );
    await db.query(
      `insert into participation (id, rollout_id, community_id, member_id, link_id, comfort, outcome, outcome_on, invited_on)
       values ($1, $2, $3, $4, gen_random_uuid(), $5, $6, $7, $8)`,
      [
        ...[participationId, rolloutId, communityId, memberId, member.comfort ?? null],
        ...[member.outcome ?? null, member.outcomeOn ?? null, member.invitedOn ?? null],
      ],
    );
    people.push({ memberId, participationId });
  }
  return { communityId, rolloutId, places: { source, destination }, people };
}
