import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { fateSql, type Fate } from '../notices/fates.rules.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { Kind, Missing } from './missing.rules.js';
import { namesSql, parameters, type Claim } from './proof.queries.js';

export interface MissingPerson extends Missing {
  participationId: string;
  name: string;
}

export const MISSING_A_PAGE = 200;

/** Who is not proven told, of one kind or of all, in the order of their ids: those that follow `after`. */
export function missingPeople(
  tx: EntityManager,
  rollout: Rollout,
  claim: Claim,
  now: Temporal.Instant,
  { kind, after }: { kind?: Kind | undefined; after?: string | undefined },
): Promise<MissingPerson[]> {
  return tx.query<(MissingPerson & { fate: Fate | null })[]>(
    `select names.participation_id as "participationId", names.display_name as name, names.kind, last.fate, last.reason,
            names.promised_on::text as "promisedOn", names.teller
       from (select *, case when declined then 'declined' when excepted then 'exception' else 'open' end as kind
               from (${namesSql}) known where told_on is null) names
       left join lateral (
         select ${fateSql} as fate, d.reason from delivery d join notice n on n.id = d.notice_id
          where d.member_id = names.member_id and n.rollout_id = $1
            and (n.key = any ($2) or exists (select 1 from unnest($2::text[]) k where starts_with(n.key, k || '/')))
          order by d.created_at desc, d.id limit 1
       ) last on true
      where ($7::text is null or names.kind = $7) and ($8::uuid is null or names.participation_id > $8)
      order by names.participation_id limit ${MISSING_A_PAGE}`,
    [...parameters(rollout, claim, now), kind ?? null, after ?? null],
  );
}
