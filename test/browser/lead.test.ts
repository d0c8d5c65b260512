import { Jobs } from '../../src/kernel/jobs/jobs.js';
import { laterDays } from './closing-day.js';
import { otherDoors } from './doors.js';
import type { Person } from './person.js';
import { manners } from './person.js';
import { Town } from '../support/town.js';
import { walks } from './walk.js';

const people = ['Anna Berg', 'Bo Lind', 'Carla Diaz', 'Dov Amir', 'Esra Kaya', 'Finn Ott', 'Gül Aksoy'];

walks('A lead', (walk) => {
  let town: Town;
  laterDays(walk);

  // Each begins with an empty house.
  describe('in the first days', () => {
    beforeEach(async () => {
      town = await Town.empty();
    });
    afterEach(() => town.close());

    it.each(manners)('comes from the printed link to a move that runs, %s', async (_name, manner) => {
      const ada = await walk.person(town.url, manner);
      await setsUp(ada);
      await namesPlaces(ada);
      await bringsPeople(ada);
      await findsSecondLead(ada);
      await plansAndRehearses(ada);
      await starts(ada);
      await asksTheFirst(ada);
      await tellsByHand(ada);
      await stopsOneThing(ada);
      await readsTheRecord(ada);
      expect(ada.complaints).toEqual([]);
    });

    otherDoors(walk, () => town);
  });

  async function setsUp(ada: Person): Promise<void> {
    await ada.open(await town.setUpPath());
    await ada.write('What is it called?', 'Garden Street');
    await ada.write('Name', 'Ada');
    await ada.write('How to reach them', 'ada@hill.example');
    await ada.write('Your name', 'Ada');
    await ada.press('Set up');
    expect(await ada.page.title()).toMatch(/^Error: /);
    expect(await ada.reads()).toContain('3 things need another look');
    await ada.page.getByLabel('Which time zone does it live in?').selectOption('Europe/Berlin');
    await ada.write('How to reach them', 'the ground floor, left');
    await ada.choose(/^Nothing much/);
    await ada.press('Set up');
    await ada.follow('Go on to the first steps');
    expect(await ada.heading).toBe('How do you begin?');
    await ada.press('Begin with a file');
    expect(await ada.heading).toBe('First steps');
  }

  async function namesPlaces(ada: Person): Promise<void> {
    await ada.follow('Name the places');
    for (const [name, platform] of [
      ['The old group', 'WhatsApp'],
      ['The new room', 'Matrix'],
    ]) {
      await ada.write('What do you call it?', name!);
      await ada.write('On which platform is it?', platform!);
      await ada.press('Add the place');
    }
    expect(await ada.reads()).toContain('2 places are known.');
    await ada.follow('Back to the first steps');
  }

  async function bringsPeople(ada: Person): Promise<void> {
    await ada.follow('Bring people');
    await ada.write('Names, one a line', people.join('\n'));
    await ada.choose('The old group');
    await ada.press('Add these names');
    expect(await ada.reads()).toContain('7 people were added.');
    await ada.follow('Anna Berg');
    expect(await ada.heading).toBe('Anna Berg');
    await sendsAFile(ada);
    await ada.follow('Begin');
  }

  /** With a row that is wrong in it: it is shown before anything is done. */
  async function sendsAFile(ada: Person): Promise<void> {
    await ada.follow('People');
    await ada.unfold('Send a file');
    await ada.attach(
      'A CSV file',
      'people.csv',
      'Name,E-Mail\nIda Moen,ida@hill.example\nJon Vik,not an address\n',
    );
    await ada.choose('The old group', 'Where are they?');
    await ada.press('Look at the file');
    await town.app.get(Jobs).idle();
    await ada.open(ada.path);
    expect(await ada.reads()).toContain('Nothing has changed yet.');
    await ada.press('Do it');
    await town.app.get(Jobs).idle();
    await ada.open(ada.path);
    expect(await ada.reads()).toMatch(/Done: 1 new person/);
    await ada.follow('To the list');
    expect(await ada.reads()).toContain('Ida Moen');
  }

  async function findsSecondLead(ada: Person): Promise<void> {
    await ada.follow('Add somebody');
    await ada.write('Their name', 'Luis');
    await ada.choose(/^Lead/);
    await ada.press('Add them');
    expect(await ada.heading).toBe('Luis can come in');
    await ada.follow('Begin');
  }

  async function plansAndRehearses(ada: Person): Promise<void> {
    await ada.follow('Plan the move');
    await ada.write('What do you call it?', 'To Matrix');
    await ada.press('Plan it');
    expect(await ada.page.title()).toMatch(/^Error: /);
    expect(await ada.page.getByLabel('What do you call it?').inputValue()).toBe('To Matrix');
    await ada.choose(/^The old group/, 'Which places do you leave?');
    await ada.choose(/^The new room/, 'Where do you go?');
    await ada.write('On which day does it begin?', '2026-01-05');
    await ada.choose(/^Under 60/);
    await ada.press('Plan it');
    expect(await ada.reads()).toContain('The move is planned to start on Monday 5 January 2026.');
    await ada.follow('Rehearse it');
    expect(await ada.reads()).toContain('Monday 5 January, 10:00');
    await ada.follow('one silent member’s mailbox');
    expect(await ada.reads()).toContain('Come along to our new place');
  }

  async function starts(ada: Person): Promise<void> {
    await ada.follow('Plan');
    await ada.press('Start the move');
    expect(await ada.heading).toContain('To Matrix');
    await town.until('2026-01-05', '09:30');
    await ada.open(ada.path);
  }

  async function asksTheFirst(ada: Person): Promise<void> {
    await ada.follow('Pilot circle');
    await ada.follow('Who tries it first');
    for (const name of people.slice(0, 5)) await ada.choose(new RegExp(name));
    await ada.press('Keep this choice');
    expect(await ada.reads()).toContain('5 people are chosen, and not asked yet.');
    await ada.press('Ask 5 people');
    expect(await ada.reads()).toContain('0 said yes, 5 have not answered, 0 said no.');
    await town.until('2026-01-05', '18:00');
  }

  /** Whom no message reaches stands on a list, with the words to say. */
  async function tellsByHand(ada: Person): Promise<void> {
    await town.handOut();
    await ada.follow('Messages');
    await ada.follow(/in person/i);
    await ada.unfold('The text to copy');
    expect(await ada.reads()).toContain(`${town.url}/m/`);
    const before = await ada.page.getByRole('heading', { level: 3 }).count();
    await ada.press('Told by phone');
    await ada.press('Could not');
    expect(await ada.page.getByRole('heading', { level: 3 }).count()).toBeLessThan(before);
  }

  async function stopsOneThing(ada: Person): Promise<void> {
    await ada.follow('Overview');
    await ada.follow('Read it');
    await ada.press('Stop this one');
    expect(await ada.reads()).toContain('This is stopped');
    await ada.press('Let it go at its time');
    expect(await ada.reads()).toContain('goes out by itself');
  }

  async function readsTheRecord(ada: Person): Promise<void> {
    await ada.follow('Messages');
    expect(await ada.reads()).toMatch(/\d messages? to members\. Open one to see whom it reached\./);
    await ada.follow('What is posted');
    expect(await ada.heading).toBe('Posts');
    await ada.follow('Record');
    expect(await ada.reads()).toMatch(/[1-9]\d* done, 0 held, 0 skipped\./);
    const invitation = ada.page.getByRole('row', { name: /Would you try it first\?/ }).first();
    expect(await invitation.innerText()).toMatch(/done/);
  }
});
