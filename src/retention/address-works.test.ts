import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { settlePlanned, startRetention } from '../../test/support/retention-world.js';
import type { TestApp } from '../../test/support/test-app.js';

describe('an address from which messages came back', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startRetention();
  });
  afterAll(() => app.close());

  it('stands on the page of its person as given up, until a lead says that it works', async () => {
    app.clock.jump('2026-02-03T09:00:00Z');
    const people = await settlePlanned(app);
    const { memberId } = await people.add({ name: 'Anna Berg', email: 'anna@hill.example' });
    const lead = await LeadBrowser.enter(app, await people.addLead());
    const page = `/roster/people/${memberId}`;
    expect((await lead.open(page)).html).not.toContain('address-works');
    await app.dataSource.query(`update member_channel set state = 'dead' where member_id = $1`, [memberId]);
    const given = (await lead.open(page)).html;
    expect(given).toContain('Messages to anna@hill.example came back. We write there no more.');
    const press = await lead.form(page, `${page}/address-works`);
    const { html } = await press();
    expect(html).toContain('We write to this address again.');
    expect(html).toContain('value="anna@hill.example"');
    expect(html).not.toContain('came back. We write there no more');
    expect((await lead.open('/audit')).html).toContain('was noted as working');
  });
});
