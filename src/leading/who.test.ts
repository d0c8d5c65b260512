import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { spoken } from '../../test/support/plain-words.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import type { Actor } from '../access/actor.js';
import { Temporal } from 'temporal-polyfill';
import { Breaks } from './breaks.service.js';
import { LeadingModule } from './leading.module.js';
import { Tasks } from './tasks.service.js';
import { taskKeys } from './tasks.js';

describe('who does what', () => {
  let stage: RolloutStage;
  let world: RolloutWorld;
  let lena: Actor;
  let luis: Actor;

  beforeAll(async () => {
    stage = await RolloutStage.open(LeadingModule);
  });
  afterAll(() => stage.app.close());
  beforeEach(async () => {
    world = await stage.settle();
    [lena, luis] = world.leads;
  });

  const tasks = (): Tasks => stage.app.get(Tasks);
  const breaks = (): Breaks => stage.app.get(Breaks);
  const names = async (): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await tasks().view(lena, world.id)).tasks.map(({ key, holder }) => [key, holder.name]),
    );
  const named = async (): Promise<string[]> =>
    (await tasks().view(lena, world.id)).named.map(({ words, holder }) => `${holder.name}: ${words}`);
  const seed = (owner: Actor, n = 1): Promise<unknown> =>
    stage.app.dataSource.query(
      `insert into seeding_item (rollout_id, on_day, title, body, owner)
       select $1, '2026-02-01', 'Text ' || n, 'x', $2 from generate_series(1, $3::int) n`,
      [world.id, owner.accountId, n],
    );
  const told = (account: Actor): Promise<{ play: string }[]> =>
    world.rows(
      `select n.play from delivery d join notice n on n.id = d.notice_id
        where n.rollout_id = $1 and d.account_id = $2 and n.play ~ '^(task|break)' order by n.created_at, n.play`,
      account.accountId,
    );

  it('carries one name a task: who started the move, and somebody else as stand-in', async () => {
    const all = await names();
    expect(Object.keys(all).toSorted()).toEqual([...taskKeys].toSorted());
    const { 'stand-in': standIn, ...others } = all;
    expect(standIn).toBe('Luis');
    expect(new Set(Object.values(others))).toEqual(new Set(['Lena']));
  });

  it('is handed to another lead, who is told; not twice, and to nobody from elsewhere', async () => {
    await tasks().hand(lena, world.id, 'joining', luis.accountId);
    expect((await names())['joining']).toBe('Luis');
    expect(await told(luis)).toEqual([{ play: 'task-handed' }]);
    await expect(tasks().hand(lena, world.id, 'joining', luis.accountId)).rejects.toMatchObject({
      kind: 'conflict',
    });
    const other = (await stage.settle()).leads[0];
    for (const act of [
      () => tasks().hand(lena, world.id, 'posts', other.accountId),
      () => tasks().hand(other, world.id, 'posts', other.accountId),
    ])
      await expect(act()).rejects.toMatchObject({ name: 'Refusal' });
  });

  it('falls back to whoever leads when its name has left', async () => {
    await tasks().hand(lena, world.id, 'joining', luis.accountId);
    const leave = (one: Actor) =>
      stage.app.dataSource.query(`update account set left_at = '2026-01-06Z' where id = $1`, [one.accountId]);
    await leave(luis);
    expect((await names())['joining']).toBe('Lena');
    expect((await names())['stand-in']).toBe('Lena');
  });

  it('goes over in one step for a break, things with a name on them too, and comes back but for what moved on', async () => {
    await seed(lena, 3);
    await seed(luis);
    const ada = await stage.app.dataSource.query<[{ id: string }]>(
      `insert into account (community_id, name, role, created_at) values ($1, 'Ada', 'lead', '2026-01-06Z') returning id`,
      [lena.communityId],
    );
    await breaks().begin(lena, luis.accountId, Temporal.PlainDate.from('2026-01-31'));
    expect(new Set(Object.values(await names()))).toEqual(new Set(['Luis']));
    expect(await named()).toEqual(['Luis: 4 texts to post']);
    expect(await told(luis)).toEqual([{ play: 'break-began' }]);
    expect(await breaks().view(luis)).toMatchObject({ standingInFor: [{ name: 'Lena' }] });
    await expect(breaks().begin(luis, lena.accountId, null)).rejects.toMatchObject({ kind: 'invalid' });
    await tasks().hand(luis, world.id, 'posts', ada[0].id);
    await breaks().end(lena, true);
    expect(await names()).toMatchObject({ posts: 'Ada', joining: 'Lena', plan: 'Lena' });
    expect((await named()).toSorted()).toEqual(['Lena: 3 texts to post', 'Luis: 1 text to post']);
    await expect(breaks().end(lena, true)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('stays with the stand-in where who comes back leaves it', async () => {
    await breaks().begin(lena, luis.accountId, null);
    await breaks().end(lena, false);
    expect((await names())['plan']).toBe('Luis');
    const noted = await stage.app.dataSource.query<{ what: string }[]>(
      `select what from audit_entry where community_id = $1 and what like 'break%' order by number`,
      [lena.communityId],
    );
    expect(noted.map(({ what }) => what)).toEqual(['break.began', 'break.ended']);
  });

  it('is told with every reason where a break cannot begin', async () => {
    await expect(
      breaks().begin(lena, lena.accountId, Temporal.PlainDate.from('2026-01-04')),
    ).rejects.toMatchObject({ reasons: [{ field: 'standIn' }, { field: 'until' }] });
  });

  it('stands on pages: handing over, a break, coming back', async () => {
    await seed(lena, 2);
    const browser = await LeadBrowser.enter(stage.app, lena.accountId);
    const who = `/rollouts/${world.id}/who`;
    const { html } = await browser.open(who);
    expect(spoken(html)).toContain('Who asks to join: Lena (you)');
    // No mail leaves this house, so none is promised.
    expect(spoken((await browser.open(`${who}/joining`)).html)).toMatch(
      /Luis\s*No letter reaches them: tell them yourself\./,
    );
    expect((await browser.press(`${who}/joining`, `${who}/joining`)).html).toContain('Choose a person.');
    const handed = await browser.press(`${who}/joining`, `${who}/joining`, { to: luis.accountId });
    expect(spoken(handed.html)).toContain('Who asks to join: Luis');
    const item = `${who}/seeding.${lena.accountId}`;
    expect(spoken((await browser.press(item, item, { to: luis.accountId })).html)).toContain(
      'Luis: 2 texts to post',
    );
    expect((await browser.open(item)).status).toBe(404);
    const away = await browser.press('/break', '/break', { standIn: luis.accountId, until: '2026-02-01' });
    expect(spoken(away.html)).toContain('Luis stands in for you until Sunday 1 February');
    expect(spoken((await browser.open(who)).html)).toContain('Lena takes a break until Sunday 1 February');
    const back = await browser.press('/break', '/break/over', { tasks: 'take back' });
    expect(spoken(back.html)).toContain('I need a break');
  });
});
