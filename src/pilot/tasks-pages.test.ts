import { LeadBrowser } from '../../test/support/lead-browser.js';
import { PilotWorld } from '../../test/support/pilot-world.js';

describe('what people try to do, on a page', () => {
  let world: PilotWorld;
  let lead: LeadBrowser;
  let page: string;
  beforeAll(async () => {
    world = await PilotWorld.settle([{}, {}, {}, {}, {}]);
    page = `/rollouts/${world.world.rolloutId}/tasks`;
    const [account] = await world.rows<{ id: string }>(
      'select a.id from account a join rollout r on r.community_id = a.community_id where r.id = $1',
    );
    lead = await LeadBrowser.enter(world.app, account!.id);
  });
  afterAll(() => world.close());

  it('begins with the usual three; a line is corrected, one added, one emptied', async () => {
    expect((await lead.open(page)).html).toContain('3 things to try.');
    const { html } = await lead.press(page, page, {
      ...{
        words1: 'write a short message',
        words2: 'reply to somebody',
        words3: '',
        words4: 'join <a> call',
      },
    });
    expect(html).toContain('value="join &lt;a> call"');
    const { body } = await world.api('GET', 'pilot/tasks');
    expect(body).toMatchObject({
      tasks: [
        { key: 'post', words: 'write a short message' },
        { key: 'reply', words: 'reply to somebody' },
        { key: 'join-a-call', words: 'join <a> call' },
      ],
    });
  });

  it('keeps everything typed where a line is too long or none is left', async () => {
    const wrong = await lead.press(page, page, { words1: 'x'.repeat(81), words2: 'reply' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('href="#field-words1"');
    expect(wrong.html).toContain(`value="${'x'.repeat(81)}"`);
    const none = await lead.press(page, page, { words1: '', words2: '', words3: '' });
    expect(none.html).toContain('Name at least one thing to try.');
  });

  it('says what is to be found out; what another lead wrote meanwhile is not overwritten', async () => {
    const aims = `${page}/aims`;
    const stale = await lead.form(page, aims);
    const kept = await lead.press(page, aims, { objectives: 'Is it quick?\n\n Do files arrive? ' });
    expect(kept.html).toContain('Is it quick?\nDo files arrive?</textarea>');
    const late = await stale({ objectives: 'Something else' });
    expect(late.status).toBe(422);
    expect(late.html).toContain('is “Is it quick?; Do files arrive?”');
    expect(late.html).toContain('Something else</textarea>');
    const old = await lead.form(page, page);
    await world.api('PUT', 'pilot/tasks', { tasks: [{ key: 'wave', words: 'wave' }] });
    expect((await old({ words1: 'mine' })).html).toContain(
      '“Thing 1” was changed since you opened this page.',
    );
  });

  it('is for leads of this community alone', async () => {
    expect((await lead.open('/rollouts/00000000-0000-4000-8000-000000000000/tasks')).status).toBe(404);
    expect((await lead.forge(page)).status).toBe(403);
  });
});
