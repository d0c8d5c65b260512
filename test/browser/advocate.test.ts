import { manners, type Person } from './person.js';
import { Street } from '../support/street.js';
import { walks } from './walk.js';

walks('A helper', (walk) => {
  let street: Street;
  beforeEach(async () => {
    street = await Street.found();
    await street.launch();
    const { rosa, base } = street;
    for (const name of ['Gül Aksoy', 'Hana Novak', 'Ines Silva', 'Carla Diaz'])
      await rosa.post(`${base}/advocates/pairings`, {
        ...{ participationId: street.participation(name), advocateId: street.participation('Anna Berg') },
      });
    const carla = await street.town.ownPage('Carla Diaz');
    await fetch(`${street.town.url}${carla}/help`, {
      method: 'POST',
      body: new URLSearchParams({ way: 'call' }),
      redirect: 'manual',
    });
    await street.town.handOut();
  });
  afterEach(() => street.close());

  it.each(manners)(
    'sees their people, takes who asks, tells who waits, and may stop, %s',
    async (_name, manner) => {
      const anna = await walk.person(street.town.url, manner);
      await anna.open(await street.town.ownPage('Anna Berg'));
      await anna.follow('See who asks, who has arrived, and whom you could tell');
      expect(await anna.heading).toBe('People you help');
      await takesARequest(anna);
      await tells(anna);
      await sitsBesideSomebody(anna);
      const list = anna.path;
      await stops(anna);
      expect(await anna.open(list)).toBe(403);
    },
  );

  async function takesARequest(anna: Person): Promise<void> {
    expect(await anna.reads()).toContain('1 person asks for help.');
    await anna.press('I take it');
    await anna.press('They are helped');
    expect(await anna.page.getByRole('button', { name: 'They are helped' }).count()).toBe(0);
  }

  async function tells(anna: Person): Promise<void> {
    const waiting = (): Promise<number> => anna.page.getByRole('button', { name: 'I could not' }).count();
    const before = await waiting();
    expect(before).toBeGreaterThan(1);
    await anna.follow('The words to send');
    expect(await anna.heading).toMatch(/^Tell (Gül Aksoy|Hana Novak|Ines Silva)$/);
    expect(await anna.reads()).toContain(`${street.town.url}/m/`);
    await anna.follow('Back to the people you help');
    expect(await waiting()).toBe(before);
    await anna.follow('The words to send');
    const words = anna.path;
    await anna.press('by message');
    expect(await anna.heading).toBe('People you help');
    expect(await waiting()).toBe(before - 1);
    await findsNothingAt(anna, words);
    await anna.press('by phone');
    expect(await waiting()).toBe(before - 2);
    await anna.press('I could not');
    expect(await waiting()).toBe(Math.max(before - 3, 0));
  }

  /** Whoever was told meanwhile is not there any more; a press leads back to the list. */
  async function findsNothingAt(anna: Person, words: string): Promise<void> {
    expect(await anna.open(words)).toBe(404);
    expect(await anna.reads()).toContain('This name is not in your list any more.');
    await anna.follow('Back to the people you help');
  }

  async function sitsBesideSomebody(anna: Person): Promise<void> {
    await anna.press('They are in: we did it together');
    expect(await anna.reads()).toContain('Came on');
  }

  async function stops(anna: Person): Promise<void> {
    await anna.press('I would rather stop helping');
    expect(await anna.heading).toBe('Hello Anna');
    expect(await anna.reads()).toContain('That is fine. You help nobody from now on.');
    expect(await anna.page.getByRole('link', { name: /^See who asks/ }).count()).toBe(0);
  }
});
