import type { Browser, Page } from 'playwright-core';
import { everybodyHears, mirrored, speak } from '../../src/kernel/language/say.js';
import { SetupLink } from '../../src/setup/setup-link.js';
import { Street } from '../support/street.js';
import { describeInBrowser, launchChromium } from './chromium.js';
import { manners, Person } from './person.js';
import { focused, Typist } from './typist.js';

const [, [, atTheDesk]] = manners as [unknown, (typeof manners)[number]];

/** Nothing stands beyond the edge: how much wider than the window a page is. */
const over = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describeInBrowser('Whoever uses a browser in their own way', () => {
  let browser: Browser;
  let street: Street;
  let rosa: Person;
  let member: Person;
  let home: string;

  beforeAll(async () => {
    browser = await launchChromium();
    street = await Street.found();
    await street.askTheFirst();
    const { town } = street;
    home = await town.ownPage('Bo Lind');
    await fetch(`${town.url}${home}/first/yes`, {
      ...{ method: 'POST', body: new URLSearchParams({ comfort: 'likes' }), redirect: 'manual' },
    });
    await town.until('2026-01-09', '18:00');
    rosa = await Person.come(browser, town.url, { script: true, width: 1280, scheme: 'light' });
    member = await Person.come(browser, town.url, { script: true, width: 320, scheme: 'light' });
    await rosa.open(await town.enterPath('Rosa'));
    await rosa.press('Sign in');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await street?.close();
  });

  /** A lead's and a member's: an answer, a chart, a form, questions. */
  async function eachPage(look: (person: Person, path: string) => Promise<void>): Promise<void> {
    await member.open(home);
    await member.follow('Answer');
    const survey = member.path;
    for (const path of [home, survey]) await member.open(path).then(() => look(member, path));
    for (const path of [street.base, `${street.base}/plan`, '/team'])
      await rosa.open(path).then(() => look(rosa, path));
  }

  it('goes back to a refused form, and finds what they typed', async () => {
    await rosa.open('/places');
    await rosa.write('What do you call it?', 'The yard');
    await rosa.press('Add the place');
    expect(await rosa.page.title()).toMatch(/^Error: /);
    expect(await rosa.page.getByLabel('What do you call it?').inputValue()).toBe('The yard');
    await rosa.page.goBack();
    expect(await rosa.page.title()).not.toMatch(/^Error: /);
    await rosa.write('What do you call it?', 'The yard');
    await rosa.write('On which platform is it?', 'Matrix');
    await rosa.press('Add the place');
    expect(await rosa.page.title()).not.toMatch(/^Error: /);
    await rosa.page.reload();
    await rosa.page.goBack();
    await rosa.page.goForward();
    const found = await street.town.rows(`select id from place where name = 'The yard'`);
    expect(found).toHaveLength(1);
  });

  it('clicks twice, and it is done once', async () => {
    await rosa.open('/team');
    await rosa.write('Their name', 'Vera');
    await rosa.choose(/^Reader/);
    await rosa.page.getByRole('button', { name: 'Add them', exact: true }).dblclick();
    await rosa.page.waitForURL(/\/shown\//);
    expect(await rosa.heading).toBe('Vera can come in');
    const found = await street.town.rows(`select id from account where name = 'Vera'`);
    expect(found).toHaveLength(1);
  });

  it('finds figures in one line, however long what is said above one of them', async () => {
    await rosa.open(`${street.base}/phases/pilot`);
    const tops = await rosa.page.evaluate(() => {
      document.querySelector('.figures dt')!.textContent = 'What takes more than one line here '.repeat(3);
      return [...document.querySelectorAll('.figures .value')].map((it) => it.getBoundingClientRect().top);
    });
    expect(tops.length).toBeGreaterThan(1);
    expect(new Set(tops).size).toBe(1);
  });

  it('prints a page, without what cannot be pressed on paper', async () => {
    await rosa.open(street.base);
    await rosa.page.emulateMedia({ media: 'print' });
    await rosa.page.setViewportSize({ width: 718, height: 1000 });
    for (const gone of ['nav', '.skip', '.look', 'button'])
      expect([gone, await rosa.page.locator(`${gone}:visible`).count()]).toEqual([gone, 0]);
    expect(await rosa.page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    expect(await over(rosa.page)).toBeLessThanOrEqual(0);
    await rosa.page.emulateMedia({ media: null });
    await rosa.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('reads with letters twice as large on a narrow screen', async () => {
    await eachPage(async ({ page }, path) => {
      await page.setViewportSize({ width: 320, height: 800 });
      const letters = (): Promise<number> =>
        page.evaluate(() => Number.parseFloat(getComputedStyle(document.querySelector('main p')!).fontSize));
      const before = await letters();
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%', 'important'));
      expect(await letters()).toBeGreaterThanOrEqual(1.9 * before);
      expect([path, await over(page)]).toEqual([path, 0]);
    });
    await rosa.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('has colours of their own, and sees each control and where the focus is', async () => {
    await eachPage(async ({ page }, path) => {
      await page.emulateMedia({ forcedColors: 'active' });
      const unseen = await page.evaluate(() => {
        const shown = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea')];
        return shown
          .filter((it) => it.checkVisibility() && it.getAttribute('type') !== 'hidden')
          .flatMap((it) => {
            it.focus({ focusVisible: true });
            const { outlineStyle, outlineWidth, borderTopStyle, appearance } = getComputedStyle(it);
            const focus = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
            const edge = it.matches('a, .plain') || borderTopStyle !== 'none' || appearance !== 'none';
            return focus && edge ? [] : [it.outerHTML.slice(0, 120)];
          });
      });
      await page.emulateMedia({ forcedColors: null });
      expect([path, unseen]).toEqual([path, []]);
    });
  });

  it('reads from right to left', async () => {
    everybodyHears(mirrored);
    try {
      for (const path of [home, `${home}/reach`, '/join']) {
        expect([path, await member.open(path)]).toEqual([path, 200]);
        expect(await member.page.locator('html').getAttribute('dir')).toBe('rtl');
        await member.page.setViewportSize({ width: 320, height: 800 });
        expect([path, await over(member.page)]).toEqual([path, 0]);
      }
    } finally {
      everybodyHears();
    }
  });

  it.each(['de', 'fr'])('reads long words on a narrow screen, as %s has them', async (language) => {
    everybodyHears(speak(language));
    try {
      await member.page.setViewportSize({ width: 320, height: 800 });
      for (const path of [home, `${home}/reach`, `${home}/data`]) {
        expect([path, await member.open(path)]).toEqual([path, 200]);
        expect(await member.page.locator('html').getAttribute('lang')).toBe(language);
        expect([path, await over(member.page)]).toEqual([path, 0]);
      }
    } finally {
      everybodyHears();
    }
  });

  it('answers the weekly questions with a keyboard alone', async () => {
    const bo = await Person.come(browser, street.town.url, atTheDesk);
    await bo.open(home);
    const hands = new Typist(bo);
    await hands.to(/^Answer$/);
    expect(await hands.enter()).toEqual([]);
    for (let question = 0; question < 3; question++) {
      await hands.to(/^yes$/);
      await hands.press('Space');
    }
    await hands.press('ArrowDown');
    await hands.to(/^Save and continue$/);
    expect(await hands.enter()).toEqual([]);
    expect(await bo.heading).toBe('How that went');
    await hands.type(/About how many minutes/, '4');
    await hands.to(/^Save and continue$/);
    expect(await hands.enter()).toEqual([]);
    await hands.type(/^What confused you/, 'Nothing.');
    await hands.to(/^Save my answers$/);
    expect(await hands.enter()).toEqual([]);
    expect(await bo.heading).toBe('Saved, thank you.');
  });

  it('sets a community up with a keyboard alone, and a wrong field brings them to the summary and from there to it', async () => {
    const { town } = street;
    const link = await town.app.dataSource.transaction((tx) => town.app.get(SetupLink).fresh(tx));
    const door = `/set-up/${link}`;
    const ada = await Person.come(browser, town.url, atTheDesk);
    await ada.open(door);
    const hands = new Typist(ada);
    await hands.type(/^What is it called/, 'Garden Street');
    await hands.to(/^Set up$/);
    expect(await hands.enter()).toEqual([]);
    expect(await focused(ada.page)).toMatchObject({ name: expect.stringMatching(/need another look/) });
    await hands.press('Tab');
    const [field, wanted] = [await focused(ada.page), await ada.page.evaluate(() => location.hash)];
    expect(wanted).toBe('#problem');
    await hands.press('Enter');
    const there = await focused(ada.page);
    expect(there.kind).not.toBe(field.kind);
    await ada.open(door);
    await hands.type(/^What is it called/, 'Garden Street');
    await hands.type(/time zone/, 'Berlin');
    await hands.type(/^Name$/, 'Ada');
    await hands.type(/^How to reach them/, 'the ground floor, left');
    await hands.choose(/^Nothing much/);
    await hands.type(/^Your name/, 'Ada');
    await hands.to(/^Set up$/);
    expect(await hands.enter()).toEqual([]);
    expect(await ada.heading).toBe('Changeover is set up');
  });
});
