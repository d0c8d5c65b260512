import { jest } from '@jest/globals';
import { everybodyHears, mirrored } from '../src/kernel/language/say.js';
import { knownWords } from '../src/kernel/crypto/spoken-words.rules.js';
import { pages } from './support/access-of-pages.js';
import { AccessWorld } from './support/access-world.js';
import { formsOn, mistaken, NONSENSE } from './support/forms-on.js';
import { addressOf, Street } from './support/street.js';
import { unsaidIn } from './support/unsaid.js';

jest.setTimeout(600_000); // Two towns are played, and each page of theirs is read: a minute on a quiet machine.

/** Doors of whoever works here, who read English, and what is no page. */
const ofTeams = /^\/(account|assets|design|enter|healthz|look|readyz|set-up|sign-in)\b|^\/$|\.ics$/;
const ours = [...pages['everybody']!, ...pages['whoever holds the link']!].filter(
  (line) => line.startsWith('GET ') && !ofTeams.test(line.split(' ').at(-1)!),
);
const patterns = ours.map((line) => line.split(' ').at(-1)!);

/** Only when we look back, which `retrospective.pages.test.ts` draws in the same way. */
const later = new Set(['/m/:token/looking-back']);

/** What each page shows that needs no words: names of languages and zones, signs, and what a test types. */
const namesOnly = ['English', 'Deutsch', 'Français', 'Español', 'Português', 'UTC', 'QR', NONSENSE];

class Walk {
  readonly faults = new Set<string>();
  /** Patterns of which a page was seen that is no refusal. */
  readonly seen = new Set<string>();
  private typed = new Set<string>();

  constructor(private readonly street: Street) {}

  /** Every page behind a pattern, and of each form on it what comes back when it is filled in wrongly. */
  async through(pattern: string, path: string): Promise<void> {
    this.typed = await wordsTypedIn(this.street);
    const page = await this.look(pattern, path);
    if (page.status < 300) this.seen.add(pattern);
    for (const form of formsOn(page.text))
      for (const body of mistaken(form)) {
        const { status, to } = await this.look(`${pattern}, sent ${nameOf(form.action)}`, form.action, body);
        if (to && status < 400) await this.look(`${pattern}, after ${nameOf(form.action)}`, to);
      }
  }

  private async look(
    at: string,
    path: string,
    body?: URLSearchParams,
  ): Promise<{ status: number; text: string; to: string | null }> {
    const answer = await fetch(this.street.town.url + path, {
      ...{ redirect: 'manual', method: body ? 'POST' : 'GET', ...(body && { body }) },
    });
    const text = await answer.text();
    const isPage = answer.headers.get('content-type')?.startsWith('text/html');
    if (isPage && text !== '') {
      const foreign = unsaidIn(text).filter((word) => !this.typed.has(word));
      if (foreign.length > 0) this.faults.add(`${at}: ${foreign.slice(0, 40).join(' ')}`);
      if (!text.includes('<html lang="ar-XB" dir="rtl"')) this.faults.add(`${at}: not from right to left`);
      if (answer.status >= 500) this.faults.add(`${at}: answers ${answer.status}`);
    }
    return { status: answer.status, text, to: answer.headers.get('location') };
  }
}

const nameOf = (action: string): string => action.replace(/\/(m|j|confirm|address)\/[^/]+/, '');

