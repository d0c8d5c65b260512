import type { EntityManager } from 'typeorm';

/** Things with a colleague's name on them, in the tables of other rooms: what is open of each can be handed over. */
const kinds = {
  findings: {
    ...{ table: 'finding', id: 'id', holder: 'owner', open: 'resolved_at is null and dismissed_at is null' },
    ...{ one: 'finding', many: 'findings', page: 'findings' },
  },
  seeding: {
    ...{ table: 'seeding_item', id: 'id', holder: 'owner', open: 'posted_at is null' },
    ...{ one: 'text to post', many: 'texts to post', page: 'seeding' },
  },
  helping: {
    ...{ table: 'help_request', id: 'id', holder: 'account_id', open: 'closed_at is null' },
    ...{ one: 'person who asked for help', many: 'people who asked for help', page: 'help' },
  },
  telling: {
    ...{ table: 'delivery', id: 'id', holder: 'teller_account_id', open: `state = 'to tell'` },
    ...{ one: 'person to tell in person', many: 'people to tell in person', page: 'by-hand' },
  },
  shutdown: {
    ...{ table: 'ending', id: 'rollout_id', holder: 'shutdown_asked_of', open: 'shutdown_done_on is null' },
    ...{ one: 'place to shut down', many: 'places to shut down', page: 'ending' },
  },
} as const;
export type NamedKind = keyof typeof kinds;
export const namedKinds = Object.keys(kinds) as NamedKind[];

export interface Named {
  kind: NamedKind;
  holder: string;
  count: number;
}

export const namedWords = (kind: NamedKind, n: number): string =>
  `${n} ${n === 1 ? kinds[kind].one : kinds[kind].many}`;

export const namedPage = (rolloutId: string, kind: NamedKind): `/${string}` | null => {
  const { page } = kinds[kind];
  return page === null ? null : `/rollouts/${rolloutId}/${page}`;
};

/** How many of each kind have whose name on them, in one rollout. */
export function namedIn(tx: EntityManager, rolloutId: string): Promise<Named[]> {
  const parts = namedKinds.map((kind) => {
    const { table, holder, open } = kinds[kind];
    return `select '${kind}' as kind, ${holder} as holder, count(*)::int as count from ${table}
             where rollout_id = $1 and ${open} and ${holder} is not null group by 2`;
  });
  return tx.query(`${parts.join(' union all ')} order by 1, 2`, [rolloutId]);
}

/** Puts another name on all that is open, or on those of `ids`. Answers with the ids of what went over. */
export async function handNamed(
  tx: EntityManager,
  {
    rolloutId,
    kind,
    from,
    to,
    ids,
  }: { rolloutId: string; kind: NamedKind; from: string; to: string; ids?: string[] },
): Promise<string[]> {
  const { table, id, holder, open } = kinds[kind];
  const [rows] = await tx.query<[{ id: string }[], number]>(
    `update ${table} set ${holder} = $3
      where rollout_id = $1 and ${holder} = $2 and ${open} and ($4::uuid[] is null or ${id} = any ($4))
      returning ${id} as id`,
    [rolloutId, from, to, ids ?? null],
  );
  return rows.map((row) => row.id);
}
