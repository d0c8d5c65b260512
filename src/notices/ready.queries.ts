import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import { lifeLock } from '../kernel/database/lifeline.js';
import { ENDED } from './hold.writes.js';
import type { Source } from './mail.words.js';
import type { Purpose } from './words.js';

type Instant = Temporal.Instant;

/** A row that is ready, with what is needed to decide about it and to write it. */
export interface ReadyRow {
  id: string;
  noticeId: string;
  /** In which words. */
  edition: number;
  communityId: string;
  rolloutId: string;
  memberId: string | null;
  accountId: string | null;
  /** Channels tried before: each has a Message-ID of its own. */
  triedCount: number;
  /** Why nothing of its notice goes any more; null where it goes. */
  ended: string | null;
  /** Under which Message-ID it may have arrived already. */
  sentAs: string | null;
  key: string;
  play: string;
  purpose: Purpose;
  usefulUntil: Instant | null;
  atOnce: boolean;
  /** Of the reader; empty once erased. */
  name: string;
  language: string | null;
  timeZone: string;
  source: Source | null;
  left: boolean;
  saidNo: boolean;
  linkId: string | null;
  helper: string | null;
  addressId: string | null;
  addressSealed: Buffer | null;
}

/** Of a participation `p`: they hear only what they must know, as their own page promised at "I'd rather not" and "I leave". */
export const turnedAway = `coalesce(p.outcome in ('declined', 'will leave'), false)`;

export interface Said {
  recent: Instant[];
  everything: number;
  unanswered: number;
  unansweredOrdinary: number;
  lastOrdinary: Instant | null;
}

/**
 * What is stored about people has changed, and they were not told yet: until then nothing else is said to them, but
 * for what they asked for.
 */
const drifted = `(d.account_id is null
  and exists (select from occurrence o
    where o.rollout_id = d.rollout_id and o.play = 'charter.changed' and o.state in ('planned', 'held')
      and starts_with(o.step, 'stored-'))
  and not exists (select from notice n where n.id = d.notice_id and n.at_once))`;

/**
 * Its rollout is paused: nothing goes to members but what they asked for. The pauses are looked up once a statement,
 * never once a row.
 */
const paused = `(d.account_id is null
  and d.rollout_id = any (array(select id from rollout where paused_at is not null))
  and not exists (select from notice n where n.id = d.notice_id and n.at_once))`;

/** What this process has taken: under which life, and what of it is not written down yet. */
export interface InHand {
  life: string;
  inHand: readonly string[];
}

/**
 * Locks rows whose moment has come, and whatever a process that died left in the middle. Their members are locked
 * too, so that two workers never decide about the same person at once; who is being decided about is left to the
 * other. What is held after a restore or in a pause is left alone, and so is what must wait for a word about changed
 * data.
 */
export async function lockReady(
  tx: EntityManager,
  now: Instant,
  limit: number,
  mine: InHand,
): Promise<string[]> {
  const lock = (
    where: string,
    most: number,
    params: unknown[],
  ): Promise<{ id: string; member_id: string | null }[]> =>
    tx.query(
      `select id, member_id from delivery d
        where ${where} and not exists (select from hold where community_id = d.community_id)
          and not ${paused} and not ${drifted}
        order by not_before, member_id limit ${most} for update of d skip locked`,
      params,
    );
  const ended = await endedLives(tx, mine.life);
  const left =
    ended.length === 0
      ? []
      : await lock(`state = 'sending' and leased_by = any ($1) and id <> all ($2)`, limit, [
          ended,
          mine.inHand,
        ]);
  const due = await lock(`state in ('queued', 'failed') and not_before <= $1`, limit - left.length, [
    now.toString(),
  ]);
  const found = [...left, ...due];
  if (found.length === 0) return [];
  const members = new Set(
    (
      await tx.query<{ id: string }[]>(
        'select id from member where id = any ($1) order by id for no key update skip locked',
        [found.map((row) => row.member_id)],
      )
    ).map((row) => row.id),
  );
  return found.filter((row) => row.member_id === null || members.has(row.member_id)).map((row) => row.id);
}

/** Lives to which something is leased and that have ended. */
async function endedLives(tx: EntityManager, life: string): Promise<string[]> {
  const leased = await tx.query<{ life: string }[]>(
    `select distinct leased_by as life from delivery where state = 'sending' and leased_by is not null`,
  );
  const ended: string[] = [];
  for (const one of leased) {
    if (one.life === life) continue;
    const [lock] = await tx.query<[{ free: boolean }]>(
      `select pg_try_advisory_xact_lock(${lifeLock('$1::text')}) as free`,
      [one.life],
    );
    if (lock.free) ended.push(one.life);
  }
  return ended;
}

