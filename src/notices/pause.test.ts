import { carriedBy } from '../../test/support/carried-by.js';
import { Catcher } from '../../test/support/catcher.js';
import { ledgerOf, People, type Enrolled } from '../../test/support/people.js';
import { letters } from '../../test/support/some-letters.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { ByHand } from './by-hand.service.js';
import { Deliveries } from './deliveries.service.js';
import { NoticesModule } from './notices.module.js';
import { Notices } from './notices.service.js';
import type { Saying } from './saying.js';
import { closeAsRefused } from './outcome.writes.js';
import { Stops } from './stops.service.js';

const held = 'held · the rollout is paused';

const receiver = new Catcher();

describe('in a pause', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp({ modules: [carriedBy(receiver), NoticesModule], settings: { role: 'web' } });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.advance({ days: 30 });
    people = await People.settle(app);
    receiver.caught = [];
  });

  const say = (to: Enrolled[], given: Partial<Saying> = {}): Promise<{ noticeId: string }> =>
    app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        rollout: people.rollout,
        ...{ key: 'launch.invitation/1', play: 'launch.invitation', purpose: 'invitation', letters },
        ...{ byHand: true, to: to.map(({ memberId }) => memberId), now: app.clock.now(), jitterMinutes: 0 },
        ...given,
      }),
    );
  const pause = (): Promise<void> =>
    app.dataSource.transaction(async (tx) => {
      await tx.query('update rollout set paused_at = $2 where id = $1', [
        people.rolloutId,
        app.clock.now().toString(),
      ]);
      await app.get(Notices).hold(tx, people.rolloutId, 'the rollout is paused');
    });
  const goOn = (): Promise<void> =>
    app.dataSource.transaction(async (tx) => {
      await tx.query('update rollout set paused_at = null where id = $1', [people.rolloutId]);
      await app.get(Notices).release(tx, people.rolloutId);
    });
  const stop = (noticeId: string): Promise<unknown> =>
    app.dataSource.transaction((tx) =>
      app.get(Stops).stop(tx, people.communityId, noticeId, app.clock.now()),
    );
  const letGo = (noticeId: string): Promise<number> =>
    app.dataSource.transaction((tx) =>
      app.get(Stops).resume(tx, people.communityId, noticeId, app.clock.now()),
    );
  const run = (): Promise<number> => app.get(Deliveries).run();
  const handOut = (): Promise<void> =>
    app.dataSource.transaction((tx) => app.get(ByHand).assignAll(tx, app.clock.now()));
  const ledger = (...some: Enrolled[]): Promise<string[]> =>
    ledgerOf(
      app.dataSource,
      some.map(({ memberId }) => memberId),
    );

  it('a stopped notice that is let go on waits for the end of the pause', async () => {
    const anna = await people.add({ email: 'anna@hill.example' });
    const ben = await people.add({ name: 'Ben Okoro' });
    const { noticeId } = await say([anna, ben]);
    await stop(noticeId);
    await pause();
    expect(await letGo(noticeId)).toBe(2);
    expect(await run()).toBe(0);
    expect(await ledger(anna, ben)).toEqual([`email · ${held}`, `by hand · ${held}`]);
    await goOn();
    expect(await run()).toBe(1);
    expect(await ledger(anna, ben)).toEqual(['email · accepted', 'by hand · to tell']);
  });

  it('what a lead says again waits too, and nobody has it in their list', async () => {
    await people.addLead();
    const anna = await people.add({ email: 'anna@hill.example' });
    const ben = await people.add({ name: 'Ben Okoro' });
    await pause();
    await say([anna, ben], { key: 'launch.invitation/1/again/1' });
    await handOut();
    expect(await run()).toBe(0);
    expect(
      await app.get(ByHand).everyone(app.dataSource.manager, people.communityId, people.rolloutId),
    ).toEqual([]);
    expect(await ledger(anna, ben)).toEqual([`email · ${held}`, `by hand · ${held}`]);
  });

  it('nothing is sent that stands ready by whatever way: it is decided at the moment of sending', async () => {
    const anna = await people.add({ email: 'anna@hill.example' });
    await say([anna]);
    await app.dataSource.query('update rollout set paused_at = $2 where id = $1', [
      people.rolloutId,
      app.clock.now().toString(),
    ]);
    expect(await run()).toBe(0);
    expect(receiver.caught).toEqual([]);
    await goOn();
    expect(await run()).toBe(1);
  });

  it('who looks at their own page joins no list before it is over', async () => {
    await people.addLead();
    const ines = await people.add({ name: 'Ines Moreau', prefers: 'own-page' });
    await say([ines]);
    await pause();
    app.clock.advance({ days: 9 });
    await handOut();
    expect(await ledger(ines)).toEqual(['own page · posted']);
    await goOn();
    await handOut();
    expect(await ledger(ines)).toEqual(['by hand · to tell · not read on the own page']);
  });

  it('an address that fails is followed by a person only when it is over', async () => {
    const anna = await people.add({ email: 'anna@hill.example' });
    await say([anna], { purpose: 'essential' });
    await run();
    await pause();
    await app.dataSource.query(`update member_channel set state = 'dead' where member_id = $1`, [
      anna.memberId,
    ]);
    const [row] = await app.dataSource.query<{ id: string }[]>(
      'select id from delivery where member_id = $1',
      [anna.memberId],
    );
    await app.dataSource.transaction((tx) => closeAsRefused(tx, [row!.id], 'unknown user', app.clock.now()));
    expect(await ledger(anna)).toEqual([`by hand · ${held}`]);
  });

  it('and while a community is held after a restore, nobody is sent to anybody', async () => {
    await people.addLead();
    const ben = await people.add({ name: 'Ben Okoro' });
    await say([ben]);
    const inLists = async (): Promise<number> => {
      await handOut();
      const [row] = await app.dataSource.query<[{ n: number }]>(
        'select count(*)::int as n from delivery where member_id = $1 and teller_account_id is not null',
        [ben.memberId],
      );
      return row.n;
    };
    await app.dataSource.query(`insert into hold values ($1, $2, 'restored')`, [
      people.communityId,
      app.clock.now().toString(),
    ]);
    expect(await inLists()).toBe(0);
    await app.dataSource.query('delete from hold');
    expect(await inLists()).toBe(1);
  });

  it('leads hear, and members get what they asked for a moment ago', async () => {
    await people.addLead();
    const anna = await people.add({ email: 'anna@hill.example' });
    await say([anna], { key: 'help/1', play: 'help', purpose: 'help', byHand: false, atOnce: true });
    await pause();
    await say([anna], { key: 'help/2', play: 'help', purpose: 'help', byHand: false, atOnce: true });
    await app.dataSource.transaction((tx) =>
      app.get(Notices).tellLeads(tx, {
        ...{ communityId: people.communityId, rollout: people.rollout, key: 'lead.alert/1' },
        ...{ play: 'lead.alert', letters, now: app.clock.now() },
      }),
    );
    expect(await run()).toBe(3);
  });
});
