import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { everybodyHears, mirrored } from '../../src/kernel/language/say.js';
import { AccessWorld, type Visitor } from '../support/access-world.js';
import { describeInBrowser, launchChromium } from './chromium.js';
import { Drawn, pageDoors } from './drawn.js';
import { Eyes } from './look.js';
import { waysIn, whatIsShown, type WaysIn } from './ways-in.js';

jest.setTimeout(300_000); // Half a minute on a quiet machine.

/** What Garden Street cannot show in its launch, and where it is looked at instead. */
const elsewhere: Record<string, string> = {
  '/m/:token/first': 'nobody is asked to try it first any more: pilot.test.ts',
  '/m/:token/first/help': 'nobody is asked to try it first any more: pilot.test.ts',
  '/m/:token/survey/:roundId': 'no questions are open: pilot.test.ts',
  '/m/:token/survey/:roundId/thanks': 'no questions are open: pilot.test.ts',
  '/sign-in/openid': 'leads away to where people have an account: sign-in.test.ts',
  '/sign-in/openid/back': 'leads back from there: sign-in.test.ts',
};

describeInBrowser('Every page', () => {
  let browser: Browser;
  let world: AccessWorld;
  let links: WaysIn;
  let drawn: Drawn;
  beforeAll(async () => {
    [browser, world] = await Promise.all([launchChromium(), AccessWorld.found()]);
    links = await waysIn(world);
    await whatIsShown(world);
    drawn = new Drawn(world);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const linksOf = (path: string): string[] => links.find(([start]) => path.startsWith(start))?.[1] ?? [];

  it('is drawn for whoever may see it', async () => {
    for (const door of pageDoors) await drawn.openDoor(door, linksOf(door.path));
    expect(drawn.served.length).toBeGreaterThan(pageDoors.length);
  });

  it('leads where its links say', async () => {
    expect(await drawn.follow()).toEqual([]);
  });

  it('says no in words, and keeps what was typed', async () => {
    const [own] = linksOf('/m/:token');
    const refusals: [status: number, who: Visitor['who'], path: string, typed?: Record<string, string>][] = [
      [401, 'stranger', '/audit'],
      [403, 'viewer', '/audit'],
      [404, 'lead', '/nowhere'],
      [404, 'stranger', '/nowhere'],
      [410, 'stranger', '/enter/AAAAAAAAAAAAAAAAAAAAAA'],
      [410, 'stranger', '/set-up/AAAAAAAAAAAAAAAAAAAAAA'],
      [410, 'stranger', '/m/AAAAAAAAAAAAAAAAAAAAAA'],
      [403, 'stranger', `/m/${world.memberLink}/people`],
      [422, 'lead', '/begin/move', { name: 'To the moon', startsOn: 'soon' }],
      [422, 'lead', '/break', {}],
      [422, 'lead', '/account/tokens', { label: 'Backup' }],
      [422, 'stranger', `/m/${own}/reach/address`, { email: 'nothing' }],
    ];
    for (const [status, who, path, typed] of refusals) {
      const answer = await drawn.open(path, drawn.visitor(who), typed && 'POST', typed);
      expect([path, answer.status]).toEqual([path, status]);
    }
  });

  it('is read from right to left', async () => {
    everybodyHears(mirrored);
    try {
      for (const path of [
        '/join',
        ...['', '/reach', '/data'].map((below) => `/m/${world.memberLink}${below}`),
      ])
        expect((await drawn.open(path, drawn.visitor('stranger'))).text).toContain('dir="rtl"');
    } finally {
      everybodyHears();
    }
  });

  it('says how the move stands', async () => {
    const { street } = world;
    const lead = drawn.visitor('lead');
    const opens = async (...below: string[]): Promise<void> => {
      for (const path of below.map((one) => street.base + one))
        expect([path, (await drawn.open(path, lead)).status]).toEqual([path, 200]);
    };
    await street.announceClosing();
    await street.meetAndPublish();
    for (const door of pageDoors.filter(({ path }) => path.includes('/looking-back')))
      await drawn.openDoor(door, linksOf(door.path));
    await opens('', '/closing', '/open-names', '/old-places', '/phases/sunset', '/ending');
    const [open] = await street.rosa.get<{ participationId: string }[]>(`${street.base}/open-names`);
    await opens(`/open-names/${open!.participationId}`);
    for (const link of linksOf('/m/:token')) await drawn.open(`/m/${link}`, drawn.visitor('stranger'));
    const ways: [act: () => Promise<unknown>, below: string[]][] = [
      [() => street.rosa.post(`${street.base}/pause`, { reason: 'The hall is flooded.' }), ['', '/pause']],
      [
        () => street.rosa.post(`${street.base}/keep-both`, { reason: 'Both are liked.' }),
        ['', '/closing', '/keep-both'],
      ],
      [() => street.rosa.delete(street.base, { reason: 'Nobody wants it.' }), ['', '/plan', '/cancel']],
    ];
    for (const [act, below] of ways) await world.tentatively(() => act().then(() => opens(...below)));
  });

  it('is among these, or stands above with where it is looked at', () => {
    expect(drawn.closed.toSorted()).toEqual(Object.keys(elsewhere).toSorted());
  });

  it('can be used by everybody, narrow and wide, light and dark', async () => {
    const eyes = await Eyes.open(browser, 'Every page', await drawn.assets());
    expect(await eyes.lookAt(drawn.served)).toEqual([]);
  });
});
