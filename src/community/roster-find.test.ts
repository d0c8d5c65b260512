import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { AccessModule } from '../access/access.module.js';
import { Accounts } from '../access/accounts.js';
import { CommunityModule } from './community.module.js';
import { CommunityService } from './community.service.js';
import { MemberService } from './member.service.js';

describe('finding somebody on the list', () => {
  let app: TestApp;
  let lead: LeadBrowser;

  beforeAll(async () => {
    app = await startTestApp({ modules: [AccessModule, CommunityModule] });
    const accountId = await app.dataSource.transaction(async (tx) => {
      const responsible = { name: 'Ines', contact: 'door 4' };
      const community = { name: 'Garden', timeZone: 'Europe/Berlin', responsible };
      const { id: communityId } = await app.get(CommunityService).create(tx, community);
      const today = await app.get(CommunityService).today(tx, communityId);
      const people = Array.from({ length: 51 }, (_, n) => ({
        displayName: `Kim ${String(n).padStart(2, '0')}`,
      }));
      for (const person of [...people, { displayName: 'Ana', email: 'ana@x.example' }])
        await app.get(MemberService).add(tx, communityId, { ...person, source: 'api', today });
      const account = await app.get(Accounts).create(tx, { communityId, name: 'Lea', role: 'lead' });
      return account.id;
    });
    lead = await LeadBrowser.enter(app, accountId);
  });
  afterAll(() => app.close());

  const find = (fields: Record<string, string>) => lead.press('/roster', '/roster/find', fields);

  it('by the beginning of a name or a whole address puts neither into an URL', async () => {
    const page = await find({ wanted: 'ANA@x.example' });
    expect(page).toMatchObject({ status: 200, location: null });
    expect(page.html).toContain('Ana');
    expect(page.html).not.toContain('Kim 00');
    expect(page.html).not.toMatch(/(href|action)="[^"]*x\.example/i);
    expect((await lead.open('/roster')).html).not.toMatch(/<form[^>]*method="get"/);
  });

  it('goes on to the next page of what was found', async () => {
    const first = await find({ wanted: 'kim' });
    expect(first.html).toContain('Kim 49');
    expect(first.html).not.toContain('Kim 50');
    const after = /name="after" value="([^"]+)"/.exec(first.html)![1]!;
    const second = await find({ wanted: 'kim', after });
    expect(second.html).toContain('Kim 50');
    expect(second.html).not.toContain('>Ana<');
  });

  it('says how each of them hears from us, also who chose a page of their own', async () => {
    expect((await find({ wanted: 'ana@x.example' })).html).toContain('by e-mail');
    expect((await find({ wanted: 'kim 07' })).html).toContain('by a person');
    await app.dataSource.query(
      `insert into member_channel (member_id, community_id, kind, created_at)
       select id, community_id, 'own-page', '2026-01-05Z' from member where display_name = 'Kim 07'`,
    );
    expect((await find({ wanted: 'kim 07' })).html).toContain('on a page of their own');
  });

  it('keeps what was typed when it is no address', async () => {
    const page = await find({ wanted: 'ana@x' });
    expect(page.status).toBe(422);
    expect(page.html).toContain('value="ana@x"');
    expect(page.html).toContain('look at the part after the @');
  });
});
