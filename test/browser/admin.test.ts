import { manners, type Person } from './person.js';
import { Street } from '../support/street.js';
import { walks } from './walk.js';

walks('An admin', (walk) => {
  let street: Street;
  beforeAll(async () => {
    street = await Street.found();
  });
  afterAll(() => street?.close());

  it.each(manners)('looks after people, places, care, figures and programs, %s', async (_name, manner) => {
    const rosa = await walk.person(street.town.url, manner);
    await signsIn(rosa);
    await looksAfterPeople(rosa);
    await looksAfterPlaces(rosa);
    await looksAfterMembers(rosa);
    await takesFiguresAlong(rosa);
    await letsAProgramIn(rosa);
    await readsWhoDidWhat(rosa);
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

  async function takesFiguresAlong(rosa: Person): Promise<void> {
    await rosa.follow('Reports');
    const figures = await rosa.takes('Take along: what was said, a row a purpose (CSV)');
    expect(figures.split('\n').length).toBeGreaterThan(1);
    await rosa.follow('Community');
  }

  /** For as long as they want. */
  async function letsAProgramIn(rosa: Person): Promise<void> {
    await rosa.follow('My account');
    await rosa.unfold('A new token');
    await rosa.write('What is it for?', 'The board');
    await rosa.choose(/^Read all that I may read/);
    await rosa.choose('30 days');
    await rosa.press('Make a token');
    expect(await rosa.heading).toBe('Your token for “The board”');
    const token = (await rosa.page.locator('code').first().innerText()).trim();
    const program = async (): Promise<number> =>
      (await fetch(`${street.town.url}/api/v1/places`, { headers: { authorization: `Bearer ${token}` } }))
        .status;
    expect(await program()).toBe(200);
    await rosa.open('/account');
    await rosa.press('Revoke “The board”');
    expect(await rosa.reads()).toContain('That token opens nothing any more.');
    expect(await program()).toBe(401);
  }

  async function readsWhoDidWhat(rosa: Person): Promise<void> {
    await rosa.follow('Who did what');
    expect(await rosa.reads()).toContain('A token for a program was made');
    await rosa.unfold('A mark to keep');
    const mark = (await rosa.page.locator('code').first().innerText()).trim();
    await rosa.write('A mark that you kept', mark);
    await rosa.press('Compare');
    expect(await rosa.reads()).toMatch(/Act \d+ is still the one of your mark\./);
    await rosa.page.getByLabel('Who', { exact: true }).selectOption({ label: 'Changeover' });
    await rosa.press('Show these');
    expect(await rosa.reads()).not.toContain('A token for a program was made');
  }

  async function leaves(rosa: Person): Promise<void> {
    await rosa.open('/leave');
    await rosa.press('Leave');
    expect(await rosa.heading).toBe('You have left');
  }
});
