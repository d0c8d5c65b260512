import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Provider } from '../../test/support/provider.js';
import { spoken } from '../../test/support/plain-words.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { communityOf, worker } from '../../test/support/workers.js';
import { NoticesModule } from '../notices/notices.module.js';
import { AccessModule } from './access.module.js';

/** A browser at our side: it keeps our cookies and follows nobody by itself. */
class Browser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  async get(path: string): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(this.url + path, { headers: { cookie }, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '') this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return answer;
  }
}

describe('signing in with an account elsewhere', () => {
  let provider: Provider;
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    provider = await Provider.open();
    const { issuer, clientId, secret: clientSecret } = provider;
    app = await startTestApp({
      settings: { role: 'web', provider: { issuer, clientId, clientSecret, name: 'the union’s account' } },
      modules: [AccessModule, NoticesModule],
    });
    const hill = await communityOf(app, 'Hill');
    const choir = await communityOf(app, 'Choir');
    await worker(app, hill, 'Ada', { email: 'ada@hill.example' });
    await worker(app, hill, 'Bo', { email: 'both@hill.example' });
    await worker(app, choir, 'Bo', { email: 'both@hill.example' });
  });
  afterAll(async () => {
    await app?.close();
    await provider?.close();
  });
  beforeEach(() => {
    app.clock.advance({ hours: 2 });
    browser = new Browser(app.url);
    provider.refuses = false;
    provider.tells = 'at once';
    provider.says = { email: 'Ada@Hill.example', email_verified: true };
  });

  /** To the provider, and to the address with which it sends the browser back. */
  async function wayBack(to = ''): Promise<string> {
    const out = await browser.get(`/sign-in/openid${to}`);
    const there = out.headers.get('location')!;
    expect([out.status, there]).toEqual([303, expect.stringContaining(provider.issuer)]);
    const sent = await fetch(there, { redirect: 'manual' });
    const { pathname, search } = new URL(sent.headers.get('location')!);
    return pathname + search;
  }
  const said = async (answer: Response): Promise<string> => spoken(await answer.text());

  it('is offered on the sign-in page', async () => {
    const html = await (await browser.get('/sign-in?to=/record')).text();
    expect(html).toContain('Sign in with the union’s account');
    expect(html).toContain('href="/sign-in/openid?to=%2Frecord"');
  });

  it('lets somebody in under the address that was checked there, to where they wanted to go', async () => {
    const answer = await browser.get(await wayBack('?to=/record'));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/record']);
    expect([...browser.cookies.keys()]).toEqual(['changeover']);
  });

  it('leads nobody away from here', async () => {
    const answer = await browser.get(await wayBack('?to=https://evil.example/'));
    expect(answer.headers.get('location')).toBe('/');
  });

  it('asks where to, when the address works in two places', async () => {
    provider.says = { email: 'both@hill.example', email_verified: true };
    const html = await (await browser.get(await wayBack())).text();
    expect(html).toMatch(/action="\/enter\/[^"]+"[^>]*>.*Choir.*action="\/enter\/[^"]+"[^>]*>.*Hill/s);
    expect(browser.cookies.has('changeover')).toBe(false);
  });

  it.each([
    ['that nobody checked', { email: 'ada@hill.example' }, 'no e-mail address that it has checked'],
    [
      'that is said to be unchecked',
      { email: 'ada@hill.example', email_verified: false },
      'no e-mail address that it has checked',
    ],
    ['that is checked with a word', { email: 'ada@hill.example', email_verified: 'true' }, 'has checked'],
    ['that is missing', { email_verified: true }, 'no e-mail address that it has checked'],
    [
      'that nobody has here',
      { email: 'eve@elsewhere.example', email_verified: true },
      'Nobody works here under this address',
    ],
  ])('lets nobody in with an address %s', async (_what, says, words) => {
    provider.says = says;
    const answer = await browser.get(await wayBack());
    expect(answer.status).toBe(403);
    expect(await said(answer)).toContain(words);
    expect(browser.cookies.size).toBe(0);
  });

  it('says so kindly when the provider lets nobody in', async () => {
    provider.refuses = true;
    const answer = await browser.get(await wayBack());
    expect(answer.status).toBe(403);
    expect(await said(answer)).toContain('The union’s account did not let you in');
  });

  it('takes no answer that another browser asked for', async () => {
    const back = await wayBack();
    const asked = provider.tokens;
    browser = new Browser(app.url);
    const without = await browser.get(back);
    expect([without.status, browser.cookies.size]).toEqual([410, 0]);
    await wayBack();
    const other = await browser.get(back);
    expect(other.status).toBe(410);
    expect(await said(other)).toContain('begun in another browser');
    expect(provider.tokens).toBe(asked);
  });

  it('lets two tabs come in, each by its own answer', async () => {
    const [one, two] = [await wayBack('?to=/record'), await wayBack()];
    expect((await browser.get(two)).headers.get('location')).toBe('/');
    expect((await browser.get(one)).headers.get('location')).toBe('/record');
  });

  it('asks for the address where the first answer does not say it', async () => {
    provider.tells = 'when asked';
    expect((await browser.get(await wayBack())).status).toBe(303);
    provider.says = { email: 'ada@hill.example', email_verified: false };
    expect((await browser.get(await wayBack())).status).toBe(403);
  });

  it('takes each answer once, and none that was tampered with', async () => {
    const back = await wayBack();
    const before = new Map(browser.cookies);
    expect((await browser.get(back)).status).toBe(303);
    for (const [name, value] of before) browser.cookies.set(name, value);
    const again = await browser.get(back);
    expect(again.status).toBe(502);
    expect(await said(again)).toContain('This did not work with the union’s account');
    browser = new Browser(app.url);
    provider.says = { email: 'ada@hill.example', email_verified: true, nonce: 'of another sign-in' };
    expect((await browser.get(await wayBack())).status).toBe(502);
    expect(browser.cookies.has('changeover')).toBe(false);
    const state = 'a'.repeat(43);
    browser.cookies.set(`changeover-errand-${state}`, 'nonsense');
    for (const path of [`?code=1&state=${state}`, '?code=1&state=2', '', '?state=__proto__'])
      expect((await browser.get(`/sign-in/openid/back${path}`)).status).toBe(410);
  });

  it('is not asked for ever by one visitor', async () => {
    const statuses = new Set<number>();
    for (let i = 0; i < 61; i++) statuses.add((await browser.get('/sign-in/openid/back')).status);
    expect([...statuses]).toEqual([410, 429]);
  });
});

