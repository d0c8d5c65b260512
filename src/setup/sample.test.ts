import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import type { Channel, Message } from '../notices/channels/channel.js';
import { SamplesStay } from '../notices/channels/samples.channel.js';
import { SetupLink } from './setup-link.js';
import { ledTo } from '../../test/support/led-to.js';

/** A browser that keeps its cookies, by path as browsers do. */
class Browser {
  private readonly jar = new Map<string, { value: string; path: string }>();

  constructor(private readonly url: string) {}

  async open(path: string, body?: URLSearchParams): Promise<string> {
    const fits = [...this.jar].filter(([, cookie]) => path.startsWith(cookie.path));
    const answer = await fetch(this.url + path, {
      headers: { cookie: fits.map(([name, { value }]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
      ...(body && { method: 'POST', body }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      const where = /Path=([^;]*)/.exec(line)![1]!;
      if (value === '') this.jar.delete(name!);
      else this.jar.set(name!, { value: value!, path: where });
    }
    const to = ledTo(answer);
    return to ? this.open(to) : answer.text();
  }

  async press(page: string, action: string): Promise<string> {
    const html = await this.open(page);
    const form = new RegExp(`<form[^>]*action="${action}#problem"[^>]*>(.*?)</form>`, 's').exec(html)![1]!;
    const token = /name="_form" value="([^"]+)"/.exec(form)![1]!;
    return this.open(action, new URLSearchParams({ _form: token }));
  }
}

describe('the sample', () => {
  let running: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    running = await startTestApp();
    browser = new Browser(running.url);
    const typed = {
      ...{ communityName: 'The Hill', timeZone: 'Europe/Berlin', language: 'en', care: 'careful' },
      ...{ responsibleName: 'Ada', responsibleContact: 'the greenhouse', name: 'Ada' },
    };
    const token = await running.get(SetupLink).current();
    await browser.open(`/set-up/${token!}`, new URLSearchParams(typed));
  });
  afterAll(() => running.close());

  const count = async (sql: string): Promise<number> => {
    const [row] = await running.dataSource.query<{ n: number }[]>(`select count(*)::int as n from ${sql}`);
    return row!.n;
  };

  it('is a community apart, with its people and a plan, and says on top of each page what it is', async () => {
    const html = await browser.press('/begin', '/begin/sample');
    expect(html).toContain('This is the sample.');
    expect(html).toContain('Next: take something for tonight.');
    expect(await browser.open('/roster')).toContain('no mail leaves it');
    const people = `member m join community c on c.id = m.community_id where c.sample_of is`;
    expect(await count(`${people} not null`)).toBeGreaterThan(230);
    expect(await count(`${people} null`)).toBe(0);
  });

  it('leads back to one’s own community, which knows nothing of it, and in again to the same', async () => {
    const home = await browser.press('/begin', '/begin/sample/back');
    expect(home).not.toContain('This is the sample.');
    expect(home).toContain('How do you begin?');
    await browser.press('/begin', '/begin/sample');
    expect(await count('community where sample_of is not null')).toBe(1);
    expect(await count('account')).toBe(2);
  });

  it('goes with one press, all of it, and its key; one’s own stays, signed in', async () => {
    const [sample] = await running.dataSource.query<{ id: string }[]>(
      'select id from community where sample_of is not null',
    );
    const home = await browser.press('/begin', '/begin/sample/delete');
    expect(home).toContain('How do you begin?');
    // The record of acts stays, and where it ends: it is only ever added to, and names nobody.
    const tables = await running.dataSource.query<{ name: string }[]>(
      `select table_name as name from information_schema.columns
        where table_schema = 'public' and column_name = 'community_id'
          and table_name not in ('audit_entry', 'audit_end')`,
    );
    for (const { name } of tables)
      expect([name, await count(`"${name}" where community_id = '${sample!.id}'`)]).toEqual([name, 0]);
    expect(await count(`crypto_key where owner = '${sample!.id}'`)).toBe(0);
    expect(await count('rollout')).toBe(0);
    expect(await browser.open('/team')).toContain('Ada');
  });

  it('is there for programs too, by a token of its own', async () => {
    const { token } = await running.dataSource.transaction(async (tx) => {
      const link = await running.get(SetupLink).fresh(tx);
      return { token: link };
    });
    const set = await fetch(`${running.url}/api/v1/set-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        token,
        community: {
          ...{ name: 'The Dale', timeZone: 'Europe/Berlin' },
          responsible: { name: 'Bo', contact: 'the barn' },
        },
        person: { name: 'Bo' },
      }),
    });
    const { token: own } = (await set.json()) as { token: string };
    const call = (method: string, path: string, by: string) =>
      fetch(`${running.url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${by}` } });
    const made = (await (await call('POST', '/sample', own)).json()) as { token: string };
    const rollouts = (await (await call('GET', '/rollouts', made.token)).json()) as { name: string }[];
    expect(rollouts.map(({ name }) => name)).toEqual(['To Matrix']);
    expect((await call('POST', '/sample', made.token)).status).toBe(409);
    expect((await call('DELETE', '/sample', own)).status).toBe(204);
    expect((await call('GET', '/rollouts', made.token)).status).toBe(401);
  });

  it('lets no mail out, whatever carries the rest', async () => {
    const home = randomUUID();
    const sample = randomUUID();
    for (const [id, of] of [
      [home, null],
      [sample, home],
    ])
      await running.dataSource.query(
        `insert into community (id, name, time_zone, responsible_name, responsible_contact_sealed, created_at, sample_of)
         values ($1, 'x', 'Europe/Berlin', 'x', '', $2, $3)`,
        [id, running.clock.now().toString(), of],
      );
    const taken: Record<string, string[]> = { out: [], kept: [] };
    const into = (where: 'out' | 'kept'): Channel => ({
      name: where === 'out' ? 'email' : 'mailbox',
      handful: 50,
      send: async (batch) => {
        taken[where]!.push(...batch.map(({ to }) => to));
        return batch.map(() => ({ is: 'later', reason: where }));
      },
    });
    const channel = new SamplesStay(into('out'), into('kept'), running.dataSource);
    const message = (communityId: string, to: string) => ({ communityId, to }) as Message;
    const batch = [message(sample, 'a'), message(home, 'b'), message(sample, 'c')];
    const results = await channel.send(batch);
    expect(taken).toEqual({ out: ['b'], kept: ['a', 'c'] });
    expect(results.map((one) => 'reason' in one && one.reason)).toEqual(['kept', 'out', 'kept']);
    await channel.send(batch.slice(0, 1));
    expect(taken['out']).toEqual(['b']);
  });
});
