import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';

/** After a longer silence a greeting would only surprise. */
const daysBack = 14;

/**
 * Members who help somebody that arrived and whom they were not told of yet. Each arrival is noted, so that it is
 * told once: those after the evening's hour on the next evening, those of a pause when it is over.
 */
export async function greet(
  tx: EntityManager,
  rolloutId: string,
  today: Temporal.PlainDate,
): Promise<string[]> {
  const rows = await tx.query<{ member_id: string }[]>(
    `with greeted as (
       insert into greeting (participation_id, said_on)
       select p.id, $3 from participation p
         join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
         join participation h on h.id = p.advocate_id and h.advocate
         join member hm on hm.id = h.member_id and hm.gone is null and hm.erased_at is null
        where p.rollout_id = $1 and p.arrived_on between $2 and $3
       on conflict do nothing returning participation_id
     )
     select h.member_id from participation h join member m on m.id = h.member_id
      where h.id in (select p.advocate_id from participation p join greeted on greeted.participation_id = p.id)
      order by m.display_name, h.member_id`,
    [rolloutId, today.subtract({ days: daysBack }).toString(), today.toString()],
  );
  return rows.map((row) => row.member_id);
}
