import { manners, type Person } from './person.js';
import { addressOf, Street } from '../support/street.js';
import { walks } from './walk.js';

const names = ['Mina Kovács', 'Nora Kovács'];
const mailOf = (name: string): string => `${name.split(' ')[0]!.toLowerCase()}@hill.example`;

walks('A member', (walk) => {
  let street: Street;
  const people: { mina: Person; home: string }[] = [];
  beforeAll(async () => {
    street = await Street.found();
    await street.launch();
  });
  afterAll(() => street?.close());

  const each = manners.map(([how, manner], i) => ({ how, manner, name: names[i]!, i }));

  it.each(each)('comes by a code, chooses, asks and reads, $how', async ({ manner, name }) => {
    const mina = await walk.person(street.town.url, manner);
    await comesByACode(mina, name);
    const home = mina.path.split('?')[0]!;
    people.push({ mina, home });
    await chooses(mina);
    await asksForHelp(mina);
    await reads(mina, home);
    expect(await mina.heading).toBe(`Hello ${name.split(' ')[0]!}`);
  });

  async function comesByACode(mina: Person, name: string): Promise<void> {
    const { rosa, base, town } = street;
    const { spoken } = await rosa.post<{ spoken: string }>(`${base}/join-codes`, {});
    await mina.open('/join');
    await mina.write('Your code', 'nonsense');
    await mina.press('Continue');
    expect(await mina.reads()).toContain('A code has eight letters and digits');
    await mina.write('Your code', 'hq7m k3ea');
    await mina.press('Continue');
    expect(await mina.heading).toBe('This code opens nothing');
    await mina.follow('Type it again');
    await mina.write('Your code', spoken);
    await mina.press('Continue');
    await mina.write('Your name', name);
    await mina.choose('By e-mail');
    await mina.press('Come along');
    expect(await mina.page.title()).toMatch(/^Error: /);
    await mina.write('E-mail, if you chose it', mailOf(name));
    await mina.press('Come along');
    expect(await mina.heading).toBe('Thank you. A person looks at it soon');
    const waiting = mina.path;
    await town.until('2026-02-04', '13:00');
    await mina.open(town.linkIn(town.letter(mailOf(name)).text));
    await mina.press('Yes, write to me here');
    const [request] = await rosa.get<{ id: string }[]>(`${base}/join-requests`);
    await rosa.post(`${base}/join-requests/${request!.id}/approve`, {});
    await mina.open(waiting);
    expect(await mina.heading).toBe(`Hello ${name.split(' ')[0]!}`);
  }

  async function chooses(mina: Person): Promise<void> {
    await mina.press('I’m in');
    expect(await mina.reads()).toContain('You came on Wednesday 4 February.');
    await mina.press('I’d rather not');
    expect(await mina.reads()).toContain('You said that you would rather not. That is fine.');
    await mina.press('I have changed my mind');
    await mina.unfold('Something else');
    await mina.press('I have no phone or computer for it');
    expect(await mina.reads()).toContain('We look for a way with you.');
    await mina.press('I have changed my mind');
    expect(await mina.page.getByRole('button', { name: 'I’d rather not' }).count()).toBe(1);
  }

  async function asksForHelp(mina: Person): Promise<void> {
    await mina.press('Call me');
    expect(await mina.reads()).toContain('comes back to you by');
    await mina.press('I need no help any more');
    expect(await mina.reads()).toContain('Thank you for saying it. Ask again at any time.');
    expect(await mina.page.getByRole('button', { name: 'Call me' }).count()).toBe(1);
  }

  async function reads(mina: Person, home: string): Promise<void> {
    await mina.follow('Our rules, and what is stored about you');
    await mina.write(/What is wrong|object/i, 'It is too long.');
    await mina.press(/object/i);
    expect(await mina.reads()).toContain('It is too long.');
    await mina.open(home);
    const guide = (await mina.part('To read').getByRole('link').first().innerText()).trim();
    await mina.follow(guide);
    expect(await mina.heading).toBe(guide);
    await mina.open(home);
  }

  async function keepsTheirThings(mina: Person): Promise<void> {
    expect(await mina.reads()).toContain('My things');
    await mina.press('I have my things');
    expect(await mina.reads()).toContain('You said that you have your things.');
    await mina.press('Change my mind');
    await mina.press('Nothing to keep');
    expect(await mina.reads()).toContain('You said that there is nothing to keep.');
  }

  async function saysHow(mina: Person, home: string, name: string): Promise<void> {
    await mina.follow('Choose which messages you get');
    expect(await mina.reads()).toContain('You get every kind of message. You choose which.');
    await mina.open(home);
    await mina.follow('Your language, and how we reach you');
    await mina.unfold('You live by other clocks?');
    await mina.follow('Europe');
    await mina.page.getByLabel('Your time zone').selectOption('Europe/Lisbon');
    await mina.choose('Português');
    await mina.press('Keep this');
    expect(await mina.page.locator('html').getAttribute('lang')).toBe('pt');
    await mina.choose('English');
    await mina.press('Guardar isto');
    expect(await mina.page.locator('html').getAttribute('lang')).toBe('en');
    await mina.write('The new address', `new.${mailOf(name)}`);
    await mina.write('Your four words', 'not my words');
    await mina.press('Ask at this address');
    expect(await mina.page.title()).toMatch(/^Error: /);
    expect(await mina.reads()).toContain('These are not the four words.');
    await mina.open(home);
  }

  async function takesTheirData(mina: Person, home: string, name: string): Promise<void> {
    const words = await mina.part('Your four words').locator('strong').innerText();
    await mina.press('I have noted them');
    await mina.open(`${home}/data`);
    await mina.press('Show me everything');
    expect(await mina.page.title()).toMatch(/^Error: /);
    await mina.write('The four words that you noted', words);
    await mina.press('Show me everything');
    expect(await mina.reads()).toContain(name);
    await mina.follow('Back');
    await mina.write('The four words that you noted', words);
    expect(JSON.parse(await mina.takes('Take it with me (JSON)', 'button'))).toBeDefined();
    await mina.follow('What is deleted and what stays');
    await mina.write('The four words that you noted', words);
    await mina.press('Delete me for good');
    expect(await mina.heading).toBe('You are deleted');
  }

  it('reads a letter, and stops its kind', async () => {
    const bo = await walk.person(street.town.url, manners[0]![1]);
    await bo.open(street.town.linkIn(street.town.letter(addressOf('Bo Lind')).text));
    expect(await bo.reads()).toContain('Hello Bo');
    await bo.press('I have read this');
    expect(await bo.reads()).toContain('Thank you. We know now that this reached you.');
    expect(await bo.page.getByRole('button', { name: 'I have read this' }).count()).toBe(0);
    await bo.follow('Choose which messages you get');
    await bo.press('No more of these', bo.part('Invitations to come along, and reminders of them'));
    expect(await bo.reads()).toContain('You stopped 1 of 4 kinds of messages.');
    await bo.press('Send me these again');
    expect(await bo.reads()).toContain('You get every kind of message. You choose which.');
  });

  // The last ones: the closing day is known from here on.
  it.each(each)('keeps their things, takes their data along and leaves, $how', async ({ name, i }) => {
    const { mina, home } = people[i]!;
    if (i === 0) await street.announceClosing();
    await mina.open(home);
    await keepsTheirThings(mina);
    await saysHow(mina, home, name);
    await takesTheirData(mina, home, name);
    expect(await mina.open(home)).toBe(410);
    expect(await mina.reads()).not.toContain(name.split(' ')[0]);
  });
});
