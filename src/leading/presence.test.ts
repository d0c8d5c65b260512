import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { spoken } from '../../test/support/plain-words.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import type { Actor } from '../access/actor.js';
import { DashboardModule } from '../dashboard/dashboard.module.js';
import { CourseService } from '../rollout/course.service.js';
import { LeadingModule } from './leading.module.js';
import { PresenceWatch } from './presence.watch.js';

describe('a move into which no lead looks', () => {
  let stage: RolloutStage;
  let world: RolloutWorld;
  let lena: Actor;
  let luis: Actor;

  beforeAll(async () => {
    stage = await RolloutStage.open(LeadingModule, DashboardModule);
  });
  afterAll(() => stage.app.close());
  beforeEach(async () => {
    world = await stage.settle();
    [lena, luis] = world.leads;
  });

  /** Looks on that day after the start, at 09:00 in Berlin. */
  const look = async (dayOf: number): Promise<void> => {
    stage.app.clock.jump(
      Temporal.Instant.from('2026-01-05T08:00:00Z')
        .add({ hours: 24 * dayOf })
        .toString(),
    );
    await stage.app.get(PresenceWatch).run(stage.app.clock.now());
  };
  const told = (): Promise<{ account_id: string; key: string }[]> =>
    world.rows(
      `select d.account_id, n.key from delivery d join notice n on n.id = d.notice_id
        where n.rollout_id = $1 and n.play = 'leads-quiet' order by 2`,
    );
  /** The word of every second week that is due on Monday 2 February. */
  const update = async (): Promise<unknown> => (await world.states('rollout.update/2'))['rollout.update/2'];
  const alerts = async (): Promise<number> =>
    (
      await world.rows(
        `select 1 from alert where rollout_id = $1 and kind = 'unattended' and ended_at is null`,
      )
    ).length;

  it('is told to the stand-in after 10 days, once; a lead who looks in begins the count anew', async () => {
    await look(9);
    expect(await told()).toEqual([]);
    await look(10);
    await look(12);
    expect(await told()).toEqual([{ account_id: luis.accountId, key: 'leads-quiet/2026-01-26' }]);
    const browser = await LeadBrowser.enter(stage.app, lena.accountId);
    await browser.open(`/rollouts/${world.id}`);
    await look(21);
    expect((await world.rollout()).unattendedAt).toBeNull();
    await look(22);
    expect(await told()).toHaveLength(2);
  });

  it('counts a lead who signed out again, and a mere reader not', async () => {
    const browser = await LeadBrowser.enter(stage.app, lena.accountId);
    await browser.open(`/rollouts/${world.id}`);
    await look(5);
    await stage.app.dataSource.query('delete from session');
    expect((await world.rollout()).leadsSeenOn?.toString()).toBe('2026-01-05');
    await stage.app.dataSource.query(`update account set role = 'viewer' where id = $1`, [luis.accountId]);
    stage.app.clock.jump('2026-01-20T08:00:00Z');
    await (await LeadBrowser.enter(stage.app, luis.accountId)).open(`/rollouts/${world.id}`);
    await look(26);
    expect((await world.rollout()).unattendedAt).not.toBeNull();
  });

  it('holds all but essential steps after 21 days, until a lead says that they are here', async () => {
    await world.told({
      'refine.charter': {
        ...{ drafts: [], openObjections: 0, publishedOn: null },
        changes: [{ id: 'c1', at: Temporal.Instant.from('2026-01-27T07:00:00Z') }],
      },
    });
    await world.pass('2026-01-26T07:00:00Z');
    await look(21);
    expect(await alerts()).toBe(1);
    await world.tick('2026-01-27T10:00:00Z');
    expect(Object.values(await world.states('charter.changed%'))).toEqual(['done']);
    await world.tick('2026-02-02T10:00:00Z');
    expect(await update()).toBe('planned');
    const browser = await LeadBrowser.enter(stage.app, lena.accountId);
    const home = `/rollouts/${world.id}`;
    expect(spoken((await browser.open(home)).html)).toContain(
      'Since Monday 26 January, 09:00 (Europe/Berlin) everything but essential steps is held.',
    );
    expect(spoken((await browser.press(home, `${home}/attend`)).html)).not.toContain(
      'essential steps is held',
    );
    expect(await alerts()).toBe(0);
    await world.tick('2026-02-03T12:00:00Z');
    expect(await update()).toBe('held');
    await look(30);
    expect((await world.rollout()).unattendedAt).toBeNull();
  });

  it('is not counted while it is paused', async () => {
    await stage.app.get(CourseService).pause(lena, world.id, 'There is a strike.');
    await look(60);
    expect([await told(), (await world.rollout()).unattendedAt]).toEqual([[], null]);
  });

  it('notes a request for a yes that nobody answered', async () => {
    await stage.app.dataSource.query(
      `insert into yes_request (community_id, kind, subject, asked_by, asked_at, until, reason_sealed, shown_sealed)
       values ($1, 'roster', 'x', $2, '2026-01-05Z', '2026-01-06Z', 'x', 'x')`,
      [lena.communityId, lena.accountId],
    );
    await look(2);
    expect(
      await stage.app.dataSource.query(
        `select e.what, y.state from audit_entry e join yes_request y on y.id::text = e.subject where e.community_id = $1`,
        [lena.communityId],
      ),
    ).toEqual([{ what: 'yes.expired', state: 'expired' }]);
  });
});
