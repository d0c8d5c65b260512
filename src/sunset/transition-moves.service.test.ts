import { smallWorld } from '../../test/support/small-world.js';
import { day, reasonsOf, transitionWorld } from '../../test/support/transition-world.js';
import { Bounces } from '../notices/bounces.js';
import { ByHand } from '../notices/by-hand.service.js';
import { Posts, type PostLine } from '../notices/posts.service.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { CourseService } from '../rollout/course.service.js';

describe('the transition date, once announced,', () => {
  const t = transitionWorld();
  const { service, view, announce, at, play, accepted, rows, states, planned, subjects } = t;

  it('moves later by a correction alone, and by more than 7 days with its steps said again', async () => {
    await announce(day(30));
    await service().move(t.lead, t.world.rolloutId, day(34));
    expect(await planned()).toContain('sunset.notice/r1/T-14 2026-04-05');
    await service().move(t.lead, t.world.rolloutId, day(60));
    expect((await view()).changes.map((change) => change.step)).toEqual(['r1', 'r1/2', 'r2']);
    expect(await planned()).toContain('sunset.notice/r2/T-14 2026-05-01');
  });

  it('moves earlier only where the correction itself leaves everybody their time, and proof starts anew', async () => {
    await announce(day(60));
    await play('sunset.announcement', 'r1');
    await accepted(
      t.world.people.map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    await at(day(10), async () => {
      expect(await reasonsOf(service().move(t.lead, t.world.rolloutId, day(39)))).toEqual([
        expect.stringContaining(`earliest permitted day is ${spokenDay(day(40))}`),
      ]);
      await service().move(t.lead, t.world.rolloutId, day(40));
      expect((await view()).proof).toMatchObject({ proven: 0, open: 12 });
    });
  });

  it('moves no more once the rollout was cancelled or both places are kept', async () => {
    await announce(day(30));
    for (const [column, reason] of [
      ['cancelled_at', 'The rollout was cancelled.'],
      ['kept_both_at', 'Both places are kept, by decision.'],
    ]) {
      const end = (ended: string | null): Promise<unknown> =>
        t.app.dataSource.query(`update rollout set ${column!} = $1 where id = $2`, [
          ended,
          t.world.rolloutId,
        ]);
      await end('2026-03-17T09:00:00Z');
      expect(await reasonsOf(service().move(t.lead, t.world.rolloutId, day(60)))).toEqual([reason]);
      await end(null);
    }
    expect((await view()).changes).toHaveLength(1);
  });

  it('is corrected for who knew the day before; who had not heard of it hears of the new one only', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    const ids = t.world.people.map((one) => one.memberId);
    await accepted(ids.slice(0, 6), '2026-03-16T10:00:00Z');
    await t.app.dataSource.query('update post set posted_at = null where rollout_id = $1', [
      t.world.rolloutId,
    ]);
    await at(day(4), async () => {
      await service().move(t.lead, t.world.rolloutId, day(36));
      expect((await states('sunset.announcement/r1')).toSorted()).toEqual(['accepted', 'suppressed']);
      await play('sunset.announcement', 'r1/2');
    });
    expect(await subjects('sunset.announcement/r1/2')).toEqual([
      expect.stringMatching(/^New day/),
      expect.stringMatching(/we leave/),
    ]);
    expect(new Set((await posts()).map(({ key }) => key))).toEqual(new Set(['sunset.announcement/r1/2']));
    await at(day(5), async () => {
      expect((await view()).because).toEqual([expect.stringContaining('it has not gone out yet')]);
      await accepted(ids.slice(6), '2026-03-20T10:00:00Z');
    });
    await at(day(9), async () =>
      expect(await view()).toMatchObject({ proof: { open: 0 }, earliestPermitted: day(34).toString() }),
    );
  });

  it('that was moved before anybody heard of it is said nowhere: only the new one is, as if it were the first', async () => {
    await announce(day(30));
    await service().move(t.lead, t.world.rolloutId, day(36));
    await play('sunset.announcement', 'r1');
    expect([await rows('sunset.announcement/r1'), await posts()]).toEqual([0, []]);
    await play('sunset.announcement', 'r1/2');
    expect(await subjects('sunset.announcement/r1/2')).toEqual([expect.stringMatching(/we leave/)]);
    const said = await posts();
    expect(said.length).toBeGreaterThan(0);
    for (const { short, long } of said) expect(short + long).not.toContain(spokenDay(day(30)));
    await at(day(3), async () => {
      expect((await view()).because).toEqual([expect.stringContaining('it has not gone out yet')]);
      const everybody = t.world.people.map(({ memberId }) => memberId);
      await accepted(everybody, '2026-03-17T10:00:00Z');
    });
    await at(day(9), async () =>
      expect(await view()).toMatchObject({ proof: { open: 0 }, earliestPermitted: day(31).toString() }),
    );
  });

  it('that stood before is told to nobody whose mail comes back after the move', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      t.world.people.map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    await at(day(16), async () => {
      await play('sunset.notice', 'r1/T-7');
      await t.app.dataSource.query(
        `update delivery d set state = 'sending' from notice n where n.id = d.notice_id and n.play = 'sunset.notice' and n.rollout_id = $1`,
        [t.world.rolloutId],
      );
    });
    await at(day(17), async () => {
      await bounce('sunset.announcement/r1', 0);
      expect(await stateOf('sunset.announcement/r1', 0)).toBe('to tell');
      await service().move(t.lead, t.world.rolloutId, day(36));
      await play('sunset.announcement', 'r1/2');
      for (const key of ['sunset.announcement/r1', 'sunset.notice/r1/T-7', 'sunset.announcement/r1/2'])
        await bounce(key, 1);
    });
    expect(await stateOf('sunset.announcement/r1', 1)).toBe('suppressed');
    expect(await stateOf('sunset.notice/r1/T-7', 1)).toBe('suppressed');
    expect(await stateOf('sunset.announcement/r1/2', 1)).toBe('to tell');
  });

  it('that is held is told to nobody whose mail comes back: they are told that it is held', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted([t.world.people[0]!.memberId], '2026-03-16T10:00:00Z');
    await at(day(23), async () => {
      await play('sunset.decision', 'r1/T-7');
      await bounce('sunset.announcement/r1', 0);
      await bounce('sunset.decision/r1/T-7', 0);
      expect(await stateOf('sunset.announcement/r1', 0)).toBe('suppressed');
      expect(await stateOf('sunset.decision/r1/T-7', 0)).toBe('to tell');
    });
  });

  it('begins a new revision where small moves add up to more than 7 days', async () => {
    await announce(day(30));
    await service().move(t.lead, t.world.rolloutId, day(36));
    await service().move(t.lead, t.world.rolloutId, day(42));
    await service().move(t.lead, t.world.rolloutId, day(48));
    expect((await view()).changes.map((change) => change.step)).toEqual(['r1', 'r1/2', 'r2', 'r2/2']);
  });

  it('is not more than 2 years ahead: such a year is mistyped', async () => {
    const typo = day(30).with({ year: 2062 });
    const refused = [expect.stringContaining('in 2062, more than 2 years ahead') as unknown];
    expect(await reasonsOf(announce(typo))).toEqual(refused);
    await announce(day(30));
    expect(await reasonsOf(service().move(t.lead, t.world.rolloutId, typo))).toEqual(refused);
  });

  it('that is held is told to nobody any more', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted([t.world.people[0]!.memberId], '2026-03-16T10:00:00Z');
    await at(day(23), () => play('sunset.decision', 'r1/T-7'));
    expect((await states('sunset.announcement/r1')).toSorted()).toEqual(['accepted', 'suppressed']);
    expect(await states('sunset.decision/r1/T-7')).toEqual(['queued']);
    await at(day(24), async () => expect((await view()).earliestPermitted).toBe(day(54).toString()));
  });

  it('is to be proven to whoever was put on the roster since, and not to who joined by themselves', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      t.world.people.map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    for (const source of ['file', 'join'])
      await t.app.dataSource.query(
        `with m as (
           insert into member (community_id, display_name, source, added_on)
           values ($1, 'New', $3, '2026-04-10') returning id
         ) insert into participation (community_id, rollout_id, member_id, link_id)
           select $1, $2, id, gen_random_uuid() from m`,
        [t.world.communityId, t.world.rolloutId, source],
      );
    await at(day(26), async () =>
      expect((await view()).proof).toMatchObject({ roster: 13, proven: 12, open: 1 }),
    );
  });

  it('is withdrawn from whoever has not read it yet when both places are kept', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await play('rollout.opening-word', '');
    await t.app.get(CourseService).keepBoth(t.lead, t.world.rolloutId, 'Some of us need the old place.');
    expect(await states('sunset.announcement/r1')).toEqual(['suppressed']);
    expect(await states('rollout.opening-word/')).toEqual(['queued']);
  });

  it('is preceded by an opening word that a lead may put in their own words', async () => {
    const reworded = { subject: 'Something new in the yard', body: 'We try a new place.' };
    await play('rollout.opening-word', '', reworded);
    const [said] = await t.app.dataSource.query<unknown[]>(
      `select letters->'en'->>'subject' as subject, letters->'en'->'paragraphs' as body from edition e join notice n on n.id = e.notice_id
        where rollout_id = $1 and play = 'rollout.opening-word'`,
      [t.world.rolloutId],
    );
    expect(said).toEqual({ subject: reworded.subject, body: [reworded.body] });
  });

  it('is told to newcomers under the same key, once', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    const [late] = (await smallWorld(t.app.dataSource, [{ addedOn: '2026-03-20' }])).people;
    await t.app.dataSource.query('update member set community_id = $1 where id = $2', [
      t.world.communityId,
      late!.memberId,
    ]);
    await t.app.dataSource.query(
      'update participation set rollout_id = $1, community_id = $2 where member_id = $3',
      [...[t.world.rolloutId, t.world.communityId, late!.memberId]],
    );
    await play('sunset.newcomers', '2026-03-20');
    await play('sunset.newcomers', '2026-03-21');
    expect(await rows('sunset.announcement/r1')).toBe(13);
  });

  /** The mail to this person comes back, they have no other address, and who is told by hand is shared out. */
  async function bounce(key: string, person: number): Promise<void> {
    const { memberId } = t.world.people[person]!;
    await t.app.dataSource.transaction(async (tx) => {
      await tx.query(`update member_channel set state = 'dead' where member_id = $1`, [memberId]);
      const [[row]] = await tx.query<[{ id: string }[], number]>(
        `update delivery d set state = case d.state when 'queued' then 'sending' else d.state end from notice n
          where n.id = d.notice_id and n.key = $1 and d.member_id = $2 returning d.id`,
        [key, memberId],
      );
      await t.app.get(Bounces).record(tx, row!.id, { gone: true, reason: 'unknown' }, t.app.clock.now());
      await t.app.get(ByHand).assign(tx, t.world.rolloutId, t.app.clock.now());
    });
  }

  function posts(): Promise<PostLine[]> {
    const { communityId, rolloutId } = t.world;
    return t.app.get(Posts).list(t.app.dataSource.manager, communityId, rolloutId);
  }

  async function stateOf(key: string, person: number): Promise<string> {
    const [row] = await t.app.dataSource.query<{ state: string }[]>(
      `select d.state from delivery d join notice n on n.id = d.notice_id where n.key = $1 and d.member_id = $2`,
      [key, t.world.people[person]!.memberId],
    );
    return row!.state;
  }
});
