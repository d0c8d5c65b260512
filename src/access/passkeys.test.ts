import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Authenticator } from '../../test/support/authenticator.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { communityOf, worker } from '../../test/support/workers.js';
import { AccessModule } from './access.module.js';
import type { Actor } from './actor.js';
import { Passkeys } from './passkeys.service.js';
import { SESSION_COOKIE } from './session-cookie.js';
import { SignIn } from './sign-in.js';

type ToAdd = Parameters<Authenticator['register']>[0];
type ToEnter = Parameters<Authenticator['enter']>[0];

describe('passkeys', () => {
  let app: TestApp;
  let hill: string;
  let ada: Actor;
  let passkeys: Passkeys;
  let device: Authenticator;
  let origin: string;

  beforeAll(async () => {
    app = await startTestApp({ settings: { role: 'web' }, modules: [AccessModule] });
    hill = await communityOf(app, 'Hill');
    passkeys = app.get(Passkeys);
    origin = app.config.baseUrl;
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    ada = await worker(app, hill, 'Ada');
    device = new Authenticator();
  });

  const toAdd = async (by = ada): Promise<ToAdd> => (await passkeys.optionsToAdd(by)) as ToAdd;
  const toEnter = async (): Promise<ToEnter> => (await passkeys.optionsToEnter()) as ToEnter;
  const added = async (): Promise<void> =>
    passkeys.add(ada, 'my phone', device.register(await toAdd(), origin));
  const refusal = (kind: string) => expect.objectContaining({ kind });

  it('open the door for their owner, without a name being typed', async () => {
    await added();
    expect(await passkeys.enter(device.enter(await toEnter(), origin))).toBe(ada.accountId);
    expect(await passkeys.list(ada)).toMatchObject([
      { name: 'my phone', lastUsedOn: app.clock.now().toZonedDateTimeISO('UTC').toPlainDate() },
    ]);
  });

  it('are asked for by options that name nobody', async () => {
    await added();
    expect(await toEnter()).not.toHaveProperty('allowCredentials.0');
    expect(await toAdd()).toMatchObject({
      excludeCredentials: [{ id: device.id.toString('base64url') }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    });
  });

  describe('are refused', () => {
    it('when the same answer comes a second time', async () => {
      const registered = device.register(await toAdd(), origin);
      await passkeys.add(ada, 'my phone', registered);
      await expect(passkeys.add(ada, 'again', registered)).rejects.toEqual(refusal('gone'));
      const entered = device.enter(await toEnter(), origin);
      await passkeys.enter(entered);
      await expect(passkeys.enter(entered)).rejects.toEqual(refusal('gone'));
    });

    it('when an answer was refused once and is mended: its challenge is used up', async () => {
      await added();
      const asked = await toEnter();
      await expect(passkeys.enter(device.enter(asked, 'https://evil.example'))).rejects.toEqual(
        refusal('forbidden'),
      );
      await expect(passkeys.enter(device.enter(asked, origin))).rejects.toEqual(refusal('gone'));
    });

    it('when they answer another site, or for another site’s name', async () => {
      await expect(
        passkeys.add(ada, 'x', device.register(await toAdd(), 'https://evil.example')),
      ).rejects.toEqual(refusal('forbidden'));
      await added();
      const asked = await toEnter();
      await expect(passkeys.enter(device.enter({ ...asked, rpId: 'evil.example' }, origin))).rejects.toEqual(
        refusal('forbidden'),
      );
    });

    it('when nobody asked, or five minutes ago', async () => {
      await added();
      const made = Buffer.from('a challenge of their own').toString('base64url');
      await expect(
        passkeys.enter(device.enter({ challenge: made, rpId: 'localhost' }, origin)),
      ).rejects.toEqual(refusal('gone'));
      const asked = await toEnter();
      app.clock.advance({ minutes: 5 });
      await expect(passkeys.enter(device.enter(asked, origin))).rejects.toEqual(refusal('gone'));
    });

    it('when the signature is another device’s', async () => {
      await added();
      const other = new Authenticator();
      const forged = other.enter(await toEnter(), origin);
      const id = device.id.toString('base64url');
      await expect(passkeys.enter({ ...forged, id, rawId: id })).rejects.toEqual(refusal('forbidden'));
      await expect(passkeys.enter(other.enter(await toEnter(), origin))).rejects.toEqual(
        refusal('forbidden'),
      );
    });

    it('when their count goes back: somebody copied the device', async () => {
      await added();
      device.counter = 7;
      await passkeys.enter(device.enter(await toEnter(), origin));
      device.counter = 6;
      await expect(passkeys.enter(device.enter(await toEnter(), origin))).rejects.toEqual(
        refusal('forbidden'),
      );
      device.counter = 8;
      expect(await passkeys.enter(device.enter(await toEnter(), origin))).toBe(ada.accountId);
    });

    it('when they say that they are somebody else’s', async () => {
      await added();
      const bo = await worker(app, hill, 'Bo');
      device.userHandle = Buffer.from(bo.accountId).toString('base64url');
      await expect(passkeys.enter(device.enter(await toEnter(), origin))).rejects.toEqual(
        refusal('forbidden'),
      );
    });

    it('when a challenge to enter is answered by adding, or another person’s', async () => {
      const { challenge } = await toEnter();
      const registered = device.register({ ...(await toAdd()), challenge }, origin);
      await expect(passkeys.add(ada, 'x', registered)).rejects.toEqual(refusal('gone'));
      const bo = await worker(app, hill, 'Bo');
      const of = device.register(await toAdd(bo), origin);
      await expect(passkeys.add(ada, 'x', of)).rejects.toEqual(refusal('gone'));
    });

    it('when their owner no longer works here, and once they are removed', async () => {
      await added();
      const asked = await toEnter();
      await app.dataSource.query('update account set left_at = created_at where id = $1', [ada.accountId]);
      await expect(passkeys.enter(device.enter(asked, origin))).rejects.toEqual(refusal('forbidden'));
      await app.dataSource.query('update account set left_at = null where id = $1', [ada.accountId]);
      const [{ id } = { id: '' }] = await passkeys.list(ada);
      await expect(passkeys.remove(await worker(app, hill, 'Bo'), id)).rejects.toEqual(refusal('not-found'));
      await passkeys.remove(ada, id);
      await expect(passkeys.enter(device.enter(await toEnter(), origin))).rejects.toEqual(
        refusal('forbidden'),
      );
    });
  });

  describe('over the wire', () => {
    const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
      const answer = await fetch(app.url + path, {
        ...{ method: 'POST', body: JSON.stringify(body) },
        headers: { 'content-type': 'application/json', ...headers },
      });
      return {
        status: answer.status,
        cookie: answer.headers.get('set-cookie'),
        said: (await answer.json()) as never,
      };
    };

    it('are added with a sign-in and its form token, and sign in by a script’s request', async () => {
      const cookie = `${SESSION_COOKIE}=${await app.get(SignIn).enterAs(ada.accountId)}`;
      expect((await post('/account/passkeys/options', {}, { cookie })).status).toBe(403);
      const page = await (await fetch(`${app.url}/account`, { headers: { cookie } })).text();
      const _form = /name="_form" value="([^"]+)"/.exec(page)![1]!;
      const { said: options } = await post('/account/passkeys/options', { _form }, { cookie });
      const given = { _form, name: 'my phone', response: device.register(options, origin) };
      expect(await post('/account/passkeys', given, { cookie })).toMatchObject({
        ...{ status: 200, said: { to: '/account?said=passkey' } },
      });
      const asked = await post('/sign-in/passkey/options', {});
      const entered = await post('/sign-in/passkey', {
        to: '/team',
        response: device.enter(asked.said, origin),
      });
      expect(entered).toMatchObject({ status: 200, said: { to: '/team' } });
      expect(entered.cookie).toMatch(/^changeover=.*HttpOnly; SameSite=Lax/);
    });

    it('are not taken from a form, which another site could send', async () => {
      const body = new URLSearchParams({ response: '{}' });
      const answer = await fetch(`${app.url}/sign-in/passkey`, { method: 'POST', body });
      expect(answer.status).toBe(422);
    });

    it('say in the words of a problem what did not fit', async () => {
      const { status, said } = await post('/sign-in/passkey', { response: { id: 7 } });
      expect(status).toBe(422);
      expect(said).toHaveProperty('reasons');
    });
  });

  it('are not offered where browsers make none', async () => {
    const bare = await startTestApp({
      ...{ settings: { role: 'web', baseUrl: 'http://move.example' }, modules: [AccessModule] },
    });
    try {
      expect(await (await fetch(`${bare.url}/sign-in`)).text()).not.toContain('<script');
      expect((await fetch(`${bare.url}/sign-in`)).status).toBe(200);
      await expect(bare.get(Passkeys).optionsToEnter()).rejects.toEqual(refusal('conflict'));
    } finally {
      await bare.close();
    }
  });
});
