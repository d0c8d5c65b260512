import { manners, type Person } from './person.js';
import { addressOf, Street } from '../support/street.js';
import { walks } from './walk.js';

const names = ['Bo Lind', 'Carla Diaz'];

walks('Somebody who tries it first', (walk) => {
  let street: Street;
  const people: Person[] = [];
  beforeAll(async () => {
    street = await Street.found();
    await street.askTheFirst();
  });
  afterAll(() => street?.close());

  const each = manners.map(([how, manner], i) => ({ how, manner, name: names[i]!, i }));

  it.each(each)('says yes and tries things, $how', async ({ manner, name }) => {
    const person = await walk.person(street.town.url, manner);
    people.push(person);
    await saysYes(person, name);
    await triesThings(person);
    expect(await person.heading).toBe(`Hello ${name.split(' ')[0]!}`);
  });

  it.each(each)('answers the questions of the week, $how', async ({ name, i }) => {
    await street.town.until('2026-01-09', '18:00');
    await answersTheWeek(people[i]!, name);
    expect(await people[i]!.heading).toBe(`Hello ${name.split(' ')[0]!}`);
  });

  it.each(each)('reads what became of their words, $how', async ({ name, i }) => {
    if (i === 0) await leadsMendIt();
    await readsWhatBecameOfIt(people[i]!, name);
    expect(await people[i]!.reads()).toContain('Thank you. We know now that this reached you.');
    await mayHelpOthers(people[i]!, name);
  });

  async function saysYes(bo: Person, name: string): Promise<void> {
    const invitation = street.town.letter(addressOf(name), /first/i);
    await bo.open(street.town.linkIn(invitation.text));
    if ((await bo.heading) !== 'Would you try it first?') await bo.follow('Say yes or no');
    await bo.press('No, not me');
    expect(await bo.reads()).toContain(`Hello ${name.split(' ')[0]!}`);
    await bo.open(street.town.linkIn(invitation.text));
    if ((await bo.heading) !== 'Would you try it first?') await bo.follow('Say yes or no');
    expect(await bo.reads()).toContain('You said no, and that is fine.');
    await bo.choose('I need time, or somebody beside me');
    await bo.press('Yes, I try it');
    expect(await bo.reads()).toContain('Things to try in the new place');
  }

  async function triesThings(bo: Person): Promise<void> {
    await bo.press('I did this: write a message');
    expect(await bo.reads()).toContain('You have done this: write a message.');
    await bo.follow('Not you?');
    await bo.follow('It is me: back to my page');
  }

  /** Over its screens, left in the middle and come back to. */
  async function answersTheWeek(bo: Person, name: string): Promise<void> {
    const home = await street.town.ownPage(name);
    await bo.open(home);
    await bo.follow('Answer');
    expect(await bo.heading).toBe('What you tried');
    await bo.choose('yes', /write a message/);
    await bo.choose('not yet', /reply to somebody/);
    await bo.choose('did not try', /share a file/);
    await bo.press('Save and continue');
    expect(await bo.heading).toBe('How that went');
    await bo.follow('To my page');
    await bo.open(home);
    await bo.follow('go on or change them');
    expect(
      await bo.page
        .getByRole('group', { name: /write a message/ })
        .getByLabel('yes')
        .isChecked(),
    ).toBe(true);
    await bo.press('Save and continue');
    await bo.write(/About how many minutes/, 'a few');
    await bo.press('Save and continue');
    expect(await bo.page.title()).toMatch(/^Error: /);
    await bo.write(/About how many minutes/, '4');
    await bo.choose('I did not find where to do it');
    await bo.press('Save and continue');
    await bo.choose('3');
    await bo.write('What confused you?', 'Nobody finds the door.');
    await bo.choose('yes', /May we ask you/);
    await bo.press('Save my answers');
    expect(await bo.heading).toBe('Saved, thank you.');
    await bo.follow('Change my answers');
    await bo.follow('To my page');
  }

  async function leadsMendIt(): Promise<void> {
    const { rosa, base, town } = street;
    interface Results {
      rounds: { texts: { answerId: string; text: string }[] }[];
    }
    const { rounds } = await rosa.get<Results>(`${base}/surveys/pilot`);
    const found = rounds.flatMap((round) => round.texts).filter(({ text }) => text.includes('the door'));
    expect(found).toHaveLength(people.length);
    for (const { answerId } of found)
      await rosa.post(`${base}/findings`, { severity: 'major', answerId, words: 'Nobody finds the door' });
    for (const { id } of await rosa.get<{ id: string }[]>(`${base}/findings`))
      await rosa.post(`${base}/findings/${id}/resolve`, { done: 'The door is painted red.' });
    await town.until('2026-01-14', '18:00');
  }

  async function readsWhatBecameOfIt(bo: Person, name: string): Promise<void> {
    const letter = street.town.letter(addressOf(name), /What became/);
    await bo.open(street.town.linkIn(letter.text));
    expect(await bo.reads()).toContain('The door is painted red.');
    await bo.press('I have read this');
  }

  async function mayHelpOthers(bo: Person, name: string): Promise<void> {
    await street.closed('pilot');
    await bo.open(await street.town.ownPage(name));
    await bo.follow('Say yes or no');
    expect(await bo.heading).toBe('Would you help others to come along?');
    await bo.press('No, thank you');
    expect(await bo.reads()).toContain('You said no. You can change it.');
  }
});
