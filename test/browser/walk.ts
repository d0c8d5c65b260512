import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInBrowser, launchChromium } from './chromium.js';
import { Eyes } from './look.js';
import { Person, type Manner } from './person.js';

export interface Walks {
  /** Somebody comes to `home` with a browser of their own. Every page that they see is looked at in the end. */
  person(home: string, manner: Manner): Promise<Person>;
}

/** The paths of one kind of people, and afterwards a look at every page on them. */
export function walks(name: string, tests: (walks: Walks) => void): void {
  describeInBrowser(name, () => {
    jest.setTimeout(300_000); // Some seconds each on a quiet machine.
    let browser: Browser;
    const people: Person[] = [];
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());

    describe('on their way', () => {
      tests({
        async person(home, manner) {
          const person = await Person.come(browser, home, manner);
          people.push(person);
          return person;
        },
      });
    });

    it('meets only pages that everybody can use, narrow and wide, light and dark', async () => {
      const assets = new Map(people.flatMap((person) => [...person.assets]));
      const eyes = await Eyes.open(browser, name, assets);
      const seen = people.flatMap((person) => person.seen);
      expect(seen.length).toBeGreaterThan(0);
      expect(await eyes.lookAt(seen)).toEqual([]);
    });

    it('meets no page that complains, or calls another house', () => {
      expect(people.flatMap(({ complaints }) => complaints)).toEqual([]);
    });
  });
}
