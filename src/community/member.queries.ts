import type { EntityManager } from 'typeorm';
import type { Gone, Source } from './member.entity.js';

export interface RosterPage {
  /** The last id of the page before. */
  after?: string | undefined;
  limit: number;
  /** The beginning of a name, in any case. */
  name?: string | undefined;
  /** Keyed hash of an exact address. */
  lookup?: Buffer | undefined;
}

export interface RosterRow {
  id: string;
  displayName: string;
  language: string | null;
  timeZone: string | null;
  lastSeenOn: string | null;
  source: Source;
  phonebook: boolean;
  addedOn: string;
  gone: Gone | null;
  duplicateOf: string | null;
  hasEmail: boolean;
  /** By the way that is theirs and works: a mail, or a page of their own; else by a person. */
  reached: 'email' | 'here' | 'person';
  places: string[];
}

/** The roster by name, a page at a time; no address leaves the database. */
export function rosterPage(tx: EntityManager, communityId: string, page: RosterPage): Promise<RosterRow[]> {
  const { after = null, limit, name = null, lookup = null } = page;
  return tx.query<RosterRow[]>(
    `select m.id, m.display_name as "displayName", m.language, m.time_zone as "timeZone", m.last_seen_on as "lastSeenOn",
       m.source, m.phonebook, m.added_on as "addedOn", m.gone, m.duplicate_of as "duplicateOf",
       exists (select from member_channel c where c.member_id = m.id and c.kind = 'email') as "hasEmail",
       coalesce((select case c.kind when 'email' then 'email' when 'own-page' then 'here' else 'person' end
          from member_channel c where c.member_id = m.id and c.state = 'good'
         order by c.preferred desc, c.kind = 'email' desc limit 1), 'person') as reached,
       array(select place_id::text from member_place p where p.member_id = m.id order by 1) as places
       from member m
      where m.community_id = $1 and m.erased_at is null
        and ($2::uuid is null or (lower(m.display_name) collate "C", m.id) >
              (select lower(a.display_name) collate "C", a.id from member a where a.id = $2))
        and ($3::text is null or lower(m.display_name) collate "C" like $3)
        and ($4::bytea is null or m.id in (select member_id from member_channel where community_id = $1 and lookup = $4))
      order by lower(m.display_name) collate "C", m.id limit $5`,
    [
      communityId,
      after,
      name === null ? null : `${name.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`,
      lookup,
      limit,
    ],
  );
}
