import type { Temporal } from 'temporal-polyfill';
import { day, reasonsOf, transitionWorld } from '../../test/support/transition-world.js';
import { spokenDay } from '../rollout/calendar.words.js';

type Day = Temporal.PlainDate;

describe('a closing day that came while everything was paused', () => {
  const t = transitionWorld();
  const { service, view, announce, at, play, accepted, planned, subjects } = t;

  const pause = (since: string | null): Promise<unknown> =>
    t.app.dataSource.query('update rollout set paused_at = $1 where id = $2', [since, t.world.rolloutId]);
  const move = (to: Day): Promise<void> => service().move(t.lead, t.world.rolloutId, to);

  beforeEach(async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      t.world.people.map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    await pause('2026-04-10T09:00:00Z');
  });

  it('is named anew: told as early as the first time, with its steps again, and proven anew', async () => {
    await at(day(34), async () => {
      await play('rollout.day', day(34).toString());
      expect(await view()).toMatchObject({ state: 'missed', earliestPermitted: day(64).toString() });
      expect(await reasonsOf(move(day(63)))).toEqual([
        expect.stringContaining(`earliest permitted day is ${spokenDay(day(64))}`),
      ]);
      await move(day(64));
      expect(await view()).toMatchObject({ state: 'announced', proof: { proven: 0, open: 12 } });
      expect(await planned()).toContain('sunset.notice/r2/T-14 2026-05-05');
      await pause(null);
      await play('sunset.announcement', 'r2');
    });
    expect(await subjects('sunset.announcement/r2')).toEqual([expect.stringMatching(/^New day/)]);
    expect(
      await t.app.dataSource.query(`select closed_on from phase where rollout_id = $1 and key = 'sunset'`, [
        t.world.rolloutId,
      ]),
    ).toEqual([{ closed_on: null }]);
  });

  it('tells the leads what to do until it is named', async () => {
    const needs = (): Promise<unknown[]> =>
      t.app.dataSource.query(
        `select text from alert where rollout_id = $1 and kind = 'pause' and ended_at is null`,
        [t.world.rolloutId],
      );
    await at(day(34), async () => {
      await play('rollout.day', day(34).toString());
      expect(await needs()).toHaveLength(1);
      await move(day(70));
      expect(await needs()).toEqual([]);
    });
  });

  it('stands where an old place was closed on it all the same', async () => {
    await at(day(34), async () => {
      await t.app.dataSource.query(
        `insert into place_closing (rollout_id, place_id, read_only_on) values ($1, $2, $3)`,
        [t.world.rolloutId, t.world.places.source, day(30).toString()],
      );
      expect((await view()).state).toBe('announced');
      expect(await reasonsOf(move(day(70)))).toEqual([expect.stringContaining('that is over')]);
    });
  });
});
