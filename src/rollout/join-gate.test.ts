import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { spoken } from '../../test/support/plain-words.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { SESSION_COOKIE } from '../access/session-cookie.js';
import { SignIn } from '../access/sign-in.js';
import type { TrustProxy } from '../kernel/environment.js';
import { JoinDesk } from './join-desk.service.js';
import { ledTo } from '../../test/support/led-to.js';

/** Every visitor reaches us from 127.0.0.1, as behind a reverse proxy; the header says who they are. */
async function opened(trustProxy?: TrustProxy) {
  const stage = await RolloutStage.openWith({ trustProxy });
  const world: RolloutWorld = await stage.settle();
  const { app } = stage;
  const { code } = await app.get(JoinDesk).newCode(world.leads[0], world.id, {});
  const visit = (path: string, from: string, body?: Record<string, string>) =>
    fetch(`${app.url}${path}`, {
      ...(body && { method: 'POST', body: new URLSearchParams(body) }),
      ...(from && { headers: { 'x-forwarded-for': from } }),
      redirect: 'manual',
    });
  const guess = async (from: (n: number) => string): Promise<void> => {
    for (let n = 0; n < 120; n++) await visit('/j/aaaaaaaa', from(n));
  };
  const [lead] = world.leads;
  const signedIn = async (): Promise<string> =>
    `${SESSION_COOKIE}=${await app.get(SignIn).enterAs(lead.accountId)}`;
  return { app, code, visit, guess, lead, signedIn, desk: `/rollouts/${world.id}/joining` };
}

const typed = { name: 'Eva <b>Roth</b>', calledThere: 'eva', how: 'here', once: 'x'.repeat(22) };

describe.each([1, ['127.0.0.1']])('the join page behind a trusted proxy (%j)', (trust) => {
  let it_: Awaited<ReturnType<typeof opened>>;
  beforeAll(async () => {
    it_ = await opened(trust);
  });
  afterAll(() => it_.app.close());

  it('closes for who guesses codes, and for nobody else', async () => {
    const { visit, guess, code } = it_;
    await guess(() => '192.0.2.1');
    expect((await visit(`/j/${code}`, '192.0.2.1')).status).toBe(429);
    expect((await visit(`/j/${code}`, '192.0.2.2')).status).toBe(200);
    // What a visitor writes into the header themselves stands before what the proxy adds.
    expect((await visit(`/j/${code}`, '192.0.2.9, 192.0.2.1')).status).toBe(429);
    expect((await visit(`/j/${code}`, '192.0.2.1, 192.0.2.2')).status).toBe(200);
  });
});

describe('the join page', () => {
  let it_: Awaited<ReturnType<typeof opened>>;
  beforeAll(async () => {
    it_ = await opened();
  });
  afterEach(() => it_.app.clock.advance({ hours: 1 }));
  afterAll(() => it_.app.close());

  it('believes no header where no proxy is trusted, and visitors come without one too', async () => {
    const { app, visit, guess, code } = it_;
    await guess((n) => (n % 10 === 0 ? '' : `192.0.2.${n}`));
    expect((await visit(`/j/${code}`, '192.0.2.200')).status).toBe(429);
    const lead = await LeadBrowser.enter(app, it_.lead.accountId);
    expect((await lead.open(it_.desk)).html).not.toContain('TRUST_PROXY');
  });

  it('closes for one who guesses behind a proxy that nobody configured, for nobody else, and tells leads of it', async () => {
    const { visit, guess, code } = it_;
    await guess(() => '192.0.2.1');
    await guess(() => '192.0.2.1');
    expect((await visit(`/j/${code}`, '192.0.2.1')).status).toBe(429);
    expect((await visit(`/j/${code}`, '192.0.2.2')).status).toBe(200);
    const cookie = await it_.signedIn();
    const page = await fetch(`${it_.app.url}${it_.desk}`, {
      headers: { cookie, 'x-forwarded-for': '192.0.2.3' },
    });
    expect(spoken(await page.text())).toContain('Set TRUST_PROXY=127.0.0.1 on the host');
  });

  it('is never closed by people who have a right code', async () => {
    for (let n = 0; n < 130; n++) expect((await it_.visit(`/j/${it_.code}`, '-')).status).toBe(200);
  });

  it('says when to try again, and loses nothing of what was typed', async () => {
    const { app, code, visit, guess } = it_;
    await guess(() => '-');
    app.clock.advance({ minutes: 20 });
    const answer = await visit(`/j/${code}`, '-', typed);
    const html = await answer.text();
    expect(answer.status).toBe(429);
    expect(html).toContain('<h1>Try again in 40 minutes</h1>');
    expect(spoken(html)).toContain('what you typed is kept in this page');
    expect(html).toContain(`action="/j/${code}#problem"`);
    expect(html).toContain('name="name" value="Eva &lt;b>Roth&lt;/b>"');
    app.clock.advance({ minutes: 40 });
    expect(ledTo(await visit(`/j/${code}`, '-', typed))).toMatch(/^\/join\//);
  });

  it('counts requests by code: a flood by one closes no other, and a mistake in the form counts nothing', async () => {
    const { app, code, visit } = it_;
    for (let n = 0; n < 65; n++) await visit(`/j/${code}`, '-', { name: 'Eva' });
    for (let n = 0; n < 60; n++) await visit(`/j/${code}`, '-', { name: `Eva ${n}`, how: 'here' });
    expect((await visit(`/j/${code}`, '-', typed)).status).toBe(429);
    const [place] = await app.dataSource.query<{ id: string }[]>(
      `select p.place_id as id from rollout_place p join join_code using (rollout_id) where side = 'source'`,
    );
    const other = 'abcdefgh';
    await app.dataSource.query(
      `insert into join_code (code, rollout_id, place_id, enough, created_at)
       select $1, rollout_id, $2, false, created_at from join_code where code = $3`,
      [other, place!.id, code],
    );
    expect((await visit(`/j/${other}`, '-', typed)).status).toBe(303);
  });
});
