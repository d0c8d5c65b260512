import { Injectable, Module } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { carriedBy } from '../../test/support/carried-by.js';
import { Catcher } from '../../test/support/catcher.js';
import { ledgerOf, People, type Enrolled } from '../../test/support/people.js';
import { provenMembers } from '../../test/support/proof.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { Bounces } from './bounces.js';
import { Deliveries } from './deliveries.service.js';
import { deliveriesOf, gradesOf, type DeliveryRow } from './ledger.queries.js';
import { NoticesModule } from './notices.module.js';
import { Notices } from './notices.service.js';
import type { Saying } from './saying.js';
import { Readings } from './readings.service.js';
import { Foresees, StillWanted, type Wish } from './sockets.js';

const letters = {
  en: {
    subject: 'The old place closes',
    opening: 'The old place closes on 7 July.',
    paragraphs: ['Dear {firstName}.'],
    action: { label: 'My things', to: 'things' },
    nothing: 'If you do nothing, you can still read.',
    why: 'You are in the old group.',
  },
};

const receiver = new Catcher();
const answered = new Set<string>();
let ahead: Temporal.Instant[] = [];

@Injectable()
class SomePlays {
  @StillWanted('pilot.survey')
  async owing(_tx: EntityManager, { memberIds }: Wish): Promise<Set<string>> {
    return new Set(memberIds.filter((id) => !answered.has(id)));
  }

  @Foresees()
  async essentials(): Promise<Temporal.Instant[]> {
    return ahead;
  }
}

@Module({
  imports: [NoticesModule],
  providers: [SomePlays],
})
class SomeModule {}

