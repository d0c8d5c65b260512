import type { EntityManager } from 'typeorm';

export interface Uses {
  /** Moves that name the place, by their name in quotes: those that have begun, and those only planned. */
  begun: string[];
  drafts: string[];
  /** Members who are known to be in it. */
  people: number;
  /** Files that are being read for it. */
  imports: number;
}

/** What hangs on a place. */
export async function usesOf(tx: EntityManager, placeId: string): Promise<Uses> {
  const moves = await tx.query<{ name: string; draft: boolean }[]>(
    `select '“' || r.name || '”' as name, r.state = 'draft' as draft
       from rollout_place rp join rollout r on r.id = rp.rollout_id where rp.place_id = $1 order by r.name, r.id`,
    [placeId],
  );
  const [counts] = await tx.query<[{ people: number; imports: number }]>(
    `select (select count(*)::int from member_place where place_id = $1) as people,
            (select count(*)::int from import_file where place_id = $1 and state <> 'confirmed') as imports`,
    [placeId],
  );
  return {
    begun: moves.filter(({ draft }) => !draft).map(({ name }) => name),
    drafts: moves.filter(({ draft }) => draft).map(({ name }) => name),
    ...counts,
  };
}
