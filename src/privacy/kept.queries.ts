import type { EntityManager } from 'typeorm';

interface Way {
  table: string;
  column: string;
  to: string;
}

/**
 * How many rows of each table are one community's: by its own column, else by the tables that it refers to. A table from
 * which no way leads to a community is left out.
 */
export async function countsOf(
  tx: EntityManager,
  communityId: string,
  tables: readonly string[],
): Promise<Map<string, number>> {
  const whose = conditions(await waysIn(tx));
  const counted = tables.filter((table) => whose.has(table));
  const counts = counted.map(
    (table) => `select '${table}' as name, count(*)::int as rows from "${table}" where ${whose.get(table)!}`,
  );
  const rows = await tx.query<{ name: string; rows: number }[]>(counts.join(' union all '), [communityId]);
  return new Map(rows.map((row) => [row.name, row.rows]));
}

/** Every reference that each row must have, from one table to the id of another; and every column that names a community. */
function waysIn(tx: EntityManager): Promise<Way[]> {
  return tx.query<Way[]>(
    `select table_name as table, column_name as column, 'community' as to
       from information_schema.columns where table_schema = 'public' and column_name = 'community_id'
     union all
     select c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text
       from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attnotnull
       join pg_attribute f on f.attrelid = c.confrelid and f.attnum = any (c.confkey) and f.attname = 'id'
      where c.contype = 'f' and array_length(c.conkey, 1) = 1 and c.connamespace = 'public'::regnamespace
     -- A list is looked through by the million: its rows are let go by a trigger.
     union all select 'import_row', 'import_id', 'import_file'`,
  );
}

/** By table, which of its rows are those of the community $1. */
function conditions(ways: readonly Way[]): Map<string, string> {
  const whose = new Map([['community', 'id = $1']]);
  for (let before = 0; before < whose.size;) {
    before = whose.size;
    for (const { table, column, to } of ways) {
      const there = whose.get(to);
      if (whose.has(table) || there === undefined) continue;
      whose.set(
        table,
        to === 'community' ? `"${column}" = $1` : `"${column}" in (select id from "${to}" where ${there})`,
      );
    }
  }
  return whose;
}