describe('the ledger', () => {
  let app: TestApp;
  let people: People;

  beforeAll(async () => {
    app = await startTestApp({ modules: [carriedBy(receiver), SomeModule], settings: { role: 'web' } });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.advance({ days: 30 });
    people = await People.settle(app);
    receiver.caught = [];
    ahead = [];
  });

  const say = (to: Enrolled[], key: string, given: Partial<Saying> = {}): Promise<{ noticeId: string }> =>
    app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        rollout: people.rollout,
        ...{ key, play: key.split('/')[0]!, purpose: 'essential', letters, byHand: true },
        to: to.map(({ memberId }) => memberId),
        now: app.clock.now(),
        jitterMinutes: 0,
        ...given,
      }),
    );
  const run = (): Promise<number> => app.get(Deliveries).run();
  const inTx = <T>(work: (tx: EntityManager) => Promise<T>): Promise<T> => app.dataSource.transaction(work);
  const proven = async (...keys: string[]): Promise<string[]> =>
    (await provenMembers(app.dataSource.manager, people.rolloutId, keys, app.clock.now())).map(
      ({ grade, on }) => `${grade} ${String(on)}`,
    );
  const ledger = (...some: Enrolled[]): Promise<string[]> =>
    ledgerOf(
      app.dataSource,
      some.map(({ memberId }) => memberId),
    );

  it('is listed piece by piece without a gap or a repeat, whoever is erased or renamed meanwhile', async () => {
    const named = await Promise.all(['Cy', 'Anna', 'Bo', 'Di'].map((name) => people.add({ name })));
    const { noticeId } = await say(named, 'sunset.announcement/r1');
    const listed = (after: string | null): Promise<DeliveryRow[]> =>
      deliveriesOf(app.dataSource.manager, noticeId, app.clock.now(), { after });
    const all = await listed(null);
    expect(new Set(all.map(({ name }) => name))).toEqual(new Set(['Anna', 'Bo', 'Cy', 'Di']));
    await app.dataSource.query('update delivery set member_id = null where id = $1', [all[1]!.id]);
    await app.dataSource.query(`update member set display_name = 'Aaron' where id = $1`, [all[3]!.memberId]);
    expect((await listed(all[1]!.id)).map(({ id }) => id)).toEqual([all[2]!.id, all[3]!.id]);
    await app.dataSource.query('delete from delivery where id = $1', [all[2]!.id]);
    expect((await listed(all[2]!.id)).map(({ id }) => id)).toEqual([all[3]!.id]);
    expect(await listed(all[3]!.id)).toEqual([]);
  });

  it('proves an acceptance after 72 hours without a bounce, from its day; a later bounce takes it away', async () => {
    const anna = await people.add({ email: 'anna@hill.example' });
    await say([anna], 'sunset.announcement/r1');
    await run();
    const day = app.clock.now().toZonedDateTimeISO(people.timeZone).toPlainDate();
    app.clock.advance({ hours: 71 });
    expect(await proven('sunset.announcement')).toEqual([]);
    app.clock.advance({ hours: 1 });
    expect(await proven('sunset.announcement')).toEqual([`accepted ${String(day)}`]);
    expect(await proven('sunset.announce')).toEqual([]);
    await inTx((tx) =>
      app
        .get(Bounces)
        .record(tx, receiver.caught[0]!.messageId, { gone: true, reason: 'unknown' }, app.clock.now()),
    );
    expect(await proven('sunset.announcement')).toEqual([]);
  });

  it('counts who confirmed by the day on which it was said, and never adds the grades up', async () => {
    const [anna, ben] = [
      await people.add({ email: 'a@hill.example' }),
      await people.add({ prefers: 'own-page' }),
    ];
    await say([anna, ben], 'sunset.announcement/r1');
    await run();
    const said = app.clock.now().toZonedDateTimeISO(people.timeZone).toPlainDate();
    app.clock.advance({ days: 2 });
    await inTx((tx) => app.get(Notices).confirm(tx, anna.memberId, people.rolloutId, app.clock.now()));
    expect(await proven('sunset.announcement/r1')).toEqual([`confirmed ${String(said)}`]);
    // What came back proves nothing: what counts is the day on which they said so.
    await app.dataSource.query(`update delivery set state = 'bounced' where member_id = $1`, [anna.memberId]);
    const confirmed = said.add({ days: 2 });
    expect(await proven('sunset.announcement/r1')).toEqual([`confirmed ${String(confirmed)}`]);
    expect(await gradesOf(app.dataSource.manager, people.rolloutId, ['sunset'], app.clock.now())).toEqual([]);
    expect(
      await gradesOf(app.dataSource.manager, people.rolloutId, ['sunset.announcement'], app.clock.now()),
    ).toEqual([
      {
        key: 'sunset.announcement/r1',
        people: 2,
        grades: { confirmed: 1, told: 0, accepted: 0, 'posted only': 1 },
      },
    ]);
  });

  it('asks the play at the moment of sending who still wants it', async () => {
    const [anna, ben] = [
      await people.add({ email: 'a@hill.example' }),
      await people.add({ email: 'b@hill.example' }),
    ];
    await say([anna, ben], 'pilot.survey/1/reminder', { purpose: 'survey', byHand: false });
    answered.add(ben.memberId);
    expect(await run()).toBe(1);
    expect(await ledger(anna, ben)).toEqual(['email · accepted', 'email · suppressed · no longer needed']);
  });

  it('leaves room for the essential messages that are planned', async () => {
    const anna = await people.add({ email: 'a@hill.example' });
    await say([anna], 'charter.changed/1');
    await run();
    ahead = [app.clock.now().add({ hours: 48 })];
    await say([anna], 'launch.nudge/1', { purpose: 'invitation', byHand: false });
    expect(await run()).toBe(0);
    app.clock.advance({ days: 7 });
    ahead = [];
    expect(await run()).toBe(1);
  });

  it('holds in a pause what has not gone, goes on afterwards, and withdraws what a cancellation ends', async () => {
    const [mail, byHand] = [await people.add({ email: 'a@hill.example' }), await people.add()];
    await say([mail, byHand], 'launch.invitation/1');
    await inTx((tx) => app.get(Notices).hold(tx, people.rolloutId, 'paused'));
    expect(await run()).toBe(0);
    expect(await ledger(mail, byHand)).toEqual(['email · held · paused', 'by hand · held · paused']);
    await inTx((tx) => app.get(Notices).release(tx, people.rolloutId));
    expect(await run()).toBe(1);
    await say([mail], 'rollout.cancelled');
    await inTx((tx) => app.get(Notices).withdraw(tx, people.rolloutId, 'called off', ['rollout.cancelled']));
    expect(await ledger(mail, byHand)).toEqual([
      'email · accepted',
      'email · queued',
      'by hand · suppressed · called off',
    ]);
  });

  it('lets a member read on their own page all that was said to them, whatever the channel', async () => {
    const anna = await people.add({ name: 'Anna Berg', prefers: 'own-page' });
    await say([anna], 'sunset.announcement/r1');
    const [reading] = await app.get(Readings).of(app.dataSource.manager, anna.memberId, people.rolloutId);
    expect(reading).toMatchObject({
      key: 'sunset.announcement/r1',
      paragraphs: ['Dear Anna.'],
      action: { label: 'My things', href: `${app.config.baseUrl}/m/${anna.token}/things` },
      confirmed: false,
    });
    const failed = async (notBefore: Temporal.Instant | null): Promise<unknown[]> => {
      await app.dataSource.query(
        `update delivery set state = 'failed', not_before = $2 where member_id = $1`,
        [anna.memberId, notBefore?.toString() ?? null],
      );
      return app.get(Readings).of(app.dataSource.manager, anna.memberId, people.rolloutId);
    };
    expect(await failed(null)).toHaveLength(1);
    expect(await failed(app.clock.now())).toEqual([]);
  });

  it('keeps the rows of somebody whose own are gone, and sends them nothing', async () => {
    const anna = await people.add({ email: 'a@hill.example' });
    await say([anna], 'sunset.announcement/r1');
    await run();
    await say([anna], 'sunset.notice/r1/T-7');
    await app.dataSource.query('delete from member where id = $1', [anna.memberId]);
    expect(await run()).toBe(0);
    const rows = await app.dataSource.query<unknown[]>(
      'select state, reason, member_id from delivery where rollout_id = $1 order by state',
      [people.rolloutId],
    );
    expect(rows).toEqual([
      { state: 'accepted', reason: null, member_id: null },
      { state: 'suppressed', reason: 'erased', member_id: null },
    ]);
  });

  it('says something to 20,000 people in a handful of statements', async () => {
    await app.dataSource.query(
      `with new as (
         insert into member (community_id, display_name, source, added_on)
         select $1, 'Member ' || n, 'file', '2026-01-01' from generate_series(1, 20000) n returning id
       ) insert into member_channel (community_id, member_id, kind, sealed, created_at)
         select $1, id, 'email', '\\x00', $2 from new`,
      [people.communityId, app.clock.now().toString()],
    );
    const audience = {
      sql: 'select id as member_id from member where community_id = $1',
      params: [people.communityId],
    };
    const statements = await inTx(async (tx) => {
      let count = 0;
      const query = tx.query.bind(tx);
      tx.query = ((sql: string, params?: unknown[]) => {
        count += 1;
        return query(sql, params);
      }) as typeof tx.query;
      const { told } = await app.get(Notices).say(tx, {
        rollout: people.rollout,
        ...{
          key: 'launch.invitation/1',
          play: 'launch.invitation',
          purpose: 'invitation',
          letters,
          byHand: true,
        },
        to: audience,
        now: app.clock.now(),
      });
      expect(told).toBe(20_000);
      return count;
    });
    expect(statements).toBeLessThan(8);
  });

  it('refuses to start when two methods say who still wants a play', async () => {
    @Module({ imports: [NoticesModule], providers: [SomePlays, { provide: 'twin', useClass: SomePlays }] })
    class TwinModule {}
    await expect(startTestApp({ modules: [TwinModule] })).rejects.toThrow(
      'Two methods say who still wants pilot.survey',
    );
  });
});
