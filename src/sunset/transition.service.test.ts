import { Temporal } from 'temporal-polyfill';
import { day, reasonsOf, transitionWorld } from '../../test/support/transition-world.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { YesService } from '../leading/yes.service.js';
import { OpenNames } from './open-names.service.js';

describe('the transition date', () => {
  const t = transitionWorld();
  const { service, view, announce, at, play, accepted, rows, states, planned } = t;

  it('is refused with every reason at once: phases that are open, and a day that comes too early', async () => {
    const reasons = await reasonsOf(service().announce(t.lead, t.world.rolloutId, day(29)));
    expect(reasons).toEqual([
      expect.stringContaining('refine phase is not closed'),
      expect.stringContaining('launch phase is not closed'),
      expect.stringContaining('earliest permitted day is Wednesday 15 April'),
    ]);
    expect((await view()).state).toBe('none');
  });

  it('is announced once, puts its ladder on the agenda, and is told to everybody', async () => {
    await announce(day(30));
    expect(await planned()).toEqual([
      'sunset.announcement/r1 2026-03-16',
      'sunset.export-reminder/r1/T-21 2026-03-25',
      'sunset.notice/r1/T-14 2026-04-01',
      'sunset.notice/r1/T-7 2026-04-08',
      'sunset.notice/r1/T-1 2026-04-14',
    ]);
    await play('sunset.announcement', 'r1');
    expect(await rows('sunset.announcement/r1')).toBe(12);
    expect(await reasonsOf(service().announce(t.lead, t.world.rolloutId, day(40)))).toEqual([
      expect.stringContaining('announced already'),
    ]);
  });

  it('stands at T-7 when everybody was told in time', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      t.world.people.map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    await at(day(23), () => play('sunset.decision', 'r1/T-7'));
    expect((await view()).state).toBe('announced');
    expect(await rows('sunset.decision/r1/T-7')).toBe(0);
    expect((await view()).proof).toMatchObject({ roster: 12, proven: 12, open: 0 });
  });

  it('counts days as the clocks of the rollout do: half past eleven in London is tomorrow in Berlin', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      t.world.people.map((one) => one.memberId),
      '2026-03-16T23:30:00Z',
    );
    t.app.clock.set('2026-03-20T09:00:00Z');
    expect(await view()).toMatchObject({
      earliestPermitted: day(31).toString(),
      because: [expect.stringContaining('gone out on Tuesday 17 March')],
    });
  });

  it('is not permitted before the posts are ticked, and the leads hear of it at T-21', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      t.world.people.map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    await t.app.dataSource.query('update post set posted_at = null where rollout_id = $1', [
      t.world.rolloutId,
    ]);
    await at(day(9), () => play('sunset.settle', 'r1/T-21'));
    const [letter] = await t.app.dataSource.query<{ text: string }[]>(
      `select letters::text as text from edition e join notice n on n.id = e.notice_id where rollout_id = $1 and play = 'sunset.settle'`,
      [t.world.rolloutId],
    );
    expect(letter!.text).toContain('posts that nobody ticked');
  });

  it('is held at T-7 while a name is open: everybody hears it, and nothing of T is left on the agenda', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      t.world.people.slice(1).map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    await at(day(23), async () => {
      await play('sunset.notice', 'r1/T-14');
      await play('sunset.decision', 'r1/T-7');
    });
    expect(await rows('sunset.decision/r1/T-7')).toBe(12);
    expect(await states('sunset.notice/r1/T-14')).toEqual(['suppressed']);
    expect(await states('sunset.decision/r1/T-7')).not.toContain('suppressed');
    expect(await view()).toMatchObject({ state: 'held', earliestPermitted: day(31).toString() });
    expect(await planned()).toEqual([]);
    expect(await reasonsOf(service().move(t.lead, t.world.rolloutId, day(30)))).toEqual([
      expect.stringContaining(`earliest permitted day is ${spokenDay(day(31))}`),
    ]);
    await service().move(t.lead, t.world.rolloutId, day(33));
    expect(await planned()).toContain('sunset.notice/r2/T-7 2026-04-11');
  });

  it('is kept by a promise for a day up to T-8, and by no later one', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      t.world.people.slice(1).map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    const open = t.world.people[0]!.participationId;
    await at(day(16), async () => {
      const names = t.app.get(OpenNames);
      const promise = (on: Temporal.PlainDate): Promise<void> =>
        names.promise(t.lead, t.world.rolloutId, open, { teller: 'Mira', on });
      expect(await reasonsOf(promise(day(23)))).toEqual([expect.stringContaining('end on Tuesday 7 April')]);
      await promise(day(22));
      expect(await names.list(t.lead, t.world.rolloutId)).toMatchObject([
        { participationId: open, teller: 'Mira' },
      ]);
      expect((await view()).earliestPermitted).toBe(day(30).toString());
    });
  });

  it('lets an exception count only when a second lead has agreed', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      t.world.people.slice(1).map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    const names = t.app.get(OpenNames);
    const open = t.world.people[0]!.participationId;
    await at(day(20), async () => {
      const why = 'At sea until June; the sister knows.';
      const { id, seen } = await names.askException(t.lead, t.world.rolloutId, open, why);
      const yes = t.app.get(YesService);
      expect((await view()).proof).toMatchObject({ exceptions: 0, open: 1 });
      expect(await reasonsOf(yes.yes(t.lead, id, { seen }))).toEqual([
        expect.stringContaining('a second lead has to say yes'),
      ]);
      await yes.yes(t.second, id, { seen });
      expect((await view()).proof).toMatchObject({ exceptions: 1, open: 0 });
    });
    await at(day(23), () => play('sunset.decision', 'r1/T-7'));
    expect((await view()).state).toBe('announced');
  });
});
