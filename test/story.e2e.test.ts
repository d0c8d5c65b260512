import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { spokenDay } from '../src/rollout/calendar.words.js';
import { Audit } from '../src/access/audit.js';
import { Refused } from '../src/demo/client.js';
import { watchActs } from './support/story-acts.js';
import { happened, layBeside, leftBehind, promises } from './support/story-ledger.js';
import { storySample } from './support/story-roster.js';
import { StoryTown } from './support/story-town.js';

jest.setTimeout(600_000); // 30 weeks: a minute or two on a machine that has other things to do

interface Known {
  state: string;
  on: string | null;
  earliestPermitted: string;
  waitsFor: string[];
  proof: { open: number; roster: number } | null;
  changes: { step: string; on: string }[];
}

type Occurrence = Record<'key' | 'state' | 'day', string>;

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-story-roster-'));
let town: StoryTown;
let pausedAt: Temporal.Instant;
let resumedAt: Temporal.Instant;
/** What was planned when the pause began, and afterwards: key → day. */
let before: Map<string, string>;
let after: Map<string, string>;
let tooEarly: { on: string; earliest: string; reasons: string[] };
let moved: { from: string; to: string };
let proofOnT: Known['proof'];

const knowT = (): Promise<Known> => town.company.rosa.get(`${town.base}/transition`);

async function ahead(): Promise<Map<string, string>> {
  const all = await town.company.rosa.get<Occurrence[]>(`${town.base}/agenda`);
  return new Map(all.filter((one) => one.state === 'planned').map(({ key, day }) => [key, day]));
}

/** One lead is in too great a hurry; later a feast day is found on T, and it is moved by three days. */
async function aboutT(today: Temporal.PlainDate): Promise<void> {
  const { state, on, waitsFor, earliestPermitted } = await knowT();
  if (state === 'none' && waitsFor.length === 0 && !tooEarly) {
    const hurry = today.add({ days: 10 }).toString();
    const answer = town.company.rosa.post(`${town.base}/transition`, { on: hurry });
    const refused = (await answer.catch((error: unknown) => error)) as Refused;
    tooEarly = { on: today.toString(), earliest: earliestPermitted, reasons: refused.reasons };
  }
  if (!on) return;
  const until = today.until(Temporal.PlainDate.from(on)).days;
  if (until === 20 && !moved) {
    const to = Temporal.PlainDate.from(on).add({ days: 3 }).toString();
    await town.company.rosa.post(`${town.base}/transition/move`, { on: to });
    moved = { from: on, to };
  }
  if (until === 0) proofOnT = (await knowT()).proof;
}

beforeAll(async () => {
  town = await StoryTown.found(storySample(dir));
  const watched = watchActs(town.clock);
  town.everyMorning = aboutT;
  town.on(15, () => town.restart());
  town.on(22, () => town.double());
  town.on(36, () => town.single());
  town.on(40, async () => {
    await town.company.rosa.post(`${town.base}/pause`, { reason: 'The house is without heating.' });
    pausedAt = town.clock.now();
    before = await ahead();
  });
  town.on(50, async () => {
    resumedAt = town.clock.now();
    await town.company.tom.post(`${town.base}/resume`, { dates: 'move' });
    after = await ahead();
  });
  town.on(56, async () => town.cutAtNextMessage());
  try {
    await town.play(330);
  } finally {
    watched.end();
  }
  const roster = [...town.lives.values()].map(({ persona: { memberId, manner } }) => ({
    memberId,
    silent: manner === 'silent',
  }));
  await layBeside(town.db, roster, town.mail.received, watched.acts);
});

afterAll(async () => {
  await town?.close();
  fs.rmSync(dir, { recursive: true, force: true });
});

describe('a community crosses all four phases under a test clock', () => {
  it.each(Object.entries(promises))('%s', async (_promise, sql) => {
    expect(await town.db.query(sql)).toEqual([]);
  });

  it.each(Object.entries(leftBehind))('%s', async (_promise, sql) => {
    expect(await town.db.query(sql, [town.clock.now().toString()])).toEqual([]);
  });

  it('each message is short and plain, with whatever names and numbers stand in it', () => {
    expect(Object.fromEntries(town.mail.stumbles)).toEqual({});
  });

  it('nothing arrives twice, but for what was in flight when the database went away, and that as the same message', () => {
    const times = new Map<string, number>();
    for (const { messageId } of town.mail.received) times.set(messageId, (times.get(messageId) ?? 0) + 1);
    const repeated = [...times].filter(([, n]) => n > 1);
    expect(town.mail.inFlight.size).toBeGreaterThan(0);
    expect(repeated.filter(([id, n]) => n > 2 || !town.mail.inFlight.has(id))).toEqual([]);
  });

  it('everything happened that a promise speaks of', async () => {
    const [counts] = await town.db.query<Record<string, number>[]>(happened);
    expect(Object.entries(counts!).filter(([, n]) => n === 0)).toEqual([]);
    expect(counts!['people']).toBeGreaterThanOrEqual(150);
    expect(counts!['without an address']! / counts!['people']!).toBeGreaterThan(0.25);
  });

  it('nobody hears anything during the pause, and what was ahead moves by its ten days', () => {
    const heard = town.mail.received.filter(
      ({ memberId, at }) =>
        memberId !== null &&
        Temporal.Instant.compare(at, pausedAt) > 0 &&
        Temporal.Instant.compare(at, resumedAt) < 0,
    );
    expect(heard).toEqual([]);
    const pulses = [...before].filter(([key]) => key.startsWith('rollout.update/'));
    expect(pulses.length).toBeGreaterThan(0);
    for (const [key, day] of pulses)
      expect([key, after.get(key)]).toEqual([key, Temporal.PlainDate.from(day).add({ days: 10 }).toString()]);
  });

  it('a day too early is refused with the earliest permitted day, which leaves everybody 30 days', () => {
    const earliest = spokenDay(Temporal.PlainDate.from(tooEarly.earliest));
    expect(tooEarly.reasons).toEqual([expect.stringContaining(earliest)]);
    const notice = Temporal.PlainDate.from(tooEarly.on).until(tooEarly.earliest).days;
    expect(notice).toBeGreaterThanOrEqual(30);
  });

  it('a small move is one correction, and on the day everybody is proven told, has declined or is an exception', async () => {
    const { on, changes } = await knowT();
    expect(on).toBe(moved.to);
    expect(changes.map(({ step, on: day }) => [step, day])).toEqual([
      ['r1', moved.from],
      ['r1/2', moved.to],
    ]);
    expect(proofOnT).toMatchObject({ open: 0, roster: expect.any(Number) });
  });

  it('what was done stands in one unbroken chain', async () => {
    const [{ id }] = await town.db.query<[{ id: string }]>('select id from community');
    expect(await town.get(Audit).brokenAt(town.db.manager, id)).toBeUndefined();
  });
});
