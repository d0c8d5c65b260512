import type { EntityManager } from 'typeorm';
import { stageKeys, type Stage, type StageCounts } from './participants.rules.js';

/** What a lead looks for. Whatever is left out matches everybody. */
export interface Wanted {
  place?: string | undefined;
  wave?: number | undefined;
  stage?: Stage | undefined;
  /** Asked for help, and waits. */
  help?: boolean | undefined;
  /** Was told something in person, or is to be. */
  byHand?: boolean | undefined;
  /** The beginning of a name, or of a part of it. */
  name?: string | undefined;
  /** Whoever follows this participation, by name. */
  after?: string | undefined;
}

export interface Participant {
  participationId: string;
  memberId: string;
  name: string;
  stage: Stage;
  wave: number | null;
  /** Names of the old and new places that they are in. */
  places: string[];
  helper: string | null;
  asksForHelp: boolean;
  inPerson: boolean;
}

/** People on one page. */
export const part = 50;

const asked = `exists (select 1 from help_request r where r.participation_id = p.id and r.closed_at is null)`;
const inPerson = `exists (select 1 from delivery d
  where d.rollout_id = p.rollout_id and d.member_id = p.member_id and d.channel = 'by hand')`;
/** They pressed that they saw a message, or asked for help, whenever that was. */
const heard = `(exists (select 1 from help_request r where r.participation_id = p.id)
  or exists (select 1 from delivery d
              where d.rollout_id = p.rollout_id and d.member_id = p.member_id and d.confirmed_at is not null))`;

/** In a query over `participation p`. */
export const stageSql = `case
  when p.outcome in ('declined', 'will leave') then 'rather not'
  when p.arrived_on is not null then 'come'
  when p.outcome is not null then 'another way'
  when p.invited_on is null then 'not asked'
  when ${heard} then 'not yet'
  else 'no word' end`;

const from = `from participation p join member m on m.id = p.member_id
  left join invitation i on i.participation_id = p.id left join wave w on w.id = i.wave_id
 where p.rollout_id = $1 and m.gone is null and m.erased_at is null`;

const matching = `${from}
  and ($2::uuid is null or exists (select 1 from member_place mp where mp.member_id = m.id and mp.place_id = $2))
  and ($3::int is null or w.number = $3)
  and ($4::text is null or ${stageSql} = $4)
  and (not $5::boolean or ${asked})
  and (not $6::boolean or ${inPerson})
  and ($7::text is null or position(' ' || lower($7) in ' ' || lower(m.display_name)) > 0)`;

const asParameters = (rolloutId: string, wanted: Wanted): unknown[] => [
  ...[rolloutId, wanted.place ?? null, wanted.wave ?? null, wanted.stage ?? null],
  ...[wanted.help ?? false, wanted.byHand ?? false, wanted.name ?? null],
];

/** How many people stand where, of everybody who takes part. */
export async function stageCounts(tx: EntityManager, rolloutId: string): Promise<StageCounts> {
  const rows = await tx.query<{ stage: Stage; people: number }[]>(
    `select ${stageSql} as stage, count(*)::int as people ${from} group by 1`,
    [rolloutId],
  );
  const people = (one: Stage): number => rows.find((row) => row.stage === one)?.people ?? 0;
  return Object.fromEntries(stageKeys.map((one) => [one, people(one)])) as StageCounts;
}

/** One part of who is wanted, by name, and how many they are in all. */
export async function participants(
  tx: EntityManager,
  rolloutId: string,
  wanted: Wanted,
): Promise<{ people: Participant[]; all: number; next: string | null }> {
  const parameters = asParameters(rolloutId, wanted);
  const [counted] = await tx.query<[{ all: number }]>(`select count(*)::int as all ${matching}`, parameters);
  const people = await tx.query<Participant[]>(
    `select p.id as "participationId", m.id as "memberId", m.display_name as name, ${stageSql} as stage,
            w.number as wave, ${asked} as "asksForHelp", ${inPerson} as "inPerson",
            array(select pl.name from member_place mp join place pl on pl.id = mp.place_id
                   where mp.member_id = m.id order by pl.name) as places,
            (select hm.display_name from participation h join member hm on hm.id = h.member_id
              where h.id = p.advocate_id) as helper
       ${matching}
        and ($8::uuid is null or (m.display_name, p.id) > (
              select x.display_name, y.id from participation y join member x on x.id = y.member_id where y.id = $8))
      order by m.display_name, p.id limit ${part + 1}`,
    [...parameters, wanted.after ?? null],
  );
  const shown = people.slice(0, part);
  const next = people.length > part ? (shown.at(-1)?.participationId ?? null) : null;
  return { people: shown, all: counted.all, next };
}

/** What there is to filter by: the places of this move, and the waves that stand. */
export async function filtersOf(
  tx: EntityManager,
  rolloutId: string,
): Promise<{ places: { id: string; name: string }[]; waves: number[] }> {
  const places = await tx.query<{ id: string; name: string }[]>(
    `select pl.id, pl.name from rollout_place rp join place pl on pl.id = rp.place_id
      where rp.rollout_id = $1 order by rp.side desc, pl.name, pl.id`,
    [rolloutId],
  );
  const waves = await tx.query<{ number: number }[]>(
    'select number from wave where rollout_id = $1 order by number',
    [rolloutId],
  );
  return { places, waves: waves.map(({ number }) => number) };
}
