import { People, type Enrolled } from '../../test/support/people.js';
import { letters } from '../../test/support/some-letters.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { waitingIn } from './by-hand.queries.js';
import { ByHand } from './by-hand.service.js';
import { NoticesModule } from './notices.module.js';
import { Notices } from './notices.service.js';
import type { Saying } from './saying.js';

describe('who is told by hand first', () => {
  let app: TestApp;
  let people: People;
  let lead: string;

  beforeAll(async () => {
    app = await startTestApp({ modules: [NoticesModule], settings: { role: 'web' } });
    people = await People.settle(app);
    lead = await people.addLead();
  });
  afterAll(() => app.close());

  const say = (to: Enrolled[], key: string, given: Partial<Saying> = {}): Promise<unknown> =>
    app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        ...{
          rollout: people.rollout,
          key,
          play: key.split('/')[0]!,
          purpose: 'essential',
          letters,
          byHand: true,
        },
        ...{ to: to.map(({ memberId }) => memberId), now: app.clock.now(), ...given },
      }),
    );
  const handOut = (): Promise<void> =>
    app.dataSource.transaction((tx) => app.get(ByHand).assign(tx, people.rolloutId, app.clock.now()));
  const listed = (skip = 0) =>
    app
      .get(ByHand)
      .everyone(app.dataSource.manager, people.communityId, people.rolloutId, { skip, most: 15 });

  it('is who loses most by waiting: what is of use for a week goes before what can wait; leads see all of it', async () => {
    const crowd = await Promise.all(Array.from({ length: 20 }, () => people.add()));
    await say(crowd, 'sunset.announcement/r1');
    app.clock.advance({ hours: 1 });
    await say(crowd.slice(10), 'sunset.notice/r1/T-7', {
      usefulUntil: app.clock.now().add({ hours: 7 * 24 }),
    });
    await handOut();
    const mine = (await listed()).filter(({ teller }) => teller !== null);
    expect(mine.filter(({ play }) => play === 'sunset.notice')).toHaveLength(10);
    expect(mine).toHaveLength(15);
    const waiting = await waitingIn(app.dataSource.manager, people.communityId, people.rolloutId, null);
    expect(waiting).toEqual({ people: 30, nobodys: 15, overdue: 0 });
    const all = [...(await listed()), ...(await listed(15))].map(({ deliveryId }) => deliveryId);
    expect(new Set(all).size).toBe(30);
  });

  it('is told everything by one person; and stands first for the leads once somebody had them for three days', async () => {
    const olga = await people.add({ name: 'Olga', email: 'o@hill.example', advocate: true, language: 'tr' });
    const anna = await people.add({ name: 'Anna' });
    await say([anna], 'rollout.cancelled');
    await app.dataSource.query(
      `update delivery set teller_participation_id = $2, shown_on = $3 where member_id = $1`,
      [anna.memberId, olga.participationId, app.clock.now().toString().slice(0, 10)],
    );
    await say([anna], 'rollout.kept-both', { usefulUntil: app.clock.now().add({ hours: 500 }) });
    await handOut();
    const tellers = await app.dataSource.query<{ id: string }[]>(
      'select distinct teller_participation_id as id from delivery where member_id = $1',
      [anna.memberId],
    );
    expect(tellers).toEqual([{ id: olga.participationId }]);
    app.clock.advance({ days: 3 });
    await handOut();
    const [first] = await listed();
    expect(first).toMatchObject({ offeredBefore: true });
    const mine = await waitingIn(app.dataSource.manager, people.communityId, people.rolloutId, lead);
    expect(mine.people).toBeLessThanOrEqual(15);
    expect(mine.overdue).toBeGreaterThan(0);
  });

  it('is at most 15 people a day, also for somebody who could reach none of them', async () => {
    people = await People.settle(app);
    const by = { accountId: await people.addLead(), communityId: people.communityId };
    const list = () => app.get(ByHand).listOf(app.dataSource.manager, by);
    await say(await Promise.all(Array.from({ length: 20 }, () => people.add())), 'sunset.announcement/r1');
    await handOut();
    await app.dataSource.transaction(async (tx) => {
      for (const { deliveryId } of await list()) await app.get(ByHand).couldNot(tx, deliveryId, by);
    });
    await handOut();
    expect(await list()).toEqual([]);
    app.clock.advance({ days: 1 });
    await handOut();
    expect(await list()).toHaveLength(15);
  });
});
