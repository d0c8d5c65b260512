import { manners, type Person } from './person.js';
import { Street } from '../support/street.js';
import { walks } from './walk.js';

/** Of a list of people or of things to come, one is like the next. */
const kindOf = (path: string): string =>
  path.replace(/\/(agenda|open-names|help|findings|guides|people|plays|yes)\/(?!new$)[^/]+$/, '/$1/…');

/** What is opened at least once, below the move. */
const oneOfEach = [
  ...['/agenda/…', '/open-names/…', '/help/…', '/findings/…', '/guides/…', '/people/…', '/plays/…'],
  ...['/waves/1', '/phases/launch'],
];

walks('An admin', (walk) => {
  let street: Street;
  beforeEach(async () => {
    street = await Street.found();
    await street.launch();
    await street.oneOfEach();
  });
  afterEach(() => street.close());

  it.each(manners)('looks after people, places, care and figures, %s', async (_name, manner) => {
    const rosa = await walk.person(street.town.url, manner);
    await signsIn(rosa);
    await looksAfterPeople(rosa);
    await looksAfterPlaces(rosa);
    await looksAfterMembers(rosa);
    // Each page is looked at in every width and light afterwards: once through all of them is enough.
    if (!manner.script) await looksAtEverything(rosa);
    if (manner.script) await callsItOff(rosa);
    else await keepsBoth(rosa);
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

  /** Each page of the move and of its phases, and one of each kind of thing that has a page of its own. */
  async function looksAtEverything(rosa: Person): Promise<void> {
    await street.rosa.post('/yes/roster', { reason: 'For the printer.' });
    const seen = new Set<string>();
    await goesThrough(rosa, ['/design', '/design/member', '/yes', street.base], seen);
    expect(seen.size).toBeGreaterThan(40);
    await street.announceClosing();
    await goesThrough(rosa, [`${street.base}/closing`, `${street.base}/open-names`], seen);
    const below = (path: string): string => `${street.base}${path}`;
    expect([...seen]).toEqual(expect.arrayContaining(['/yes/…', ...oneOfEach.map(below)]));
  }

  /** Opens these pages, and what they lead to among the pages of the move; of things that are alike the first. */
  async function goesThrough(rosa: Person, from: string[], seen: Set<string>): Promise<void> {
    for (const path of from) seen.add(kindOf(path));
    const ahead = [...from];
    for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
      // A file is taken along, and so is what differs in its words only; everything else is opened.
      const isFile = /\.\w+$/.test(path) || (/\/who\/./.test(path) && !path.endsWith('/who/plan'));
      const status = isFile ? (await rosa.page.request.get(path)).status() : await rosa.open(path);
      expect([path, status]).toEqual([path, 200]);
      if (isFile) continue;
      for (const [, href] of rosa.seen.at(-1)!.html.matchAll(/<a [^>]*?href="([^"?#]+)/g) as Iterable<
        [string, string]
      >) {
        const ours = [street.base, '/yes/', '/design/pages/'].some((start) => href.startsWith(start));
        if (!ours || href.endsWith('/rehearsal/mailbox') || seen.has(kindOf(href))) continue;
        seen.add(kindOf(href));
        ahead.push(href);
      }
    }
  }

  async function keepsBoth(rosa: Person): Promise<void> {
    await street.rosa.post(`${street.base}/pause`, { reason: 'The hall is flooded.' });
    await looksWhere(rosa, ['', '/pause'], 'paused');
    await street.rosa.post(`${street.base}/resume`, { dates: 'keep' });
    await street.rosa.post(`${street.base}/keep-both`, { reason: 'Both are liked.' });
    await looksWhere(rosa, ['', '/closing', '/keep-both'], 'both places stay');
  }

  async function callsItOff(rosa: Person): Promise<void> {
    await street.rosa.delete(street.base, { reason: 'Nobody wants it.' });
    await looksWhere(rosa, ['', '/plan', '/cancel'], 'called off');
  }

  /** Pages of the move, of which the first says how it stands. */
  async function looksWhere(rosa: Person, below: string[], stands: string): Promise<void> {
    for (const path of below.toReversed()) expect(await rosa.open(street.base + path)).toBe(200);
    expect((await rosa.reads()).toLowerCase()).toContain(stands);
  }

  async function leaves(rosa: Person): Promise<void> {
    await rosa.open('/leave');
    await rosa.press('Leave');
    expect(await rosa.heading).toBe('You have left');
  }
});