export async function readyRows(tx: EntityManager, ids: string[]): Promise<ReadyRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<Record<string, never>[]>(
    `select d.id, d.notice_id, d.edition, d.community_id, d.rollout_id, d.member_id, d.account_id,
            jsonb_array_length(d.tried) as tried_count,
            case when d.attempts > 0 then d.message_id end as sent_as,
            case when d.account_id is null then ${ENDED} end as ended, n.key, n.play, n.purpose, e.useful_until, n.at_once,
            coalesce(m.display_name, a.name, '') as name, m.language, coalesce(m.time_zone, n.time_zone) as time_zone,
            case when m.phonebook then 'phonebook' else m.source end as source, m.gone is not null or a.left_at is not null as has_left, ${turnedAway} as said_no,
            m.erased_at is not null or (d.member_id is null and d.account_id is null) as erased,
            p.link_id, helper.display_name as helper, c.id as address_id,
            coalesce(c.sealed, a.email_sealed) as address_sealed
       from delivery d
       join notice n on n.id = d.notice_id
       left join edition e on e.notice_id = d.notice_id and e.number = d.edition
       left join member m on m.id = d.member_id
       left join account a on a.id = d.account_id
       left join participation p on p.member_id = d.member_id and p.rollout_id = d.rollout_id
       left join participation hp on hp.id = p.advocate_id
       left join member helper on helper.id = hp.member_id and helper.erased_at is null
       left join lateral (
         select id, sealed from member_channel
          where member_id = d.member_id and kind = 'email' and state = 'good' and sealed is not null
            and not d.tried @> jsonb_build_array(jsonb_build_object('addressId', id))
          order by preferred desc, created_at, id limit 1
       ) c on true
      where d.id = any ($1)`,
    [ids],
  );
  return rows.map((row) => ({
    id: row['id']!,
    noticeId: row['notice_id']!,
    edition: row['edition']!,
    communityId: row['community_id']!,
    rolloutId: row['rollout_id']!,
    memberId: row['erased'] ? null : row['member_id']!,
    accountId: row['account_id']!,
    triedCount: row['tried_count']!,
    sentAs: row['sent_as']!,
    ended: row['ended']!,
    key: row['key']!,
    play: row['play']!,
    purpose: row['purpose']!,
    usefulUntil: row['useful_until'] ? moment(row['useful_until']) : null,
    atOnce: row['at_once']!,
    name: row['name']!,
    language: row['language']!,
    timeZone: row['time_zone']!,
    source: row['source']!,
    left: row['has_left'] ?? false,
    saidNo: row['said_no'] ?? false,
    linkId: row['link_id']!,
    helper: row['helper']!,
    addressId: row['address_id']!,
    addressSealed: row['address_sealed']!,
  }));
}

export interface Heard {
  /** By member and rollout: `memberId/rolloutId`. */
  said: ReadonlyMap<string, Omit<Said, 'recent'>>;
  /** By member, from every rollout: nobody cares which one a message was about. */
  recent: ReadonlyMap<string, Instant[]>;
}

/**
 * What these members heard until now; `except` are the rows that are being decided. Letters that went as one message
 * count as one.
 */
export async function saidTo(
  tx: EntityManager,
  memberIds: string[],
  except: string[],
  now: Instant,
): Promise<Heard> {
  interface Row {
    member_id: string;
    rollout_id: string;
    recent: Date[] | null;
    everything: number;
    unanswered: number;
    unanswered_ordinary: number;
    last_ordinary: Date | null;
  }
  const rows = await tx.query<Row[]>(
    `with row as (
       select d.member_id, d.rollout_id, coalesce(d.message_id, d.id::text) as message,
              n.purpose = 'essential' as essential, coalesce(d.told_at, d.tried_at) as at,
              d.state in ('sending', 'accepted', 'told') as counts,
              max(d.confirmed_at) over (partition by d.member_id, d.rollout_id) as alive_at
         from delivery d join notice n on n.id = d.notice_id
        where d.member_id = any ($1) and not d.id = any ($2)
          and (d.state in ('sending', 'accepted', 'told') or d.confirmed_at is not null)
     ), message as (
       select distinct on (member_id, rollout_id, message) * from row where counts
     )
     select member_id, rollout_id, array_agg(at) filter (where at > $3) as recent, count(*)::int as everything,
            count(*) filter (where alive_at is null or at > alive_at)::int as unanswered,
            count(*) filter (where not essential and (alive_at is null or at > alive_at))::int
              as unanswered_ordinary,
            max(at) filter (where not essential) as last_ordinary
       from message group by member_id, rollout_id`,
    [memberIds, except, now.subtract({ hours: 7 * 24 }).toString()],
  );
  const recent = new Map<string, Instant[]>();
  for (const row of rows)
    recent.set(row.member_id, [...(recent.get(row.member_id) ?? []), ...(row.recent ?? []).map(moment)]);
  const said = rows.map((row): [string, Omit<Said, 'recent'>] => [
    `${row.member_id}/${row.rollout_id}`,
    {
      everything: row.everything,
      unanswered: row.unanswered,
      unansweredOrdinary: row.unanswered_ordinary,
      lastOrdinary: row.last_ordinary && moment(row.last_ordinary),
    },
  ]);
  return { said: new Map(said), recent };
}

export async function optOuts(tx: EntityManager, memberIds: string[]): Promise<Map<string, Purpose[]>> {
  const rows = await tx.query<{ member_id: string; purposes: Purpose[] }[]>(
    'select member_id, array_agg(purpose) as purposes from opt_out where member_id = any ($1) group by member_id',
    [memberIds],
  );
  return new Map(rows.map((row) => [row.member_id, row.purposes]));
}
