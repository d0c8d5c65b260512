import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../src/kernel/database/data-source.js';
import { Database } from '../src/kernel/database/database.js';
import { measure } from '../src/adoption/measurement.queries.js';
import { usualPlan } from '../src/rollout/plan.js';

const year = 365;
const aim = 0.5;

export interface AdoptionBench {
  bench: 'adoption';
  ratio: number;
  aim: number;
  members: number;
  activityRows: number;
  windowRows: number;
  measureMs: number;
  countMs: number;
  rounds: number;
}

/**
 * A day's measurement, whole (standings and snapshot written and committed), against the bare
 * `count(distinct …)` of who was active in its window of 14 days, which has an index that holds all
 * it needs, and writes nothing.
 * Alternating, medians. The whole size is 100,000 members with 20,000,000 activity days of one year
 * (`--members 100000`), which takes minutes to load; by default a quarter of it, equally dense.
 */
export async function run(argv: readonly string[] = process.argv): Promise<AdoptionBench> {
  const at = argv.indexOf('--members');
  const members = at < 0 ? 25_000 : Number(argv[at + 1]);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-bench-'));
  const database = await Database.open({ dataDir: folder, databaseUrl: undefined });
  const db = await new DataSource({ ...dataSourceOptions(database.url), poolSize: 2 }).initialize();
  try {
    const rolloutId = await load(db, members, members * 200);
    return await compare(db, rolloutId, members);
  } finally {
    await db.destroy();
    await database.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const last = Temporal.PlainDate.from('2026-12-31');

async function compare(db: DataSource, rolloutId: string, members: number): Promise<AdoptionBench> {
  const rounds = 7;
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const day = last.subtract({ days: rounds - round });
    const now = day.toZonedDateTime('UTC').toInstant();
    const measured = await timed(() =>
      db.transaction((tx) => measure(tx, { rolloutId, day, now, past: false })),
    );
    const counted = await timed(() =>
      db.query(
        `select count(distinct participation_id) from activity
         where rollout_id = $1 and side = 'destination' and day >= $2::date - 14 and day < $2::date`,
        [rolloutId, day.toString()],
      ),
    );
    // The first round warms the cache, and writes every standing: no day of a real rollout does that.
    if (round < 0) continue;
    ours.push(measured);
    bare.push(counted);
  }
  const [{ all, window }] = (await db.query(
    `select count(*)::int as all, (count(*) filter (where day >= $2::date - 14 and day < $2::date))::int as window
     from activity where rollout_id = $1`,
    [rolloutId, last.subtract({ days: 1 }).toString()],
  )) as [{ all: number; window: number }];
  const [measureMs, countMs] = [median(ours), median(bare)];
  const ratio = Number((countMs / measureMs).toFixed(2));
  return {
    bench: 'adoption',
    ratio,
    aim,
    members,
    activityRows: all,
    windowRows: window,
    measureMs,
    countMs,
    rounds,
  };
}

/** Members who come on somewhat more than half of the days of a year. */
async function load(db: DataSource, members: number, rows: number): Promise<string> {
  const [communityId, rolloutId] = [randomUUID(), randomUUID()];
  await db.query(
    `insert into community (id, name, time_zone, responsible_name, responsible_contact_sealed, created_at)
     values ($1, 'Bench', 'UTC', 'Bench', '', '2026-01-01Z')`,
    [communityId],
  );
  await db.query(
    `insert into rollout (id, community_id, name, plan, state) values ($1, $2, 'Bench', $3, 'running')`,
    [rolloutId, communityId, JSON.stringify(usualPlan('2026-01-05', 'UTC'))],
  );
  await db.query(
    `insert into member (community_id, display_name, source, added_on)
     select $1, 'Member ' || n, 'file', '2026-01-01' from generate_series(1, $2::int) n`,
    [communityId, members],
  );
  await db.query(
    `insert into participation (rollout_id, community_id, member_id, link_id, invited_on, arrived_on)
     select $1, $2, id, gen_random_uuid(), '2026-01-10', '2026-01-12' from member`,
    [rolloutId, communityId],
  );
  await db.query(
    `insert into baseline_member (participation_id, rollout_id, evidence)
     select id, $1, 'last seen' from participation`,
    [rolloutId],
  );
  // Keys after the load, and without foreign keys: that is how twenty million rows get in within minutes.
  await db.query('alter table activity drop constraint activity_pkey');
  await db.query('alter table activity drop constraint activity_participation_id_fkey');
  await db.query(
    `insert into activity (participation_id, side, day, rollout_id, kind)
     select p.id, 'destination', $2::date - n, $1, 'reported'
     from generate_series(0, ${year - 1}) n cross join participation p
     where abs(hashtextextended(p.id::text, n)) % 1000000 < $3::int`,
    [rolloutId, last.toString(), Math.round((rows / members / year) * 1_000_000)],
  );
  await db.query('alter table activity add primary key (participation_id, side, day)');
  // The rival gets the best index there is for it; we need none on these rows.
  await db.query('create index rival on activity (rollout_id, side, day, participation_id)');
  // What `Signals` writes along with each row, here for all at once; half of them say that they are at home.
  await db.query(
    `insert into presence (participation_id, rollout_id, newest, days, said, settled_on)
     select participation_id, $1, newest, bit_or('1'::bit(366) >> (newest - day)),
            bit_or('1'::bit(366) >> (newest - day)) filter (where (newest - day) % 14 = 0),
            case when get_byte(uuid_send(participation_id), 15) % 2 = 0 then '2026-06-01'::date end
     from (select *, max(day) over (partition by participation_id) as newest from activity) a
     group by participation_id, newest`,
    [rolloutId],
  );
  await db.query('vacuum analyze');
  return rolloutId;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!);
}
