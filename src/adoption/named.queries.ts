import type { EntityManager } from 'typeorm';

/** Somebody as a report calls them: by our id, or by the keyed hash of what they are called in a place. */
export interface Named {
  memberId?: string | undefined;
  handle?: { placeId: string; lookup: Buffer } | undefined;
}

/**
 * The participation of each row, in order; `missing` holds the positions of those whom nobody in the rollout
 * answers to. One round trip for any number of rows.
 */
export async function whoIsWho(
  tx: EntityManager,
  rolloutId: string,
  rows: readonly Named[],
): Promise<{ ids: (string | undefined)[]; missing: number[] }> {
  const found = await tx.query<{ n: number; id: string }[]>(
    `select distinct on (r.n) r.n::int, p.id
     from unnest($2::uuid[], $3::uuid[], $4::bytea[]) with ordinality r(member_id, place_id, lookup, n)
     left join member_place mp on mp.place_id = r.place_id and mp.handle_lookup = r.lookup
     join participation p on p.rollout_id = $1 and p.member_id = coalesce(r.member_id, mp.member_id)
     join member m on m.id = p.member_id
     order by r.n, m.gone is not null, m.added_on, m.display_name, p.id`,
    [
      rolloutId,
      rows.map(({ memberId }) => memberId ?? null),
      rows.map(({ handle }) => handle?.placeId ?? null),
      rows.map(({ handle }) => handle?.lookup ?? null),
    ],
  );
  const ids: (string | undefined)[] = rows.map(() => undefined);
  for (const row of found) ids[row.n - 1] = row.id;
  return { ids, missing: ids.flatMap((one, i) => (one === undefined ? [i] : [])) };
}