describe('where the host has no such place', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ settings: { role: 'web' }, modules: [AccessModule, NoticesModule] });
  });
  afterAll(() => app?.close());

  it('there is no button and no page', async () => {
    const browser = new Browser(app.url);
    expect(await (await browser.get('/sign-in')).text()).not.toContain('openid');
    expect((await browser.get('/sign-in/openid')).status).toBe(404);
    expect((await browser.get('/sign-in/openid/back')).status).toBe(404);
  });
});

describe('while the provider is away', () => {
  let app: TestApp;
  let issuer: string;
  beforeAll(async () => {
    const provider = await Provider.open();
    issuer = provider.issuer;
    await provider.close();
    app = await startTestApp({
      settings: {
        role: 'web',
        provider: { issuer, clientId: 'x', clientSecret: undefined, name: 'the union' },
      },
      modules: [AccessModule, NoticesModule],
    });
  });
  afterAll(() => app?.close());

  it('says so, and goes on as soon as it is back', async () => {
    const browser = new Browser(app.url);
    const answer = await browser.get('/sign-in/openid?to=/record');
    expect(answer.status).toBe(502);
    const html = await answer.text();
    expect(html).toContain('The union does not answer');
    expect(html).toContain('/sign-in?to=%2Frecord');
    const provider = await Provider.open(Number(new URL(issuer).port));
    try {
      expect((await browser.get('/sign-in/openid')).status).toBe(303);
    } finally {
      await provider.close();
    }
  });
});
