import { jest } from '@jest/globals';
import { Subject } from 'rxjs';
import { Live } from '../../src/kernel/http/live.js';
import { Street } from '../support/street.js';
import { manners, type Person } from './person.js';
import type { Walks } from './walk.js';

/** So many that whoever tells them all must say how many they are. */
const neighbours = Array.from(
  { length: 50 },
  (_, i) => `Neighbour ${String.fromCodePoint(97 + (i % 26))}${i}`,
);

/** The later days of a move: what takes a second lead, and what is said to many. */
export function laterDays(walk: Walks): void {
  describe('in the later days', () => {
    let street: Street;
    beforeAll(async () => {
      street = await Street.found();
      const [place] = await street.town.rows<{ id: string }>(
        `select id from place where name = 'The old group'`,
      );
      await street.rosa.post('/members/names', { placeId: place!.id, names: neighbours.join('\n') });
      await street.launch();
    });
    afterAll(() => street?.close());

    it.each(manners)(
      'does not overwrite what the other lead wrote, and publishes a guide, %s',
      async (how, manner) => {
        const [rosa, tom] = [await comesIn('Rosa', manner), await comesIn('Tom', manner)];
        for (const lead of [rosa, tom]) {
          await lead.open(`${street.base}/guides`);
          await lead.follow('Element on one page');
        }
        await rosa.write('Text', `# Element\n\nThe door is red now. ${how}`);
        await rosa.press(/^Keep as version/);
        expect(await rosa.page.getByLabel('Text', { exact: true }).inputValue()).toContain(
          'The door is red now.',
        );
        await tom.write('Text', '# Element\n\nThe door is green.');
        await tom.press(/^Keep as version/);
        expect(await tom.page.title()).toMatch(/^Error: /);
        expect(await tom.reads()).toContain('was changed since you opened this page');
        expect(await tom.page.getByLabel('Text', { exact: true }).inputValue()).toContain(
          'The door is green.',
        );
        await rosa.press(/^Publish version/);
        expect(await rosa.reads()).toMatch(/Version \d was published on/);
      },
    );

    it('closes a phase with a second lead, and names the closing day to as many as there are', async () => {
      const rosa = await comesIn('Rosa', manners[0]![1]);
      await closesWithASecond(rosa);
      await street.closed('launch');
      await rosa.open(`${street.base}/closing`);
      await rosa.write('The day on which the old place closes', '2026-04-20');
      await saysToHowMany(rosa, /^Announce it to/);
      expect(await rosa.reads()).toContain('The old place closes on Monday 20 April.');
    });

    it('moves the closing day', async () => {
      const rosa = await comesIn('Rosa', manners[1]![1]);
      await rosa.open(`${street.base}/closing`);
      await rosa.write('The new day', '2026-05-04');
      await saysToHowMany(rosa, /^Move it and tell/);
      expect(await rosa.reads()).toContain('The old place closes on Monday 4 May.');
    });

    it('sees the overview drawn anew when something has happened', async () => {
      const looks = new Subject<void>();
      const live = street.town.app.get(Live);
      const old = live.old.bind(live);
      jest.spyOn(live, 'old').mockImplementation((seen, read) => old(seen, read, looks));
      const rosa = await comesIn('Rosa', manners[1]![1]);
      const listening = rosa.page.waitForResponse(/rollouts\/.*\/live/);
      await rosa.open(street.base);
      await listening;
      expect(await rosa.reads()).not.toMatch(/paused/i);
      await street.rosa.post(`${street.base}/pause`, { reason: 'The hall is flooded.' });
      looks.next();
      await rosa.page
        .getByText(/paused/i)
        .first()
        .waitFor();
      jest.restoreAllMocks();
    });

    async function comesIn(name: string, manner: (typeof manners)[number][1]): Promise<Person> {
      const person = await walk.person(street.town.url, manner);
      await person.open(await street.town.enterPath(name));
      await person.press('Sign in');
      return person;
    }

    async function closesWithASecond(rosa: Person): Promise<void> {
      await rosa.open(`${street.base}/phases/refine`);
      await rosa.press('Ask a second lead');
      expect(await rosa.page.title()).toMatch(/^Error: /);
      await rosa.write('Why it should be closed all the same', 'Everybody has read them.');
      await rosa.press('Ask a second lead');
      const tom = await comesIn('Tom', manners[1]![1]);
      await tom.open('/yes');
      await tom.follow(/Refine and document/i);
      await tom.press('Yes, do it');
      await rosa.open(`${street.base}/phases/refine`);
      expect(await rosa.reads()).toContain('Refine and document was closed on');
    }

    /** First the wrong number: what was typed stays, and whoever listens hears of it first. */
    async function saysToHowMany(rosa: Person, words: RegExp): Promise<void> {
      const { page } = rosa;
      const day = page.locator('input[name=on]');
      const named = await day.inputValue();
      await rosa.write('How many people get it', '7');
      await rosa.press(words);
      expect(await page.title()).toMatch(/^Error: /);
      expect(await rosa.reads()).toContain('You typed 7. This goes to 60 people now.');
      expect(await page.locator(':focus, :target').first().innerText()).toContain('You typed 7.');
      expect(await day.inputValue()).toBe(named);
      await rosa.write('How many people get it', '60');
      await rosa.press(words);
    }
  });
}