/** Whatever people wrote in this town: names, guides, rules, what they found. */
async function wordsTypedIn({ town }: Street): Promise<Set<string>> {
  const rows = await town.rows<{ text: string }>(
    `select display_name as text from member union all select name from account union all select name from place
     union all select name from community union all select title || ' ' || body from guide_version
     union all select body from charter_version`,
  );
  const words = rows.flatMap(({ text }) => text.match(/\p{L}[\p{L}\p{M}’']*/gu) ?? []);
  return new Set([
    ...words,
    ...namesOnly,
    ...knownWords,
    'Nobody',
    'finds',
    'the',
    'door',
    'It',
    'is',
    'too',
    'long',
  ]);
}

beforeAll(() => everybodyHears(mirrored));
afterAll(() => everybodyHears());

it('whatever a member or a stranger can open is said in their language, and what is refused too', async () => {
  const seen = new Set<string>();
  const faults: string[] = [];
  const gather = (walk: Walk): void => {
    walk.seen.forEach((one) => seen.add(one));
    faults.push(...walk.faults);
  };
  gather(await theFirstWeeks());
  gather(await theLaunch());
  expect({ faults, unseen: patterns.filter((one) => !seen.has(one) && !later.has(one)) }).toEqual({
    faults: [],
    unseen: [],
  });
});

/** Somebody is asked to try it first, says yes, and answers the questions of the week. */
async function theFirstWeeks(): Promise<Walk> {
  const street = await Street.found();
  const walk = new Walk(street);
  try {
    await street.askTheFirst();
    const { town } = street;
    const bo = await town.ownPage('Bo Lind');
    await fetch(`${town.url}${bo}/first/yes`, {
      ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ comfort: 'gets-along' }) },
    });
    await walk.through('/m/:token/first', `${await town.ownPage('Carla Diaz')}/first`);
    await town.until('2026-01-09', '18:00');
    const [round] = await town.rows<{ id: string }>('select id from survey_round limit 1');
    for (const screen of ['', '/1', '/2', '/3'])
      await walk.through(
        '/m/:token/survey/:roundId',
        `${bo}/survey/${round!.id}${screen && `?screen=${screen.slice(1)}`}`,
      );
    await walk.through('/m/:token/survey/:roundId/thanks', `${bo}/survey/${round!.id}/thanks`);
    // Last, because its buttons are pressed: whoever says no is asked nothing more.
    await walk.through('/m/:token', bo);
    await walk.through('/m/:token/first', `${bo}/first`);
    await walk.through('/m/:token/first/help', `${bo}/first/help`);
    return walk;
  } finally {
    await street.close();
  }
}

/** Everybody is invited: strangers come by a code, a helper has people, an address waits for its yes. */
async function theLaunch(): Promise<Walk> {
  const world = await AccessWorld.found();
  const { street } = world;
  const { town, rosa, base } = street;
  const walk = new Walk(street);
  try {
    const anna = (await town.ownPage('Anna Berg')).split('/').at(-1)!;
    await rosa.post(`${base}/advocates/pairings`, {
      ...{
        participationId: street.participation('Hana Novak'),
        advocateId: street.participation('Anna Berg'),
      },
    });
    await town.handOut();
    const { code } = await rosa.post<{ code: string }>(`${base}/join-codes`, {});
    const joined = await fetch(`${town.url}/j/${code}`, {
      ...{ method: 'POST', redirect: 'manual' },
      body: new URLSearchParams({ name: 'Mina', how: 'email', email: 'mina@hill.example' }),
    });
    await town.until('2026-02-04', '13:00');
    await walk.through('/join/:token', joined.headers.get('location')!);
    await walk.through('/confirm/:token', town.linkIn(town.letter('mina@hill.example').text));
    await walk.through('/confirm/:token', '/confirm/AAAAAAAAAAAAAAAAAAAAAA');
    await walk.through('/j/:code', `/j/${code}`);
    const people = patterns.filter((one) => one.includes('/people'));
    for (const pattern of people) await walk.through(pattern, await world.path(pattern, 'ours', anna));
    for (const link of [world.memberLink, anna])
      for (const pattern of patterns.filter((one) => !/^\/(confirm|join\/|address)/.test(one)))
        await walk.through(pattern, await world.path(pattern, 'ours', link));
    await walk.through('/address/:token', await aNewAddress(street));
    await walk.through('/address/:token', '/address/AAAAAAAAAAAAAAAAAAAAAA');
    await walk.through('/m/:token', '/m/AAAAAAAAAAAAAAAAAAAAAA');
    await walk.through('/nothing', '/nothing/here');
    await street.announceClosing();
    await walk.through('/m/:token', await town.ownPage('Carla Diaz'));
    await walk.through('/m/:token/data', `${await town.ownPage('Carla Diaz')}/data`);
    return walk;
  } finally {
    await world.close();
  }
}

/** Carla types another address and is asked there. */
async function aNewAddress({ town }: Street): Promise<string> {
  const page = await town.ownPage('Carla Diaz');
  await fetch(`${town.url}${page}/data/key`, { method: 'POST', redirect: 'manual' });
  await town.until('2026-02-04', '13:30');
  const key = /key=([\w-]+)/.exec(town.letter(addressOf('Carla Diaz')).text)![1]!;
  const sent = new URLSearchParams({ email: 'carla@elsewhere.example', key });
  await fetch(`${town.url}${page}/reach/address`, { method: 'POST', redirect: 'manual', body: sent });
  await town.until('2026-02-04', '14:00');
  return town.linkIn(town.letter('carla@elsewhere.example').text);
}
