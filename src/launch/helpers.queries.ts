import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { helpers } from './wave.queries.js';

/** Somebody who helps others, as leads see them. */
export interface HelperView {
  participationId: string;
  memberId: string;
  name: string;
  language: string | null;
  /** Names of the places that they are in. */
  places: string[];
  /** How many people at a time they take, and how many more they could take now. */
  takes: number;
  free: number;
  /** People on their list: still on the way, and in all. */
  onTheWay: number;
  helped: number;
}

/** Everybody who agreed to help, with room and work, by name. */
export async function helperViews(
  tx: EntityManager,
  rolloutId: string,
  today: Temporal.PlainDate,
): Promise<HelperView[]> {
  const able = await helpers(tx, rolloutId, today);
  const lists = await tx.query<{ id: string; helped: number; on_the_way: number }[]>(
    `select p.advocate_id as id, count(*)::int as helped,
            (count(*) filter (where p.arrived_on is null and p.outcome is null))::int as on_the_way
       from participation p join member m on m.id = p.member_id
      where p.rollout_id = $1 and p.advocate_id is not null and m.gone is null and m.erased_at is null
      group by 1`,
    [rolloutId],
  );
  const places = await tx.query<{ id: string; name: string }[]>(
    `select pl.id, pl.name from rollout_place rp join place pl on pl.id = rp.place_id where rp.rollout_id = $1`,
    [rolloutId],
  );
  return able.map((one) => {
    const list = lists.find(({ id }) => id === one.id);
    return {
      participationId: one.id,
      memberId: one.memberId,
      name: one.displayName,
      language: one.language,
      places: places.filter(({ id }) => one.placeIds.includes(id)).map(({ name }) => name),
      ...{ takes: one.whole, free: Math.max(0, one.free) },
      ...{ onTheWay: list?.on_the_way ?? 0, helped: list?.helped ?? 0 },
    };
  });
}

/** Participation → name, of everybody who agreed to help. */
export async function helperNames(tx: EntityManager, rolloutId: string): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; name: string }[]>(
    `select p.id, m.display_name as name from participation p join member m on m.id = p.member_id
      where p.rollout_id = $1 and p.advocate and m.gone is null and m.erased_at is null
      order by m.display_name, p.id`,
    [rolloutId],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
