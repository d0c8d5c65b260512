import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { AccessModule } from '../../src/access/access.module.js';
import { SignIn } from '../../src/access/sign-in.js';
import { Provider } from '../support/provider.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { communityOf, worker } from '../support/workers.js';
import { describeInBrowser, launchChromium } from './chromium.js';
import { Eyes } from './look.js';
import { manners, Person } from './person.js';

describeInBrowser('The way in, in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let provider: Provider;

  beforeAll(async () => {
    provider = await Provider.open();
    const { issuer, clientId, secret: clientSecret } = provider;
    app = await startTestApp({
      settings: { role: 'web', provider: { issuer, clientId, clientSecret, name: 'the union’s account' } },
      modules: [AccessModule],
    });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await provider?.close();
  });

  const comes = async (manner: (typeof manners)[number][1]): Promise<Person> => {
    const { accountId } = await worker(app, await communityOf(app, 'Hill'), 'Ada');
    const link = await app.get(SignIn).link(app.dataSource.manager, accountId);
    // By the name: browsers make no passkey for an address in digits.
    const person = await Person.come(browser, app.config.baseUrl, manner);
    await person.open(`/enter/${link}`);
    await person.press('Sign in');
    return person;
  };

  it('is a passkey that is added on “My account”, and that lets its owner in again where they wanted to go', async () => {
    const person = await comes(manners[1]![1]);
    const { page } = person;
    const devtools = await person.context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await person.open('/account');
    await person.write('What do you call this device?', 'My laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.waitForURL('**/account?said=passkey');
    expect(await person.reads()).toContain('Your passkey opens the door from now on.');
    expect(await person.reads()).toContain('My laptop');

    await person.open('/leave');
    await person.press('Leave');
    expect(await person.open('/account')).toBe(401);
    await person.follow('Sign in');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL('**/account');
    expect(await person.reads()).toContain('You are Ada.');
    expect(await person.reads()).toMatch(/My laptop Added on .*, last used on/);
    expect(person.complaints).toEqual([]);
    await person.context.close();
  });

  it('is told kindly when the device says no', async () => {
    const person = await comes(manners[1]![1]);
    await person.open('/leave');
    await person.press('Leave');
    const devtools = await person.context.newCDPSession(person.page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
    });
    await person.open('/sign-in');
    await person.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    const told = person.page.getByRole('alert').filter({ hasText: 'Nothing was done.' });
    await told.waitFor();
    expect(person.path).toBe('/sign-in');
    await person.context.close();
  });

  it('has no passkey without script, where everything else is there', async () => {
    const person = await comes(manners[0]![1]);
    await person.open('/account');
    expect(await person.reads()).toContain('this browser knows no passkeys, or runs no script');
    expect(await person.page.getByRole('button', { name: 'Add a passkey' }).count()).toBe(0);
    await person.unfold('A new token');
    await person.press('Make a token');
    expect(await person.reads()).toContain('3 things need another look');
    await person.open('/sign-in');
    expect(await person.page.getByRole('button', { name: 'Sign in with a passkey' }).count()).toBe(0);
    expect(person.complaints).toEqual([]);
    await person.context.close();
  });

  it('is an account elsewhere, all the way, and the page says why where it is not', async () => {
    await worker(app, await communityOf(app, 'Choir'), 'Bo', { email: 'bo@hill.example' });
    const seen: Person[] = [];
    for (const [, manner] of manners) {
      const person = await Person.come(browser, app.config.baseUrl, manner);
      seen.push(person);
      provider.says = { email: 'bo@hill.example', email_verified: true };
      expect(await person.open('/account')).toBe(401);
      await person.follow('Sign in');
      await person.follow('Sign in with the union’s account');
      expect(person.path).toBe('/account');
      expect(await person.reads()).toContain('You are Bo.');
      await person.open('/leave');
      await person.press('Leave');
      provider.says = { email: 'nobody@hill.example', email_verified: true };
      await person.open('/sign-in/openid');
      expect(await person.reads()).toContain('nobody@hill.example');
      provider.refuses = true;
      await person.open('/sign-in/openid');
      expect(await person.heading).toBe('The union’s account did not let you in');
      provider.refuses = false;
      // Only what is somewhere else is asked for there.
      expect(person.complaints.filter((one) => !one.includes(provider.issuer))).toEqual([]);
    }
    const eyes = await Eyes.open(browser, 'The way in', seen[0]!.assets);
    expect(await eyes.lookAt(seen.flatMap((person) => person.seen))).toEqual([]);
  });
});
