import { launchedWorlds } from '../../test/support/launched-world.js';
import { LeadBrowser } from '../../test/support/lead-browser.js';

const t = launchedWorlds();

describe('what is to be posted, on a page', () => {
  it('is added with its day, ticked, and taken out; what is wrong stands beside its field', async () => {
    await t.settle([{}, {}]);
    const [account] = await t.query<{ id: string }>(
      'select a.id from account a join rollout r on r.community_id = a.community_id where r.id = $1',
    );
    const lead = await LeadBrowser.enter(t.world.app, account!.id);
    const page = `/rollouts/${t.world.world.rolloutId}/seeding`;
    expect((await lead.open(page)).html).toContain('Nothing is to be posted.');
    const past = { title: 'Photo', body: 'Look at <this>', onDay: '2026-01-01', owner: '' };
    const wrong = await lead.press(page, page, past);
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('This day has passed.');
    expect(wrong.html).toContain('Look at &lt;this></textarea>');
    const empty = (await lead.press(page, page, { owner: '' })).html;
    expect(empty).toContain('3 things need another look');
    expect(empty).toContain('Choose the day.');
    expect(empty).toContain('Write the text that is to be posted.');
    expect(empty).not.toContain('This is needed.');
    // Whoever looks is "You", and a reader posts nothing.
    await t.query(
      `insert into account (community_id, name, role, created_at)
       select community_id, 'Rita', 'viewer', '2026-01-06Z' from rollout where id = $1`,
    );
    const offered = (await lead.open(page)).html;
    expect(offered).not.toMatch(/<option[^>]*>(Lena|Rita)</);
    await lead.press(page, page, { ...past, onDay: '2026-02-10' });
    const two = await lead.press(page, page, {
      ...past,
      title: 'Quiz',
      onDay: '2026-02-12',
      owner: account!.id,
    });
    expect(two.html).toContain('2 texts wait for their day; the next is Tuesday 10 February.');
    expect(two.html).toContain('Thursday 12 February, by Lena');
    const [quiz] = await t.query<{ id: string }>(
      `select id from seeding_item where rollout_id = $1 and title = 'Quiz'`,
    );
    expect((await lead.press(page, `${page}/${quiz!.id}/posted`)).html).toContain('1 is posted.');
    const back = (await lead.press(page, `${page}/${quiz!.id}/not-posted`)).html;
    expect(back).toContain('2 texts wait for their day');
    expect((await lead.press(page, `${page}/${quiz!.id}/posted`)).html).toContain('ticked by Lena');
    const [photo] = await t.query<{ id: string }>(
      `select id from seeding_item where rollout_id = $1 and title = 'Photo'`,
    );
    expect((await lead.press(page, `${page}/${photo!.id}/remove`)).html).toContain(
      'Nothing is to be posted.',
    );
    expect((await lead.forge(`${page}/${photo!.id}/remove`)).status).toBe(403);
  });
});
