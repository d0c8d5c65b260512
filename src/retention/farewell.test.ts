import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { People, type Enrolled } from '../../test/support/people.js';
import { settlePlanned, startRetention } from '../../test/support/retention-world.js';
import type { TestApp } from '../../test/support/test-app.js';

describe('somebody goes', () => {
  let app: TestApp;
  let people: People;
  let anna: Enrolled;
  let lead: LeadBrowser;
  let leadId: string;

  beforeAll(async () => {
    app = await startRetention();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.jump('2026-02-03T09:00:00Z');
    people = await settlePlanned(app);
    anna = await people.add({ name: 'Anna Berg', email: 'anna@hill.example' });
    leadId = await people.addLead();
    lead = await LeadBrowser.enter(app, leadId);
  });

  const page = (): string => `/roster/people/${anna.memberId}`;
  const rows = (): Promise<{ name: string; gone: string | null }[]> =>
    app.dataSource.query('select display_name as name, gone from member where id = $1', [anna.memberId]);
  const acts = async (): Promise<string[]> => {
    const noted = await app.dataSource.query<{ what: string }[]>(
      'select what from audit_entry where subject = $1 and actor = $2 order by number',
      [anna.memberId, leadId],
    );
    return noted.map(({ what }) => what);
  };

  it('from a list that says what data is kept, why, who sees it, until when, and how much of it there is', async () => {
    const rowsOf = (html: string): (string | undefined)[] =>
      ['How to reach you, encrypted', 'Names and addresses of the people who do the work'].map(
        (what) => new RegExp(`${what}.*?data-label="Rows now">([^<]*)<`, 's').exec(html)?.[1],
      );
    await (await settlePlanned(app)).add({ name: 'Somebody else’s', email: 'other@vale.example' });
    const { html } = await lead.open('/kept');
    expect(rowsOf(html)).toEqual(['1', '1']);
    expect(html).toContain('The people who lead the move, never other members');
    expect(html).not.toMatch(/Anna|hill\.example/);
    expect((await lead.open('/audit')).html).toContain('href="/kept"');
    await people.add({ name: 'Bo Lind', email: 'bo@hill.example' });
    expect(rowsOf((await lead.open('/kept')).html)).toEqual(['2', '1']);
  });

  it('because they ask for it: a lead reads what cannot be taken back, presses once, and it is on the record', async () => {
    expect((await lead.open(page())).html).toContain(`href="${page()}/delete"`);
    const asked = (await lead.open(`${page()}/delete`)).html;
    expect(asked).toContain('It cannot be taken back');
    expect(asked).toContain('Delete Anna Berg for good');
    expect(await rows()).toEqual([{ name: 'Anna Berg', gone: null }]);
    const { html } = await lead.press(`${page()}/delete`, `${page()}/delete`);
    expect(html).toContain('They are deleted.');
    expect(html).not.toContain('Anna');
    expect(await rows()).toEqual([]);
    expect(await acts()).toEqual(['member.erased']);
    expect((await lead.open(page())).status).toBe(404);
  });

  it('because they left: a lead says what happened, and nothing more goes to them', async () => {
    const { status, html } = await lead.press(`${page()}/left`, `${page()}/left`);
    expect(status).toBe(422);
    expect(html).toContain('Choose what happened.');
    const noted = await lead.press(`${page()}/left`, `${page()}/left`, { why: 'departed' });
    expect(noted.html).toContain('They have left. Nothing more goes to them.');
    expect(noted.html).not.toContain(`href="${page()}/left"`);
    expect(await rows()).toEqual([{ name: 'Anna Berg', gone: 'departed' }]);
    expect(await acts()).toEqual(['member.departed']);
    const again = await lead.press(`${page()}/left`, `${page()}/left`, { why: 'deceased' });
    expect(again.html).toContain('This was noted already.');
    expect(await acts()).toEqual(['member.departed']);
  });

  it('in their own community alone', async () => {
    const others = await People.settle(app);
    const stranger = await LeadBrowser.enter(app, await others.addLead());
    for (const below of ['delete', 'left'])
      expect((await stranger.open(`${page()}/${below}`)).status).toBe(404);
  });
});
