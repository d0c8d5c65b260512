import { LeadBrowser } from '../../test/support/lead-browser.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { communityOf, worker } from '../../test/support/workers.js';
import { NoticesModule } from '../notices/notices.module.js';
import { AccessModule } from './access.module.js';

describe('a form of a signed-in person', () => {
  let app: TestApp;
  let hill: string;
  let lead: LeadBrowser;
  let other: LeadBrowser;

  beforeAll(async () => {
    app = await startTestApp({ settings: { role: 'web' }, modules: [AccessModule, NoticesModule] });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.dataSource.query('delete from sent_form');
    await app.dataSource.query('delete from shown_page');
    hill = await communityOf(app, 'Hill');
    const ada = await worker(app, hill, 'Ada');
    lead = await LeadBrowser.enter(app, ada.accountId);
    other = await LeadBrowser.enter(app, ada.accountId);
  });

  const bo = { name: 'Bo', role: 'lead' };
  const count = async (sql: string): Promise<number> => {
    const [row] = await app.dataSource.query<{ count: number }[]>(`select count(*)::int from ${sql}`);
    return row!.count;
  };
  const people = (): Promise<number> => count(`account where community_id = '${hill}' and name = 'Bo'`);

  it('that is sent twice at once is acted on once, and both are led to the same page', async () => {
    const send = await lead.form('/team', '/team');
    const [first, second] = await Promise.all([send(bo), send(bo)]);
    expect(first.html).toContain('Bo can come in');
    expect(second.html).toBe(first.html);
    expect((await send(bo)).html).toBe(first.html);
    expect(await people()).toBe(1);
  });

  it('acts again where something else was typed, or the page was opened anew', async () => {
    const send = await lead.form('/team', '/team');
    await send(bo);
    await send({ ...bo, role: 'viewer' });
    await lead.press('/team', '/team', bo);
    expect(await people()).toBe(3);
  });

  it('that was refused can be sent again as it was', async () => {
    const send = await lead.form('/team', '/team');
    const bare = { name: 'Bo', email: '', role: '' };
    expect([(await send(bare)).status, (await send(bare)).status]).toEqual([422, 422]);
    expect(await count('sent_form where leads_to is null')).toBe(0);
  });

  it('is remembered for a day, by a number that tells nothing', async () => {
    await lead.press('/team', '/team', bo);
    const [row] = await app.dataSource.query<object[]>(
      'select * from sent_form order by sent_at desc limit 1',
    );
    expect(JSON.stringify(row)).not.toMatch(/Bo/);
    app.clock.advance({ hours: 25 });
    await lead.press('/team', '/team', { ...bo, name: 'Cy' });
    expect(await count('sent_form')).toBe(1);
  });

  describe('that makes a link', () => {
    const made = async (): Promise<string> => {
      await lead.press('/team', '/team', bo);
      const [row] = await app.dataSource.query<{ leads_to: string }[]>(
        'select leads_to from sent_form order by sent_at desc limit 1',
      );
      return row!.leads_to;
    };

    it('shows it to who made it for ten minutes, sealed where it is kept', async () => {
      const page = await made();
      const { html } = await lead.open(page);
      const link = /\/enter\/([\w-]{22})/.exec(html)![1]!;
      expect((await lead.open(page)).html).toBe(html);
      const [kept] = await app.dataSource.query<{ sealed: Buffer }[]>('select sealed from shown_page');
      expect(kept!.sealed.toString('latin1')).not.toContain(link);
      app.clock.advance({ minutes: 11 });
      expect(await lead.open(page)).toMatchObject({ status: 404 });
    });

    it('shows it in no other sign-in, and says the same of what never was', async () => {
      const page = await made();
      const never = '/shown/00000000-0000-4000-8000-000000000000';
      const [theirs, none] = [await other.open(page), await other.open(never)];
      expect([theirs.status, none.status]).toEqual([404, 404]);
      expect(theirs.html.replaceAll(page.split('#')[0]!, never)).toBe(none.html);
    });
  });
});
