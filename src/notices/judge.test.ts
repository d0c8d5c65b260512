import { randomUUID } from 'node:crypto';
import { Catcher } from '../../test/support/catcher.js';
import { ledgerOf, People } from '../../test/support/people.js';
import { letters } from '../../test/support/some-letters.js';
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
