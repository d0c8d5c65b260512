import { Client } from '../../src/demo/client.js';
import type { Town } from '../support/town.js';
import { manners, type Person } from './person.js';
import type { Walks } from './walk.js';

const [phone] = manners;

/** The doors beside that with a file, and whoever only reads. */
export function otherDoors(walk: Walks, townOf: () => Town): void {
  let town: Town;
  let rosa: Person;
  beforeEach(async () => {
    town = townOf();
  });

  it('looks at the sample first, and has only the group', async () => {
    await setsUp();
    await looksAtTheSample();
    await rosa.press('Begin with a link');
    await namesPlaces();
    await plans('2026-01-12');
    await takesSomethingForTonight();
    await somebodyReads();
  });

  it('has begun weeks ago, and says nothing for what is past', async () => {
    await setsUp();
    await rosa.press('Begin in the middle');
    await namesPlaces();
    await rosa.follow('Bring people');
    await rosa.write('Names, one a line', 'Anna Berg\nBo Lind\nCarla Diaz');
    await rosa.choose('The old group');
    await rosa.press('Add these names');
    await rosa.open('/begin');
    await plans('2025-12-01');
    expect(await rosa.reads()).toMatch(/recorded/);
    await rosa.press('Start the move');
    expect(await rosa.heading).toContain('To Matrix');
    await town.until('2026-01-03');
    const [sent] = await town.rows<{ n: number }>(
      `select count(*)::int as n from notice where purpose <> 'team' and play <> 'rollout.day'`,
    );
    await rosa.follow('Record');
    expect(await rosa.reads()).toMatch(/0 held/);
    expect(sent!.n).toBe(0);
  });

  async function setsUp(): Promise<void> {
    await new Client(town.url).post('/set-up', {
      token: (await town.setUpPath()).split('/').at(-1),
      community: {
        ...{ name: 'Garden Street', timeZone: 'Europe/Berlin', language: 'en', care: 'open' },
        responsible: { name: 'Rosa', contact: 'the notice board at the door' },
      },
      person: { name: 'Rosa' },
    });
    rosa = await comesIn('Rosa');
  }

  async function comesIn(name: string): Promise<Person> {
    const person = await walk.person(town.url, phone![1]);
    await person.open(await town.enterPath(name));
    await person.press('Sign in');
    await person.open('/begin');
    return person;
  }

  async function looksAtTheSample(): Promise<void> {
    await rosa.press('Look at the sample');
    expect(await rosa.reads()).toContain('This is the sample.');
    await rosa.follow('Rehearse it');
    expect(await rosa.reads()).toContain('A silent member gets 13 messages.');
    await rosa.press('Back to your community');
    expect(await rosa.reads()).not.toContain('This is the sample.');
    await rosa.press('Look at the sample');
    await rosa.press('Delete the sample');
    expect(await rosa.heading).toBe('How do you begin?');
    const [{ n }] = (await town.rows<{ n: number }>('select count(*)::int as n from community')) as [
      { n: 1 },
    ];
    expect(n).toBe(1);
  }

  async function namesPlaces(): Promise<void> {
    await rosa.follow('Name the places');
    for (const [name, platform] of [
      ['The old group', 'WhatsApp'],
      ['The new room', 'Matrix'],
    ]) {
      await rosa.write('What do you call it?', name!);
      await rosa.write('On which platform is it?', platform!);
      await rosa.press('Add the place');
    }
    await rosa.follow('Back to the first steps');
  }

  async function plans(day: string): Promise<void> {
    await rosa.follow('Plan the move');
    await rosa.write('What do you call it?', 'To Matrix');
    await rosa.choose(/^The old group/, 'Which places do you leave?');
    await rosa.choose(/^The new room/, 'Where do you go?');
    await rosa.write(/^On which day d/, day);
    await rosa.choose(/^Under 60/);
    await rosa.press('Plan it');
  }

  async function takesSomethingForTonight(): Promise<void> {
    await rosa.open('/begin');
    await rosa.follow('Words, poster and link');
    await rosa.press('Make the code');
    expect(await rosa.reads()).toContain('The words to post');
    // A browser shows it in a viewer of its own.
    const poster = await rosa.page.getByRole('link', { name: 'Poster, A4 (PDF)' }).getAttribute('href');
    const sheet = await rosa.page.request.get(poster!);
    expect((await sheet.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await rosa.follow('the poster as a page');
    expect(await rosa.reads()).toContain('Garden Street');
    await rosa.page.goBack();
    await rosa.follow('the slips as a page');
    expect(await rosa.reads()).toContain('Garden Street');
  }

  /** Sums, and nobody's name. */
  async function somebodyReads(): Promise<void> {
    await rosa.open('/team');
    await rosa.write('Their name', 'Vera');
    await rosa.choose(/^Reader/);
    await rosa.press('Add them');
    const vera = await comesIn('Vera');
    await vera.open('/');
    const read = await vera.reads();
    expect(read).toContain('Counts only');
    expect(read).not.toContain('Rosa');
  }
}
