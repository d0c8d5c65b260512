import type { Page } from 'playwright-core';
import type { Person } from './person.js';

/** What has the focus: its words, and whether it can be seen that it has. */
interface Focus {
  name: string;
  kind: string;
  visible: boolean;
  top: number;
}

export const focused = (page: Page): Promise<Focus> =>
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
export class Typist {
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
