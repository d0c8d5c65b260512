import { Temporal } from 'temporal-polyfill';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { smallWorld } from '../../test/support/small-world.js';
import { testDataSource } from '../../test/support/test-db.js';
import { measure } from './measurement.queries.js';
import { Signals } from './signals.service.js';
import { windows } from './standing.rules.js';
import { Statements } from './statements.service.js';

const today = Temporal.PlainDate.from('2026-03-30');
const now = Temporal.Instant.from('2026-03-30T01:00:00Z');
const on = (daysAgo: number): Temporal.PlainDate => today.subtract({ days: daysAgo });
const ago = (days: number): string => on(days).toString();
const signals = new Signals();
const statements = new Statements(signals);

/** A member as spec page 4 sees one; days are counted back from the measurement, 1 is yesterday. */
interface Known {
  days: number[];
  statements: { kind: 'arrived' | 'key task' | 'every key task' | 'at home' | 'pulse'; ago: number }[];
  outcome: { is: 'no device' | 'declined' | 'unreachable' | 'will leave'; ago: number } | null;
  invitedAgo: number | null;
  counted: boolean;
}

/** The definitions of page 4, told a second time and one person at a time: the statement must agree with them. */
function judge(one: Known, everybodySeen: boolean) {
  const past = one.statements.filter((said) => said.ago >= 1);
  const seen = new Set([...one.days, ...past.map((said) => said.ago)].filter((n) => n >= 1));
  const recent = [...seen].filter((n) => n <= windows.activity).length;
  const arrived = seen.size > 0;
  const active = recent > 0 || past.some((said) => said.ago <= windows.statement);
  const settled = past.some((said) => said.kind === 'at home' || said.kind === 'every key task');
  const comfortable = active && (recent >= windows.comfortableDays || settled);
  const otherwise = one.outcome !== null && one.outcome.is !== 'unreachable' && one.outcome.ago >= 1;
  const unknown = !active && !otherwise && !everybodySeen;
  const invited = one.invitedAgo !== null && one.invitedAgo >= 1;
  const standing = comfortable
    ? 'comfortable'
    : active
      ? 'active'
      : arrived
        ? 'arrived'
        : invited
          ? 'invited'
          : 'listed';
  return { arrived, active, comfortable, unknown, standing };
}

const someAgo = fc.oneof(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 60 }));
const person: fc.Arbitrary<Known> = fc.record({
  days: fc.uniqueArray(someAgo, { maxLength: 5 }),
  statements: fc.array(
    fc.record({
      kind: fc.constantFrom(
        'arrived' as const,
        'key task' as const,
        'every key task' as const,
        'at home' as const,
        'pulse' as const,
      ),
      ago: someAgo,
    }),
    { maxLength: 2 },
  ),
  outcome: fc.option(
    fc.record({
      is: fc.constantFrom(
        'no device' as const,
        'declined' as const,
        'unreachable' as const,
        'will leave' as const,
      ),
      ago: someAgo,
    }),
    { nil: null, freq: 3 },
  ),
  invitedAgo: fc.option(someAgo, { nil: null }),
  counted: fc.boolean(),
});

