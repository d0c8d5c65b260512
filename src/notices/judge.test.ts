import { randomUUID } from 'node:crypto';
import { Catcher } from '../../test/support/catcher.js';
import { ledgerOf, People } from '../../test/support/people.js';
import { letters } from '../../test/support/some-letters.js';
import { channel, Sending } from '../../test/support/sending.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { Claims } from './claims.js';
import { MailTrouble } from './mail-trouble.js';
import { Deliveries } from './deliveries.service.js';
import { NoticesModule } from './notices.module.js';
import { Notices } from './notices.service.js';
import type { Saying } from './saying.js';

describe('what is decided about a reader of two moves', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ modules: [NoticesModule], settings: { role: 'web' } });
  });
  afterAll(() => app.close());

  it('counts what either of them said this week', async () => {
    app.clock.jump('2026-03-02T10:00:00Z');
    const people = await People.settle(app);
    const { memberId } = await people.add({ email: 'anna@hill.example' });
    const other = { ...people.rollout, id: randomUUID() };
    await app.dataSource.query(
      `insert into rollout (id, community_id, name, plan, state) values ($1, $2, 'Another move', '{}', 'running')`,
      [other.id, other.communityId],
    );
    const catcher = new Catcher();
    const deliveries = new Deliveries(
      app.dataSource,
      app.clock,
      app.get(Claims),
      catcher,
      app.get(MailTrouble),
    );
    const say = (
      given: Pick<Saying, 'rollout' | 'key' | 'play' | 'purpose'>,
      to = { memberId },
    ): Promise<unknown> =>
      app.dataSource.transaction((tx) =>
        app.get(Notices).say(tx, {
          ...given,
          letters,
          to: [to.memberId],
          byHand: false,
          now: app.clock.now(),
          jitterMinutes: 0,
        }),
      );
    await say({
      rollout: people.rollout,
      key: 'sunset.announcement/r1',
      play: 'sunset.announcement',
      purpose: 'essential',
    });
    await say({
      rollout: people.rollout,
      key: 'sunset.notice/r1/T-14',
      play: 'sunset.notice',
      purpose: 'essential',
    });
    expect(await deliveries.run()).toBe(2);
    app.clock.advance({ hours: 48 });
    await say({ rollout: other, key: 'launch.pulse/1', play: 'launch.pulse', purpose: 'survey' });
    expect(await deliveries.run()).toBe(0);
    expect(await ledgerOf(app.dataSource, [memberId], 'launch.pulse/1')).toEqual(['email · queued']);

    // What both say at one moment is one week too, also where both are decided in one go.
    const ben = await people.add({ email: 'ben@hill.example' });
    for (const [n, rollout] of [people.rollout, other, people.rollout, other].entries())
      await say({ rollout, key: `launch.pulse/b${n}`, play: 'launch.pulse', purpose: 'survey' }, ben);
    expect(await deliveries.run()).toBe(2);
  });
});

describe('what others leave to an essential message that is said and has not gone', () => {
  let house: Sending;
  beforeAll(async () => {
    house = await Sending.open();
  });
  afterAll(() => house.app.close());

  const survey = (number: number, given: Partial<Saying> = {}): Promise<string[]> =>
    house.said(given.to ? 0 : 1, 'hill.example', {
      ...{ key: `launch.pulse/${number}`, play: 'launch.pulse', purpose: 'survey', ...given },
    });
  const announcement = (to: string[], given: Partial<Saying> = {}): Promise<unknown> =>
    house.said(0, 'hill.example', {
      ...{ key: 'sunset.announcement/r1', play: 'sunset.announcement', purpose: 'essential', to, ...given },
    });
  const heard = async (to: string[]): Promise<string[]> =>
    (
      await house.app.dataSource.query<{ key: string }[]>(
        `select n.key from delivery d join notice n on n.id = d.notice_id
          where d.member_id = any ($1) and d.state = 'accepted' order by d.tried_at`,
        [to],
      )
    ).map(({ key }) => key);
  let to: string[];

  // Yesterday they heard one: of the two in any 7 days, one is left.
  beforeEach(async () => {
    await house.settle();
    to = await survey(1);
    await house.carriedBy(house.catcher).run();
    house.app.clock.advance({ hours: 24 });
  });

  it('is room for it while it waits for its minute', async () => {
    await announcement(to, { jitterMinutes: 30 });
    await survey(2, { to });
    for (let minute = 0; minute <= 30; minute++) {
      await house.carriedBy(house.catcher).run();
      house.app.clock.advance({ minutes: 1 });
    }
    expect(await heard(to)).toEqual(['launch.pulse/1', 'sunset.announcement/r1']);

    // It is put off, not let go: a week after the first of the two.
    house.app.clock.advance({ hours: 6 * 24 });
    expect(await house.carriedBy(house.catcher).run()).toBe(1);
    expect(await heard(to)).toEqual(['launch.pulse/1', 'sunset.announcement/r1', 'launch.pulse/2']);
  });

  it('is room for it while it waits for another try', async () => {
    await announcement(to);
    const busy = channel(async (batch) =>
      batch.map(() => ({ is: 'later', reason: 'the receiving server said not now (450)' })),
    );
    await house.carriedBy(busy).run();
    await survey(2, { to });
    await house.carriedBy(house.catcher).run();
    expect(await heard(to)).toEqual(['launch.pulse/1']);
    house.app.clock.advance({ hours: 1 });
    await house.carriedBy(house.catcher).run();
    expect(await heard(to)).toEqual(['launch.pulse/1', 'sunset.announcement/r1']);
  });

  it('is room for it while its move is paused, whichever move the others are of', async () => {
    await announcement(to);
    const other = { ...house.people.rollout, id: randomUUID() };
    await house.app.dataSource.transaction(async (tx) => {
      await tx.query(
        `insert into rollout (id, community_id, name, plan, state) values ($1, $2, 'Another move', '{}', 'running')`,
        [other.id, other.communityId],
      );
      await tx.query('update rollout set paused_at = $2 where id = $1', [
        house.people.rolloutId,
        house.app.clock.now().toString(),
      ]);
      await house.app.get(Notices).hold(tx, house.people.rolloutId, 'the rollout is paused');
    });
    await survey(2, { to, rollout: other });
    await house.carriedBy(house.catcher).run();
    expect(await heard(to)).toEqual(['launch.pulse/1']);
  });
});
