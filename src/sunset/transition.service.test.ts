import { Module } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { otherFacts } from '../../test/support/other-facts.js';
import { smallWorld, type SmallWorld } from '../../test/support/small-world.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { AccessModule } from '../access/access.module.js';
import { Accounts } from '../access/accounts.js';
import type { Actor } from '../access/actor.js';
import { Vault } from '../kernel/crypto/vault.js';
import type { Refusal } from '../kernel/refusal.js';
import { CourseService } from '../rollout/course.service.js';
import { playRow, type PlayKey } from '../rollout/playbook.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { SocketBoard } from '../rollout/socket-board.js';
import type { Rewording } from '../rollout/sockets.js';
import { OpenNames } from './open-names.service.js';
import { SunsetModule } from './sunset.module.js';
import { TransitionService } from './transition.service.js';
import { TransitionView } from './transition-view.service.js';

@Module({ providers: [otherFacts(['rollout', 'sunset', 'refine'])] })
class OtherFeatures {}

const announced = Temporal.PlainDate.from('2026-03-16');
const day = (after: number): Temporal.PlainDate => announced.add({ days: after });

describe('the transition date', () => {
  let app: TestApp;
  let world: SmallWorld;
  let lead: Actor;
  let second: Actor;

  beforeAll(async () => {
    app = await startTestApp({ modules: [AccessModule, SunsetModule, OtherFeatures] });
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    app.clock.jump('2026-03-16T09:00:00Z');
    world = await smallWorld(
      app.dataSource,
      Array.from({ length: 12 }, () => ({})),
    );
    await app.dataSource.transaction(async (tx) => {
      const ring = await app.get(Vault).ring(tx, world.communityId);
      const contact = ring.seal('Ada, ground floor');
      await tx.query('update community set responsible_contact_sealed = $1 where id = $2', [
        contact,
        world.communityId,
      ]);
      await tx.query(
        `insert into member_channel (community_id, member_id, kind, sealed, created_at)
         select community_id, id, 'email', $1, '2026-01-01Z' from member where community_id = $2`,
        [ring.seal('somebody@hill.example'), world.communityId],
      );
    });
    lead = await actor('Lena');
    second = await actor('Said');
  });

  it('is refused with every reason at once: phases that are open, and a day that comes too early', async () => {
    const reasons = await reasonsOf(service().announce(lead, world.rolloutId, day(29)));
    expect(reasons).toEqual([
      expect.stringContaining('refine phase is not closed'),
      expect.stringContaining('launch phase is not closed'),
      expect.stringContaining('earliest permitted day is 2026-04-15'),
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
    expect(await reasonsOf(service().announce(lead, world.rolloutId, day(40)))).toEqual([
      expect.stringContaining('announced already'),
    ]);
  });

  it('stands at T-7 when everybody was told in time', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      world.people.map((one) => one.memberId),
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
      world.people.map((one) => one.memberId),
      '2026-03-16T23:30:00Z',
    );
    app.clock.set('2026-03-20T09:00:00Z');
    expect(await view()).toMatchObject({
      earliestPermitted: day(31).toString(),
      because: [expect.stringContaining('gone out on 2026-03-17')],
    });
  });

  it('is not permitted before the posts are ticked, and the leads hear of it at T-21', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      world.people.map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    await app.dataSource.query('update post set posted_at = null where rollout_id = $1', [world.rolloutId]);
    await at(day(9), () => play('sunset.settle', 'r1/T-21'));
    const [letter] = await app.dataSource.query<{ text: string }[]>(
      `select letters::text as text from notice where rollout_id = $1 and play = 'sunset.settle'`,
      [world.rolloutId],
    );
    expect(letter!.text).toContain('posts that nobody ticked');
  });

  it('is held at T-7 while a name is open: everybody hears it, and nothing of T is left on the agenda', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      world.people.slice(1).map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    await at(day(23), async () => {
      await play('sunset.notice', 'r1/T-14');
      await play('sunset.decision', 'r1/T-7');
    });
    expect(await rows('sunset.decision/r1/T-7')).toBe(12);
    expect(await states('sunset.notice/r1/T-14')).toEqual(['suppressed']);
    expect(await states('sunset.decision/r1/T-7')).not.toContain('suppressed');
    expect(await states('sunset.announcement/r1')).not.toContain('suppressed');
    expect(await view()).toMatchObject({ state: 'held', earliestPermitted: day(31).toString() });
    expect(await planned()).toEqual([]);
    expect(await reasonsOf(service().move(lead, world.rolloutId, day(30)))).toEqual([
      expect.stringContaining(`earliest permitted day is ${day(31).toString()}`),
    ]);
    await service().move(lead, world.rolloutId, day(33));
    expect(await planned()).toContain('sunset.notice/r2/T-7 2026-04-11');
  });

  it('is kept by a promise for a day up to T-8, and by no later one', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      world.people.slice(1).map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    const open = world.people[0]!.participationId;
    await at(day(16), async () => {
      const names = app.get(OpenNames);
      const promise = (on: Temporal.PlainDate): Promise<void> =>
        names.promise(lead, world.rolloutId, open, { teller: 'Mira', on });
      expect(await reasonsOf(promise(day(23)))).toEqual([expect.stringContaining('end on 2026-04-07')]);
      await promise(day(22));
      expect(await names.list(lead, world.rolloutId)).toMatchObject([
        { participationId: open, teller: 'Mira' },
      ]);
      expect((await view()).earliestPermitted).toBe(day(30).toString());
    });
  });

  it('lets an exception count only when a second lead has agreed', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await accepted(
      world.people.slice(1).map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    const names = app.get(OpenNames);
    const open = world.people[0]!.participationId;
    await at(day(20), async () => {
      await names.askException(lead, world.rolloutId, open, 'At sea until June; the sister knows.');
      expect((await view()).proof).toMatchObject({ exceptions: 0, open: 1 });
      expect(await reasonsOf(names.agreeToException(lead, world.rolloutId, open))).toEqual([
        expect.stringContaining('a second lead has to agree'),
      ]);
      await names.agreeToException(second, world.rolloutId, open);
      expect((await view()).proof).toMatchObject({ exceptions: 1, open: 0 });
    });
    await at(day(23), () => play('sunset.decision', 'r1/T-7'));
    expect((await view()).state).toBe('announced');
  });

  it('moves later by a correction alone, and by more than 7 days with its steps said again', async () => {
    await announce(day(30));
    await service().move(lead, world.rolloutId, day(34));
    expect(await planned()).toContain('sunset.notice/r1/T-14 2026-04-05');
    await service().move(lead, world.rolloutId, day(60));
    expect((await view()).changes.map((change) => change.step)).toEqual(['r1', 'r1/2', 'r2']);
    expect(await planned()).toContain('sunset.notice/r2/T-14 2026-05-01');
  });

  it('moves earlier only where the correction itself leaves everybody their time, and proof starts anew', async () => {
    await announce(day(60));
    await play('sunset.announcement', 'r1');
    await accepted(
      world.people.map((one) => one.memberId),
      '2026-03-16T10:00:00Z',
    );
    await at(day(10), async () => {
      expect(await reasonsOf(service().move(lead, world.rolloutId, day(39)))).toEqual([
        expect.stringContaining(`earliest permitted day is ${day(40).toString()}`),
      ]);
      await service().move(lead, world.rolloutId, day(40));
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
        app.dataSource.query(`update rollout set ${column!} = $1 where id = $2`, [ended, world.rolloutId]);
      await end('2026-03-17T09:00:00Z');
      expect(await reasonsOf(service().move(lead, world.rolloutId, day(60)))).toEqual([reason]);
      await end(null);
    }
    expect((await view()).changes).toHaveLength(1);
  });

  it('is withdrawn from whoever has not read it yet when both places are kept', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    await play('rollout.opening-word', '');
    await app.get(CourseService).keepBoth(lead, world.rolloutId, 'Some of us need the old place.');
    expect(await states('sunset.announcement/r1')).toEqual(['suppressed']);
    expect(await states('rollout.opening-word/')).toEqual(['queued']);
  });

  it('is preceded by an opening word that a lead may put in their own words', async () => {
    const reworded = { subject: 'Something new in the yard', body: 'We try a new place.' };
    await play('rollout.opening-word', '', reworded);
    const [said] = await app.dataSource.query<unknown[]>(
      `select letters->'en'->>'subject' as subject, letters->'en'->'paragraphs' as body from notice
        where rollout_id = $1 and play = 'rollout.opening-word'`,
      [world.rolloutId],
    );
    expect(said).toEqual({ subject: reworded.subject, body: [reworded.body] });
  });

  it('is told to newcomers under the same key, once', async () => {
    await announce(day(30));
    await play('sunset.announcement', 'r1');
    const [late] = (await smallWorld(app.dataSource, [{ addedOn: '2026-03-20' }])).people;
    await app.dataSource.query('update member set community_id = $1 where id = $2', [
      world.communityId,
      late!.memberId,
    ]);
    await app.dataSource.query(
      'update participation set rollout_id = $1, community_id = $2 where member_id = $3',
      [...[world.rolloutId, world.communityId, late!.memberId]],
    );
    await play('sunset.newcomers', '2026-03-20');
    await play('sunset.newcomers', '2026-03-21');
    expect(await rows('sunset.announcement/r1')).toBe(13);
  });

  const service = (): TransitionService => app.get(TransitionService);
  const view = (): ReturnType<TransitionView['read']> => app.get(TransitionView).read(lead, world.rolloutId);

  async function actor(name: string): Promise<Actor> {
    const { communityId } = world;
    const account = await app.dataSource.transaction((tx) =>
      app.get(Accounts).create(tx, { communityId, name, role: 'lead' }),
    );
    return { accountId: account.id, communityId, name, role: 'lead' };
  }

  async function announce(on: Temporal.PlainDate): Promise<void> {
    await app.dataSource.query(
      `update phase set opened_on = '2026-01-05', closed_on = '2026-03-10', closed_at = '2026-03-10Z'
        where rollout_id = $1 and key in ('refine', 'launch')`,
      [world.rolloutId],
    );
    await service().announce(lead, world.rolloutId, on);
  }

  async function at(on: Temporal.PlainDate, work: () => Promise<void>): Promise<void> {
    app.clock.set(on.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '08:00' }).toInstant());
    await work();
  }

  function play(name: PlayKey, step: string, reworded: Rewording | null = null): Promise<void> {
    return app.dataSource.transaction(async (tx) => {
      const now = app.clock.now();
      await app.get(SocketBoard).do(name, {
        ...{ tx, now, step, key: `${name}/${step}`, row: playRow(name), reworded },
        rollout: await tx.findOneByOrFail(Rollout, { id: world.rolloutId }),
        day: now.toZonedDateTimeISO('Europe/Berlin').toPlainDate(),
      });
    });
  }

  async function accepted(memberIds: string[], when: string): Promise<void> {
    await app.dataSource.query(
      `update delivery set state = 'accepted', accepted_at = $2 where member_id = any ($1)`,
      [memberIds, when],
    );
    await app.dataSource.query('update post set posted_at = $1', [when]);
  }

  async function rows(key: string): Promise<number> {
    const [row] = await app.dataSource.query<{ n: number }[]>(
      'select count(*)::int n from delivery d join notice n on n.id = d.notice_id where n.key = $1 and n.rollout_id = $2',
      [key, world.rolloutId],
    );
    return row!.n;
  }

  async function states(key: string): Promise<string[]> {
    const found = await app.dataSource.query<{ state: string }[]>(
      `select distinct d.state from delivery d join notice n on n.id = d.notice_id
        where n.key = $1 and n.rollout_id = $2 and d.account_id is null`,
      [key, world.rolloutId],
    );
    return found.map((row) => row.state);
  }

  async function planned(): Promise<string[]> {
    const found = await app.dataSource.query<{ line: string }[]>(
      `select key || ' ' || day as line from occurrence
        where rollout_id = $1 and play in ('sunset.announcement', 'sunset.notice', 'sunset.export-reminder')
          and state = 'planned' and key not like '%/r1/_' order by day, key`,
      [world.rolloutId],
    );
    return found.map((row) => row.line);
  }
});

async function reasonsOf(refused: Promise<unknown>): Promise<string[]> {
  const refusal = await refused.then(
    () => undefined,
    (error: Refusal) => error,
  );
  return refusal?.reasons.map((reason) => reason.message) ?? [];
}
