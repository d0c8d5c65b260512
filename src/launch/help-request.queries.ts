import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { day, moment } from '../kernel/database/columns.js';
import type { Participation } from '../rollout/participation.entity.js';
import type { WayToHelp } from './help.rules.js';
import { bestFor, type Alike } from './pairing.rules.js';
import { helpers } from './wave.queries.js';

/** Their own helper, else one of their place or language; undefined where there is none. */
export async function helperFor(
  tx: EntityManager,
  participation: Participation,
  today: Temporal.PlainDate,
): Promise<{ id: string; memberId: string; timeZone: string | null } | undefined> {
  const able = await helpers(tx, participation.rolloutId, today);
  const own = able.find((helper) => helper.id === participation.advocateId);
  if (own) return own;
  const [alike] = await tx.query<Alike[]>(
    `select m.language, null as "timeZone",
            array(select place_id from member_place where member_id = m.id) as "placeIds"
       from member m where m.id = $1`,
    [participation.memberId],
  );
  const near = able.filter(
    (helper) =>
      helper.placeIds.some((id) => alike!.placeIds.includes(id)) ||
      (alike!.language !== null && helper.language === alike!.language),
  );
  const best = bestFor({ ...alike!, id: participation.id }, near);
  return able.find((helper) => helper.id === best?.id);
}

/** An open request as helpers and leads read it. */
export interface OpenRequest {
  id: string;
  participationId: string;
  name: string;
  language: string | null;
  timeZone: string | null;
  way: WayToHelp;
  askedAt: Temporal.Instant;
  promisedOn: Temporal.PlainDate;
  taken: boolean;
  helper: string | null;
}

/** Those that nobody took come first, the oldest on top. `advocateId`: only that helper's. */
export async function openRequests(
  tx: EntityManager,
  rolloutId: string,
  advocateId: string | null = null,
): Promise<OpenRequest[]> {
  const rows = await tx.query<
    (Omit<OpenRequest, 'askedAt' | 'promisedOn'> & { asked_at: Date; promised_on: string })[]
  >(
    `select h.id, h.participation_id as "participationId", m.display_name as name, m.language,
            m.time_zone as "timeZone", h.way, h.asked_at, h.promised_on, h.taken_at is not null as taken,
            coalesce(hm.display_name, a.name) as helper
       from help_request h join participation p on p.id = h.participation_id join member m on m.id = p.member_id
       left join participation hp on hp.id = h.advocate_id left join member hm on hm.id = hp.member_id
       left join account a on a.id = h.account_id
      where h.rollout_id = $1 and h.closed_at is null and ($2::uuid is null or h.advocate_id = $2)
      order by h.taken_at is not null, h.advocate_id is not null, h.asked_at, m.display_name, h.id`,
    [rolloutId, advocateId],
  );
  return rows.map(({ asked_at, promised_on, ...row }) =>
    Object.assign(row, { askedAt: moment(asked_at), promisedOn: day(promised_on) }),
  );
}
