import { Catcher } from '../../test/support/catcher.js';
import { People } from '../../test/support/people.js';
import { letters } from '../../test/support/some-letters.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { Claims } from './claims.js';
import { MailTrouble } from './mail-trouble.js';
import { Deliveries } from './deliveries.service.js';
import { NoticesModule } from './notices.module.js';
import { Notices } from './notices.service.js';
import { Readings } from './readings.service.js';
import type { Saying } from './saying.js';

describe('saying something again', () => {
  let app: TestApp;
  let people: People;
  let catcher: Catcher;
  let deliveries: Deliveries;

  beforeAll(async () => {
    app = await startTestApp({ modules: [NoticesModule], settings: { role: 'web' } });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.jump('2026-03-02T10:00:00Z');
    people = await People.settle(app);
    catcher = new Catcher();
    deliveries = new Deliveries(app.dataSource, app.clock, app.get(Claims), catcher, app.get(MailTrouble));
  });

  const say = (to: Saying['to'], given: Partial<Saying> = {}): Promise<{ noticeId: string; told: number }> =>
    app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        ...{ rollout: people.rollout, key: 'launch.nudge/1', play: 'launch.nudge', purpose: 'invitation' },
        ...{ letters, to, byHand: true, now: app.clock.now(), jitterMinutes: 0 },
        ...given,
      }),
    );

  it('twice is saying it once, and reaches who came in between', async () => {
    const { memberId: anna } = await people.add({ email: 'anna@hill.example' });
    expect(await say([anna])).toMatchObject({ told: 1 });
    const { memberId: ben } = await people.add({ email: 'ben@hill.example' });
    expect(await say([anna, ben, ben])).toMatchObject({ told: 1 });
    expect(await deliveries.run()).toBe(2);
    expect(await deliveries.run()).toBe(0);
    expect(catcher.caught.map((message) => message.to).toSorted()).toEqual([
      'anna@hill.example',
      'ben@hill.example',
    ]);
  });

  it('says to who is new what is true on their day, and leaves what others were told', async () => {
    const worded = (subject: string): Partial<Saying> => ({ letters: { en: { ...letters.en, subject } } });
    const anna = await people.add({ email: 'anna@hill.example' });
    const ben = await people.add({ email: 'ben@hill.example' });
    await say([anna.memberId], worded('Help on Monday'));
    await say([anna.memberId, ben.memberId], worded('Help on Friday'));
    await say([anna.memberId, ben.memberId], worded('Help on Friday'));
    await deliveries.run();
    expect(catcher.caught.map(({ to, subject }) => `${to}: ${subject}`).toSorted()).toEqual([
      'anna@hill.example: Help on Monday',
      'ben@hill.example: Help on Friday',
    ]);
    const read = await app.get(Readings).of(app.dataSource.manager, anna.memberId, people.rolloutId);
    expect(read.map(({ subject }) => subject)).toEqual(['Help on Monday']);
    const editions = 'select number from edition e join notice n on n.id = notice_id where n.rollout_id = $1';
    expect(await app.dataSource.query(editions, [people.rolloutId])).toHaveLength(2);
  });
});
