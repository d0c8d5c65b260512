import { LeadBrowser } from '../../test/support/lead-browser.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { DashboardModule } from './dashboard.module.js';

let stage: RolloutStage;
let world: RolloutWorld;
let lena: LeadBrowser;
beforeAll(async () => {
  stage = await RolloutStage.open(DashboardModule);
});
afterAll(() => stage.app.close());

/** One text waits to be posted in the old place. */
beforeEach(async () => {
  world = await stage.draft();
  await stage.start(world);
  await world.tick('2026-01-05T10:01:00Z');
  lena = await LeadBrowser.enter(stage.app, world.leads[0].accountId);
});

describe('a post', () => {
  it.each([
    ['its message is stopped', 'update notice set stopped_at = created_at where rollout_id = $1'],
    ['the move is paused', `update rollout set paused_at = '2026-01-05T10:00:00Z' where id = $1`],
  ])(
    'is neither offered nor counted while %s, but can be ticked where it stands already',
    async (why, sql) => {
      const [home, page] = [`/rollouts/${world.id}`, `/rollouts/${world.id}/posts`];
      const [post] = await world.rows<{ id: string; short: string }>(
        'select id, short from post where rollout_id = $1',
      );
      expect((await lena.open(home)).html).toContain('1 text waits to be posted.');
      await world.rows(sql);
      expect((await lena.open(home)).html).not.toContain('waits to be posted');
      const { html } = await lena.open(page);
      expect(html).toContain('Nothing waits to be posted today.');
      expect(html).toContain(`in The old group: ${why}.`);
      expect(html).not.toContain('<textarea');
      expect((await lena.press(page, `${page}/${post!.id}`)).html).toContain('Posted: 1');
    },
  );

  it('is late after its day, is handed to somebody without an account, ticked with who and when, and taken back', async () => {
    const page = `/rollouts/${world.id}/posts`;
    expect((await lena.open(page)).html).toContain('1 text waits to be posted.');
    stage.app.clock.jump('2026-01-07T10:00:00Z');
    const late = (await lena.open(page)).html;
    expect(late).toContain('1 text waits to be posted, late.');
    expect(late).toMatch(/in the old place\.\s*Monday 5 January, by /);
    const [post] = await world.rows<{ id: string }>('select id from post where rollout_id = $1');
    const one = `${page}/${post!.id}`;
    const long = await lena.press(`${one}/hand-over`, `${one}/hand-over`, { owner: 'x'.repeat(81) });
    expect([long.status, long.html.includes('Use at most 80 characters.')]).toEqual([422, true]);
    await lena.press(`${one}/hand-over`, `${one}/hand-over`, { owner: 'Olga from the choir' });
    expect((await lena.open(page)).html).toContain('by Olga from the choir.');
    const { html } = await lena.press(page, one);
    expect(html).toContain('on Wednesday 7 January, by Olga from the choir; ticked by Lena.');
    await world.rows('update rollout set stale = false where id = $1');
    const back = await lena.press(page, `${one}/not-posted`);
    expect(back.html).toContain('1 text waits to be posted, late.');
    expect(
      await world.rows(
        'select posted_by, stale from post join rollout r on r.id = rollout_id where r.id = $1',
      ),
    ).toEqual([{ posted_by: null, stale: true }]);
    expect(
      await world.rows(
        `select what from audit_entry where subject = $2::text and community_id = (select community_id from rollout where id = $1)
          order by at, what`,
        post!.id,
      ),
    ).toEqual([{ what: 'post.handed-over' }, { what: 'post.not-posted' }, { what: 'post.posted' }]);
  });
});
