import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { day as dayOf } from '../kernel/database/columns.js';
import { known } from './measurement.queries.js';
import { mayReplace, shown, type Class, type Group } from './suppression.rules.js';

export const dimensions = ['language', 'comfort', 'place', 'invited'] as const;
export type Dimension = (typeof dimensions)[number];

/** Of the baseline, in each class: who is comfortable in the new place, and who is not or cannot be seen. */
export interface Breakdown {
  dimension: Dimension;
  day: Temporal.PlainDate;
  classes: { names: readonly string[]; comfortable: number; behind: number }[];
}

/** The name of a group of whom the thing in question is not known. */
export const notKnown = 'not known';

/** Everybody stands in one group of each dimension, so that no overlap can be computed. */
const counts = `
  with ${known}, placed as materialized (
    select mp.member_id, case when count(*) = 1 then min(pl.name) else 'several places' end as place
    from member_place mp
    join rollout_place rp on rp.place_id = mp.place_id and rp.rollout_id = $1 and rp.side = 'source'
    join place pl on pl.id = mp.place_id
    group by mp.member_id
  )
  select d.dimension, coalesce(d.name, '${notKnown}') as name,
         count(*) filter (where k.comfortable)::int as comfortable,
         count(*) filter (where not k.comfortable)::int as behind
  from known k
  join participation p on p.id = k.id
  join member m on m.id = p.member_id
  left join placed on placed.member_id = m.id
  cross join lateral (values
    ('language', m.language), ('comfort', p.comfort), ('place', placed.place), ('invited', p.invited_on::text)
  ) d(dimension, name)
  where k.counted
  group by 1, 2`;

/** Who is left behind, once a week, never so finely that somebody stands out. */
@Injectable()
export class LeftBehind {
  /** Counts as of the measurement of `day`. A dimension in which too few moved since keeps what it shows. */
  async count(tx: EntityManager, rolloutId: string, day: Temporal.PlainDate): Promise<void> {
    const rows = await tx.query<
      { dimension: Dimension; name: string; comfortable: number; behind: number }[]
    >(counts, [rolloutId, day.toString()]);
    const before = await this.kept(tx, rolloutId);
    for (const dimension of dimensions) {
      const groups = rows
        .filter((row) => row.dimension === dimension)
        .map(({ name, comfortable, behind }): Group => ({ name, cells: [comfortable, behind] }));
      const next = shown(groups);
      const old = before.find((row) => row.dimension === dimension);
      if (old && !mayReplace(old.classes, next)) continue;
      await tx.query(
        `insert into left_behind (rollout_id, dimension, day, classes) values ($1, $2, $3, $4)
         on conflict (rollout_id, dimension) do update set day = excluded.day, classes = excluded.classes`,
        [rolloutId, dimension, day.toString(), JSON.stringify(next)],
      );
    }
  }

  /** What may be shown now, each dimension with its own day. */
  async show(tx: EntityManager, rolloutId: string): Promise<Breakdown[]> {
    const rows = await this.kept(tx, rolloutId);
    return rows.map(({ dimension, day, classes }) => ({
      dimension,
      day: dayOf(day),
      classes: classes.map(({ names, cells: [comfortable = 0, behind = 0] }) => ({
        names,
        comfortable,
        behind,
      })),
    }));
  }

  private kept(
    tx: EntityManager,
    rolloutId: string,
  ): Promise<{ dimension: Dimension; day: string; classes: Class[] }[]> {
    return tx.query(
      `select dimension, day, classes from left_behind where rollout_id = $1
       order by array_position(array['language', 'comfort', 'place', 'invited'], dimension)`,
      [rolloutId],
    );
  }
}
