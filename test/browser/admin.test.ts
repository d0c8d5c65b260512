import { manners, type Person } from './person.js';
import { Street } from '../support/street.js';
import { walks } from './walk.js';

walks('An admin', (walk) => {
  let street: Street;
  beforeEach(async () => {
    street = await Street.found();
    await street.launch();
  });
  afterEach(() => street.close());

  it.each(manners)('looks after people, places, care and figures, %s', async (_name, manner) => {
    const rosa = await walk.person(street.town.url, manner);
    await signsIn(rosa);
    await looksAfterPeople(rosa);
    await looksAfterPlaces(rosa);
    await looksAfterMembers(rosa);
    // Each page is looked at in every width and light afterwards: once through all of them is enough.
    if (!manner.script) await looksAtTheMove(rosa);
    await leaves(rosa);
    expect(await rosa.open(street.base)).toBe(401);
  });

  async function signsIn(rosa: Person): Promise<void> {
    expect(await rosa.open('/team')).toBe(401);
    const link = await street.town.enterPath('Rosa');
    await rosa.open(link);
    await rosa.press('Sign in');
    expect(await rosa.open(link)).toBe(410);
    await rosa.open('/begin');
  }

  async function looksAfterPeople(rosa: Person): Promise<void> {
    await rosa.follow('Who works here');
    await rosa.press('Add them');
    expect(await rosa.page.title()).toMatch(/^Error: /);
    await rosa.write('Their name', 'Vera');
    await rosa.choose(/^Reader/);
    await rosa.press('Add them');
    expect(await rosa.heading).toBe('Vera can come in');
    await rosa.follow('Back to who works here');
    await rosa.press('Withdraw the invitation of Vera');
    expect(await rosa.reads()).not.toContain('Vera');
    await rosa.follow('How careful?');
    await rosa.choose(/^Trouble/);
    await rosa.press('Keep this');
    expect(await rosa.reads()).toContain('It is kept.');
  }

  async function looksAfterPlaces(rosa: Person): Promise<void> {
    await rosa.follow('Places');
    await rosa.follow('The old group');
    await rosa.write('How many people are in it today?', '-3');
    await rosa.press('Save the place');
    await rosa.write('How many people are in it today?', '12');
    await rosa.press('Save the place');
    await rosa.follow('Places');
    expect(await rosa.reads()).toContain('12 people');
    await rosa.follow('The old group');
    await rosa.press('Remove the place');
    expect(await rosa.page.title()).toMatch(/^Error: /);
  }

  async function looksAfterMembers(rosa: Person): Promise<void> {
    await rosa.follow('People');
    await rosa.write('Find somebody', 'Gül');
    await rosa.press('Find');
    await rosa.follow('Gül Aksoy');
    expect(await rosa.heading).toBe('Gül Aksoy');
    await rosa.follow('Your moves');
  }

  /** Each page of the move, and of its phases. */
  async function looksAtTheMove(rosa: Person): Promise<void> {
    const move = street.base;
    const seen = new Set<string>();
    const ahead = [move];
    for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
      seen.add(path);
      // A file is taken along, everything else is opened.
      const isFile = /\.\w+$/.test(path);
      const status = isFile ? (await rosa.page.request.get(path)).status() : await rosa.open(path);
      expect([path, status]).toEqual([path, 200]);
      if (isFile) continue;
      const links = await rosa.page.locator('a[href]').all();
      for (const link of links) {
        const href = (await link.getAttribute('href'))!.split(/[?#]/)[0]!;
        const more = href.startsWith(move) && !seen.has(href) && !ahead.includes(href);
        // Of a list of people or of things to come, one is like the next.
        if (more && !/\/(agenda|open-names|help|findings|guides|people|plays|rehearsal)\b\/?./.test(href))
          ahead.push(href);
      }
    }
    expect(seen.size).toBeGreaterThan(20);
  }

  async function leaves(rosa: Person): Promise<void> {
    await rosa.open('/leave');
    await rosa.press('Leave');
    expect(await rosa.heading).toBe('You have left');
  }
});
