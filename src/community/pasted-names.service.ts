import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { nameKey } from './address.rules.js';
import { clean } from './cell.rules.js';
import { nameProblem } from './roster.rules.js';

export interface Pasted {
  /** Ids of the new members. */
  created: string[];
  /** Names that are in that place already, or whose people asked to be removed. */
  skipped: { line: number; name: string; why: string }[];
  /** New members whose name somebody in another place has: a lead may join the two. */
  likelyDuplicates: { line: number; name: string; memberId: string; likeMemberId: string }[];
}

const MOST_LINES = 5_000;

/** Names pasted one a line: enough to start with, for many groups export nothing. */
@Injectable()
export class PastedNames {
  constructor(private readonly vault: Vault) {}

  /**
   * Pasting the same list again adds nobody. A name that stands twice in the list is taken for two people.
   * @throws Refusal `invalid` with every line that is no name; then nobody is added.
   */
  async paste(
    tx: EntityManager,
    communityId: string,
    placeId: string | null,
    text: string,
    today: Temporal.PlainDate,
  ): Promise<Pasted> {
    const names = readNames(text);
    const ring = await this.vault.ring(tx, communityId);
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 21))', [communityId]);
    const rows = await tx.query<Found[]>(FIND, [
      communityId,
      placeId,
      today.toString(),
      names.map(({ line }) => line),
      names.map(({ name }) => name),
      names.map(({ name }) => ring.fingerprint(nameKey(placeId, name))),
    ]);
    const why = { here: 'Is in the roster', removed: 'Asked to be removed. They may join by themselves' };
    const fresh = rows.filter(({ status }) => status === 'new');
    await tx.query(ADD, [
      communityId,
      placeId,
      today.toString(),
      fresh.map(({ id }) => id),
      fresh.map(({ name }) => name),
    ]);
    return {
      created: fresh.map(({ id }) => id),
      skipped: rows.flatMap(({ line, name, status }) =>
        status === 'new' ? [] : [{ line, name, why: why[status] }],
      ),
      likelyDuplicates: fresh.flatMap(({ line, name, id, like_id: likeMemberId }) =>
        likeMemberId === null ? [] : [{ line, name, memberId: id, likeMemberId }],
      ),
    };
  }
}

interface Found {
  line: number;
  name: string;
  id: string;
  status: 'here' | 'removed' | 'new';
  like_id: string | null;
}

const FIND = `
  with pasted as (
    select line, name, hash, row_number() over (partition by lower(name) order by line) as nth
      from unnest($4::int[], $5::text[], $6::bytea[]) as one (line, name, hash)
  ), here as (
    select lower(m.display_name) as name, count(*) as people from member m
     where m.community_id = $1 and m.erased_at is null
       and case when $2::uuid is null then not exists (select from member_place p where p.member_id = m.id)
           else exists (select from member_place p where p.member_id = m.id and p.place_id = $2) end
     group by 1
  )
  select p.line, p.name, gen_random_uuid() as id,
    case when p.nth <= coalesce(h.people, 0) then 'here'
      when exists (select from erasure_mark e where e.community_id = $1 and e.hash = p.hash and e.expires_on > $3::date) then 'removed'
      else 'new' end as status,
    (select m.id from member m where m.community_id = $1 and m.erased_at is null and m.gone is null
       and lower(m.display_name) collate "C" = lower(p.name) collate "C" order by m.added_on, m.id limit 1) as like_id
    from pasted p left join here h on h.name = lower(p.name) order by p.line`;

const ADD = `
  with added as (
    insert into member (id, community_id, display_name, source, added_on)
    select id, $1, name, 'pasted', $3::date from unnest($4::uuid[], $5::text[]) as one (id, name) returning id
  )
  insert into member_place (member_id, place_id) select id, $2::uuid from added where $2::uuid is not null`;

function readNames(text: string): { line: number; name: string }[] {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((raw, index) => ({ line: index + 1, name: clean(raw).replace(/^(?:~ ?|[-*•] )/, '') }));
  const names = lines.filter(({ name }) => name !== '');
  if (names.length === 0) throw new Refusal('invalid', { field: 'names', message: 'Write one name a line' });
  if (names.length > MOST_LINES) {
    throw new Refusal('invalid', {
      field: 'names',
      message: `Paste at most ${MOST_LINES} names at once, or send a file`,
    });
  }
  const reasons = names.flatMap(({ line, name }) => {
    const problem = nameProblem(name);
    return problem === undefined ? [] : [{ field: 'names', message: `Line ${line}: ${problem}` }];
  });
  if (reasons.length > 0) throw new Refusal('invalid', reasons);
  return names;
}
