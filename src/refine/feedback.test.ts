import { launchedWorlds } from '../../test/support/launched-world.js';
import { LeadBrowser } from '../../test/support/lead-browser.js';

const t = launchedWorlds();

describe('feedback, on one page', () => {
  it('says what is open first, who answered of how many, and what became of it', async () => {
    await t.settle([{}, {}, {}]);
    const [account] = await t.query<{ id: string }>(
      'select a.id from account a join rollout r on r.community_id = a.community_id where r.id = $1',
    );
    const lead = await LeadBrowser.enter(t.world.app, account!.id);
    const page = `/rollouts/${t.world.world.rolloutId}/feedback`;
    expect((await lead.open(page)).html).toContain('Nobody has told of a problem yet. Nobody was asked yet.');
    const note = (severity: string, words: string) => t.world.api('POST', 'findings', { severity, words });
    await note('minor', 'The bell is loud');
    await note('blocker', 'No <way> in');
    const done = (await note('major', 'Too small')).body as { id: string };
    await t.world.api('POST', `findings/${done.id}/resolve`, { done: 'Larger now' });
    await t.query(`update participation set arrived_on = '2026-01-20' where rollout_id = $1`);
    await t.world.play('launch.pulse', '1');
    const { html } = await lead.open(page);
    expect(html).toContain(
      '2 problems are open, 1 of them grave. 1 resolved. Answered, of those asked last: 0 of 3.',
    );
    expect(html.indexOf('No &lt;way> in')).toBeLessThan(html.indexOf('The bell is loud'));
    expect(html).toContain('Everybody who has arrived, round 1: 0 of 3 answered so far');
    expect(html).toContain('1 problem was resolved, and 1 guide is published.');
    expect((await lead.open('/rollouts/00000000-0000-4000-8000-000000000000/feedback')).status).toBe(404);
  });
});
