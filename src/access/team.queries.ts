import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Role } from './access.rules.js';

export interface Colleague {
  id: string;
  name: string;
  role: Role;
  /** Null for who has come in. */
  invited: { until: Temporal.PlainDate | null; letter: 'to send' | 'sent' | 'refused' | null } | null;
}

/** Who works here now, oldest first; and how the invitation stands of whoever has not come yet. */
export async function teamOf(
  tx: EntityManager,
  communityId: string,
  now: Temporal.Instant,
): Promise<Colleague[]> {
  const rows = await tx.query<
    {
      id: string;
      name: string;
      role: Role;
      came: boolean;
      until: string | null;
      letter: 'to send' | 'sent' | 'refused' | null;
    }[]
  >(
    `select a.id, a.name, a.role, l.state as letter,
            a.came_on is not null
              or exists (select from api_token where account_id = a.id and last_used_on is not null) as came,
            (select (max(expires_at) at time zone c.time_zone)::date::text from link where purpose = 'sign-in' and subject = a.id
                and revoked_at is null and expires_at > $2) as until
       from account a join community c on c.id = a.community_id
       left join account_letter l on l.account_id = a.id and l.kind = 'invitation'
      where a.community_id = $1 and a.left_at is null order by a.created_at, a.name, a.id`,
    [communityId, now.toString()],
  );
  return rows.map(({ id, name, role, came, until, letter }) => {
    return {
      id,
      name,
      role,
      invited: came ? null : { until: until === null ? null : Temporal.PlainDate.from(until), letter },
    };
  });
}