describe('the daily measurement', () => {
  let db: DataSource;
  beforeAll(async () => {
    db = await testDataSource();
  });
  afterAll(() => db.destroy());

  async function world(people: Known[]) {
    const made = await smallWorld(
      db,
      people.map(({ outcome, invitedAgo }) => ({
        ...(outcome && { outcome: outcome.is, outcomeOn: ago(outcome.ago) }),
        ...(invitedAgo !== null && { invitedOn: ago(invitedAgo) }),
      })),
    );
    for (const [i, one] of people.entries()) {
      const { participationId } = made.people[i]!;
      const speaker = { rolloutId: made.rolloutId, participationId };
      const seen = one.days.map((n) => ({
        ...speaker,
        side: 'destination' as const,
        kind: 'reported' as const,
        day: on(n),
      }));
      await signals.keep(db.manager, made.rolloutId, seen);
      for (const said of one.statements)
        await statements.record(db.manager, speaker, said.kind, on(said.ago));
      if (one.counted) await write('baseline_member', [participationId, made.rolloutId, 'assumed', null]);
    }
    return made;
  }

  async function write(table: string, values: unknown[]): Promise<void> {
    const slots = values.map((_, i) => `$${i + 1}`).join(', ');
    await db.query(`insert into ${table} values (${slots}) on conflict do nothing`, values);
  }

  const look = (rolloutId: string, placeId: string | null, complete: boolean, to: number): Promise<unknown> =>
    db.query(
      `insert into sighting (rollout_id, place_id, side, kind, from_day, to_day, complete, people, noted_by, at)
       values ($1, $2, 'destination', 'report', $3::date, $3::date, $4, 0, 'changeover', $5)`,
      [rolloutId, placeId, ago(to), complete, now.toString()],
    );

  const snapshots = (rolloutId: string): Promise<Record<string, number>[]> =>
    db.query('select * from adoption_snapshot where rollout_id = $1 order by day, revision', [rolloutId]);

  it('agrees, for any people, with the definitions applied to one person after the other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (people, seen) => {
          const { rolloutId, people: ids } = await world(people);
          if (seen) await look(rolloutId, null, true, 14);
          await measure(db.manager, { rolloutId, day: today, now, past: false });

          const judged = people.map((one) => ({ ...judge(one, seen), counted: one.counted }));
          const inBaseline = judged.filter(({ counted }) => counted);
          const count = (key: 'arrived' | 'active' | 'comfortable' | 'unknown') =>
            inBaseline.filter((one) => one[key]).length;
          const [kept] = await snapshots(rolloutId);
          expect(kept).toMatchObject({
            baseline: inBaseline.length,
            arrived: count('arrived'),
            active: count('active'),
            comfortable: count('comfortable'),
            unknown: count('unknown'),
            roster: people.length,
            roster_comfortable: judged.filter(({ comfortable }) => comfortable).length,
          });
          const standings: { id: string; standing: string }[] = await db.query(
            'select id, standing from participation where rollout_id = $1',
            [rolloutId],
          );
          for (const [i, { standing }] of judged.entries())
            expect(standings.find(({ id }) => id === ids[i]!.participationId)?.standing).toBe(standing);
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  const silent: Known = { days: [], statements: [], outcome: null, invitedAgo: null, counted: true };

  const unknown = async (...looks: [string | null, boolean, number][]): Promise<number> => {
    const { rolloutId } = await world([silent]);
    for (const [place, complete, days] of looks) await look(rolloutId, place, complete, days);
    await measure(db.manager, { rolloutId, day: today, now, past: false });
    return (await snapshots(rolloutId))[0]!['unknown']!;
  };

  it('knows nothing about who is silent, until every new place was looked at within 14 days', async () => {
    expect(await unknown()).toBe(1);
    expect(await unknown([null, false, 1])).toBe(1);
    expect(await unknown([null, true, 15])).toBe(1);
    expect(await unknown([null, true, 14])).toBe(0);
  });

  it('asks for a look at each new place, where there are several', async () => {
    const { rolloutId, communityId, places } = await world([silent]);
    const [other] = await db.query<{ id: string }[]>(
      `insert into place (community_id, name, platform) values ($1, 'The second room', 'signal') returning id`,
      [communityId],
    );
    await write('rollout_place', [rolloutId, other!.id, 'destination']);
    await look(rolloutId, places.destination, true, 3);
    await measure(db.manager, { rolloutId, day: today, now, past: false });
    await look(rolloutId, other!.id, true, 3);
    await measure(db.manager, { rolloutId, day: today, now, past: false });
    expect((await snapshots(rolloutId)).map((row) => row['unknown'])).toEqual([1, 0]);
  });

  it('taken twice without news keeps one snapshot; with news it adds a revision and rewrites nothing', async () => {
    const { rolloutId, people } = await world([silent, silent]);
    const once = () => measure(db.manager, { rolloutId, day: today, now, past: false });
    await once();
    const [first] = await snapshots(rolloutId);
    await once();
    expect(await snapshots(rolloutId)).toEqual([first]);
    const { participationId } = people[0]!;
    await statements.record(
      db.manager,
      { rolloutId, participationId },
      'at home',
      today.subtract({ days: 1 }),
    );
    await once();
    const all = await snapshots(rolloutId);
    expect(all).toHaveLength(2);
    expect(all[0]).toEqual(first);
    expect(all[1]).toMatchObject({ revision: 1, comfortable: 1, late: false });
  });

  it('of a day long past is marked late and leaves the standings of today alone', async () => {
    const { rolloutId, people } = await world([{ ...silent, days: [20, 21, 22] }]);
    await measure(db.manager, { rolloutId, day: today.subtract({ days: 10 }), now, past: true });
    expect((await snapshots(rolloutId))[0]).toMatchObject({ late: true, comfortable: 1 });
    const [row] = await db.query<{ standing: string }[]>('select standing from participation where id = $1', [
      people[0]!.participationId,
    ]);
    expect(row!.standing).toBe('listed');
  });

  it('leaves out who is gone and who was taken out, and says how many', async () => {
    const { rolloutId, people } = await world([silent, silent, silent]);
    await db.query(`update member set gone = 'deceased' where id = $1`, [people[0]!.memberId]);
    await db.query('update baseline_member set taken_out_on = $2 where participation_id = $1', [
      people[1]!.participationId,
      ago(3),
    ]);
    await measure(db.manager, { rolloutId, day: today, now, past: false });
    expect((await snapshots(rolloutId))[0]).toMatchObject({
      baseline: 1,
      taken_out: 2,
      assumed: 1,
      roster: 2,
    });
  });
});
