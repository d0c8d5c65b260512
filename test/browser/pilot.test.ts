import { manners, type Person } from './person.js';
import { addressOf, Street } from '../support/street.js';
import { walks } from './walk.js';

walks('Somebody who tries it first', (walk) => {
  let street: Street;
  let name: string;
  beforeEach(async () => {
    street = await Street.found();
    name = 'Bo Lind';
  });
  afterEach(() => street.close());

  it.each(manners)('goes from the invitation to what became of their words, %s', async (_name, manner) => {
    const { town } = street;
    await street.askTheFirst();
    const bo = await walk.person(town.url, manner);
    await saysYes(bo);
    await triesThings(bo);
    await town.until('2026-01-09', '18:00');
    await answersTheWeek(bo);
    await leadsMendIt();
    await readsWhatBecameOfIt(bo);
    expect(await bo.reads()).toContain('Thank you. We know now that this reached you.');
  });

  async function saysYes(bo: Person): Promise<void> {
    const invitation = street.town.letter(addressOf(name), /first/i);
    await bo.open(street.town.linkIn(invitation.text));
    if ((await bo.heading) !== 'Would you try it first?') await bo.follow('Say yes or no');
    await bo.press('No, not me');
    expect(await bo.reads()).toContain('Hello Bo');
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
  async function answersTheWeek(bo: Person): Promise<void> {
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
    const { answerId } = rounds
      .flatMap((round) => round.texts)
      .find(({ text }) => text.includes('the door'))!;
    const words = 'Nobody finds the door';
    await rosa.post(`${base}/findings`, { severity: 'major', answerId, words });
    const [finding] = await rosa.get<{ id: string }[]>(`${base}/findings`);
    await rosa.post(`${base}/findings/${finding!.id}/resolve`, { done: 'The door is painted red.' });
    await town.until('2026-01-14', '18:00');
  }

  async function readsWhatBecameOfIt(bo: Person): Promise<void> {
    const letter = street.town.letter(addressOf(name), /What became/);
    await bo.open(street.town.linkIn(letter.text));
    expect(await bo.reads()).toContain('The door is painted red.');
    await bo.press('I have read this');
  }
});
