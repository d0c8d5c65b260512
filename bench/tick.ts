import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { startApp } from '../src/app.js';
import { TestClock } from '../src/kernel/clock.js';
import { Config } from '../src/kernel/config.js';
import { usualPlan } from '../src/rollout/plan.js';
import { HeartbeatService } from '../src/rollout/heartbeat.service.js';
import { TickService } from '../src/rollout/tick.service.js';

const ROLLOUTS = 10_000;
/** Of each rollout, on its agenda: what was done, and what lies ahead. */
const DONE = 30;
const AHEAD = 30;
const now = Temporal.Instant.from('2026-03-02T09:00:00Z');

/**
 * What the tick costs each minute in which nothing is due, against one indexed select of due rows; and how many
 * a second it does with 10,000 due against 100 due. What is due is the shortest play there is (an alert that has
 * ended meanwhile), so that it is the tick which is measured.
 */
export async function run() {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-bench-'));
  const config = new Config({
    ...{ port: 0, host: '127.0.0.1', dataDir, mailFrom: 'bench@localhost', role: 'all' },
    ...{ logLevel: 'error', ticking: false },
  });
  const { app, close } = await startApp(config, { clock: new TestClock(now) });
  try {
    const db = app.get(DataSource);
    const tick = app.get(TickService, { strict: false });
    const heart = app.get(HeartbeatService, { strict: false });
    await load(db);
    const nothing = await nothingDue(db, tick, heart);
    const due = await muchDue(db, tick);
    return { ratio: nothing.selectMs / nothing.tickMs, aim: 0.33, rollouts: ROLLOUTS, ...nothing, ...due };
  } finally {
    await close();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

async function nothingDue(db: DataSource, tick: TickService, heart: HeartbeatService) {
  const ticks: number[] = [];
  const selects: number[] = [];
  const beats: number[] = [];
  for (let round = -50; round < 500; round++) {
    const ticked = await timed(() => tick.run(now));
    const selected = await timed(() =>
      db.query(
        `select id, rollout_id, due_at from occurrence where state = 'planned' and due_at <= $1 order by due_at limit 20`,
        [now.toString()],
      ),
    );
    const beat = round % 10 === 0 ? await timed(() => heart.beat(now)) : undefined;
    if (round < 0) continue; // warming up
    ticks.push(ticked);
    selects.push(selected);
    if (beat !== undefined) beats.push(beat);
  }
  return {
    tickMs: rounded(median(ticks)),
    selectMs: rounded(median(selects)),
    heartbeatMs: rounded(median(beats)),
  };
}

async function muchDue(db: DataSource, tick: TickService) {
  const few: number[] = [];
  const rate = async (n: number): Promise<number> => {
    await makeDue(db, n);
    let done = 0;
    const ms = await timed(async () => {
      done = (await tick.run(now)).done;
    });
    if (done !== n) throw new Error(`${done} of ${n} were done`);
    return (1000 * n) / ms;
  };
  const someRounds = async (): Promise<void> => {
    for (let round = 0; round < 6; round++) few.push(await rate(100));
  };
  await someRounds();
  const many = await rate(ROLLOUTS);
  await someRounds();
  const [rate100, rate10000] = [Math.round(median(few)), Math.round(many)];
  return { rate100, rate10000, rateRatio: rounded(rate10000 / rate100), rateAim: 0.8 };
}

/** A hundred rollouts to each of a hundred communities. */
async function load(db: DataSource): Promise<void> {
  await db.query(
    `insert into community (name, time_zone, responsible_name, responsible_contact_sealed, created_at)
     select 'Bench ' || n, 'Europe/Berlin', 'Bench', '', '2026-01-01Z' from generate_series(1, 100) n`,
  );
  await db.query(
    `insert into rollout (community_id, name, plan, state, started_at)
     select id, 'Bench', $1, 'running', '2026-01-01Z' from community, generate_series(1, $2::int)`,
    [JSON.stringify(usualPlan('2026-01-05', 'Europe/Berlin')), ROLLOUTS / 100],
  );
  await db.query(
    `insert into occurrence (rollout_id, key, play, step, day, due_at, speaks, state, done_at)
     select id, 'launch.seeding/' || n, 'launch.seeding', n, $1::date + n, $2::timestamptz + n * interval '1 day',
            true, case when n < 0 then 'done' else 'planned' end, case when n < 0 then $2::timestamptz end
     from rollout, generate_series(-$3::int, $4::int) n where n <> 0`,
    ['2026-03-02', now.toString(), DONE, AHEAD],
  );
  await db.query('vacuum analyze');
}

async function makeDue(db: DataSource, n: number): Promise<void> {
  await db.query(
    `insert into occurrence (rollout_id, key, play, step, day, due_at, speaks)
     select id, 'lead.alert/' || alert, 'lead.alert', alert, '2026-03-02', $1, true
     from (select id, gen_random_uuid() alert from rollout limit $2) due`,
    [now.subtract({ minutes: 1 }).toString(), n],
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
