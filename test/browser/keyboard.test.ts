import type { Page } from 'playwright-core';
import { manners, type Person } from './person.js';
import { Street } from '../support/street.js';
import { Town } from '../support/town.js';
import { walks } from './walk.js';

const [, [, atTheDesk]] = manners as [unknown, (typeof manners)[number]];

/** What has the focus: its words, and whether it can be seen that it has. */
interface Focus {
  name: string;
  kind: string;
  visible: boolean;
  top: number;
}

const focused = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const it = document.activeElement as HTMLInputElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(it);
    const label = it.labels?.[0]?.innerText ?? it.innerText;
    return {
      name: label.replaceAll(/\s+/g, ' ').trim(),
      kind: it.type ?? it.tagName.toLowerCase(),
      visible: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      top: Math.round(it.getBoundingClientRect().top + scrollY),
    };
  });

/** Somebody who has a keyboard and nothing else. */
class Typist {
  /** Where the focus was, since the page came. */
  private way: Focus[] = [];

  constructor(private readonly person: Person) {}

  /** Presses Tab until the focus is on what is called so. */
  async to(name: RegExp): Promise<void> {
    for (let n = 0; n < 60; n++) {
      await this.person.page.keyboard.press('Tab');
      const here = await focused(this.person.page);
      this.way.push(here);
      if (name.test(here.name)) return;
    }
    throw new Error(`No Tab leads to ${String(name)}: ${this.way.map((one) => one.name).join(' | ')}`);
  }

  async type(name: RegExp, text: string): Promise<void> {
    await this.to(name);
    await this.person.page.keyboard.type(text);
  }

  async choose(name: RegExp): Promise<void> {
    await this.to(name);
    await this.person.page.keyboard.press('Space');
  }

  async press(key: string): Promise<void> {
    await this.person.page.keyboard.press(key);
  }

  /** Enter, on the way to the next page; answers with what stood out of order or unseen on this one. */
  async enter(): Promise<string[]> {
    const { page } = this.person;
    const wrong = this.way.flatMap((here, i) => [
      ...(here.visible ? [] : [`the focus on “${here.name}” is not seen`]),
      ...(here.top >= (this.way[i - 1]?.top ?? 0) ? [] : [`“${here.name}” stands above what came before`]),
    ]);
    this.way = [];
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    return wrong;
  }
}

walks('Somebody with a keyboard alone', (walk) => {
  it('sets a community up, and a wrong field brings them to the summary and from there to it', async () => {
    const town = await Town.empty();
    try {
      const ada = await walk.person(town.url, atTheDesk);
      await ada.open(await town.setUpPath());
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
      await ada.open(await town.setUpPath());
      await hands.type(/^What is it called/, 'Garden Street');
      await hands.type(/time zone/, 'Berlin');
      await hands.type(/^Name$/, 'Ada');
      await hands.type(/^How to reach them/, 'the ground floor, left');
      await hands.choose(/^Nothing much/);
      await hands.type(/^Your name/, 'Ada');
      await hands.to(/^Set up$/);
      expect(await hands.enter()).toEqual([]);
      expect(await ada.heading).toBe('Changeover is set up');
    } finally {
      await town.close();
    }
  });

  it('answers the weekly questions', async () => {
    const street = await Street.found();
    try {
      await street.askTheFirst();
      const { town } = street;
      const home = await town.ownPage('Bo Lind');
      await fetch(`${town.url}${home}/first/yes`, {
        ...{ method: 'POST', body: new URLSearchParams({ comfort: 'likes' }), redirect: 'manual' },
      });
      await town.until('2026-01-09', '18:00');
      const bo = await walk.person(town.url, atTheDesk);
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
    } finally {
      await street.close();
    }
  });
});
