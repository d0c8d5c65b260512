import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { spoken } from '../../test/support/plain-words.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { JoinDesk } from '../rollout/join-desk.service.js';
import { SetupLink } from './setup-link.js';
import { SetupModule } from './setup.module.js';

describe('how careful a community has to be', () => {
  let stage: RolloutStage;
  let world: RolloutWorld;
  let lead: LeadBrowser;

  beforeAll(async () => {
    stage = await RolloutStage.open(SetupModule);
    world = await stage.settle();
    lead = await LeadBrowser.enter(stage.app, world.leads[0].accountId);
  });
  afterAll(() => stage.app.close());

  const care = async (): Promise<string> => {
    const [row] = await world.rows<{ care: string }>(
      'select care from community where id = (select community_id from rollout where id = $1)',
    );
    return row!.care;
  };

  it('is asked at set-up, nothing chosen beforehand, with what each choice changes', async () => {
    const token = await stage.app.dataSource.transaction((tx) => stage.app.get(SetupLink).fresh(tx));
    const url = `${stage.app.url}/set-up/${token}`;
    const page = await (await fetch(url)).text();
    expect(page).not.toMatch(/name="care"[^>]*checked/);
    for (const value of ['open', 'careful', 'protective']) expect(page).toContain(`value="${value}"`);
    expect(spoken(page)).toContain('None of them protects from');
    const typed = {
      ...{ communityName: 'Hill', timeZone: 'Europe/Berlin', language: 'en', name: 'Ada' },
      ...{ responsibleName: 'Ada', responsibleContact: 'the greenhouse' },
    };
    const refused = await fetch(url, { method: 'POST', body: new URLSearchParams(typed) });
    expect(refused.status).toBe(422);
    const again = await refused.text();
    expect(again).toContain('Choose what could happen.');
    expect(again).toContain('value="Hill"');
    await fetch(url, { method: 'POST', body: new URLSearchParams({ ...typed, care: 'protective' }) });
    const kept = await stage.app.dataSource.query(`select care from community where name = 'Hill'`);
    expect(kept).toEqual([{ care: 'protective' }]);
  });

  it('can be changed later by a lead, on the record', async () => {
    expect((await lead.open('/care')).html).toContain('Now it is “Nothing much” (open).');
    const { html } = await lead.press('/care', '/care', { care: 'careful' });
    expect(html).toContain('Now it is “Trouble” (careful).');
    expect(await care()).toBe('careful');
    const record = await stage.app.dataSource.query(
      `select what from audit_entry where what = 'community.care-chosen'`,
    );
    expect(record).toHaveLength(1);
    expect(await lead.press('/care', '/care', { care: 'reckless' })).toMatchObject({ status: 422 });
    await lead.press('/care', '/care', { care: 'open' });
  });

  it('decides whether a code lets people in at once; one that was made before asks a lead from then on', async () => {
    const desk = stage.app.get(JoinDesk);
    const { code } = await desk.newCode(world.leads[0], world.id, { enough: true });
    await lead.press('/care', '/care', { care: 'careful' });
    await fetch(`${stage.app.url}/j/${code}`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'Eva', how: 'here' }),
    });
    expect(await desk.requests(world.leads[0], world.id)).toHaveLength(1);
    await expect(desk.newCode(world.leads[0], world.id, { enough: true })).rejects.toMatchObject({
      reasons: [{ field: 'enough' }],
    });
    const path = `/rollouts/${world.id}/joining`;
    expect((await lead.open(path)).html).not.toContain('let in at once');
    const page = await lead.press(path, `${path}/codes`, { place: 'all', enough: 'yes' });
    expect(page.status).toBe(422);
    expect(page.html).toContain('Your community is set to be careful');
  });

  it('keeps the three other answers sealed, shows them to leads only, and forgets what is taken back', async () => {
    const words = { who: 'The landlord’s lawyer', sacred: 'Nothing on Fridays', phones: 'Half have no data' };
    const { html } = await lead.press('/care', '/care', { care: 'careful', ...words });
    for (const one of Object.values(words)) expect(spoken(html)).toContain(one);
    const kept = await world.rows<{ sealed: Buffer }>(
      'select sealed from care_answers where community_id = (select community_id from rollout where id = $1)',
    );
    expect(kept).toHaveLength(1);
    expect(kept[0]!.sealed.toString('latin1')).not.toContain('lawyer');
    await lead.press('/care', '/care', { care: 'careful', who: '', sacred: '', phones: '' });
    expect(spoken((await lead.open('/care')).html)).not.toContain('lawyer');
    expect(
      await world.rows(
        'select 1 from care_answers where community_id = (select community_id from rollout where id = $1)',
      ),
    ).toEqual([]);
  });

  it('says plainly what each choice does not protect from, and where the charter is', async () => {
    for (const [choice, lacks] of [
      ['open', 'a phone on a table'],
      ['careful', 'A lead who is pressed'],
      ['protective', 'A message still shows'],
    ]) {
      await lead.press('/care', '/care', { care: choice! });
      expect((await lead.open('/care')).html).toContain(lacks);
    }
    expect((await lead.open('/care')).html).toContain(`/rollouts/${world.id}/charter`);
  });

  it('takes no answer that is too long or no text, and keeps what was typed', async () => {
    const { status, html } = await lead.press('/care', '/care', {
      care: 'open',
      who: 'x'.repeat(2001),
      sacred: 'tea',
    });
    expect(status).toBe(422);
    expect(html).toContain('Use at most 2,000 characters.');
    expect(html).toContain('tea');
  });
});
