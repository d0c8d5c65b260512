import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Accounts } from '../src/access/accounts.js';
import { RetrospectiveModule } from '../src/retrospective/retrospective.module.js';
import { SunsetModule } from '../src/sunset/sunset.module.js';
import { LaunchModule } from '../src/launch/launch.module.js';
import { RefineModule } from '../src/refine/refine.module.js';
import { LeadBrowser } from './support/lead-browser.js';
import { PilotWorld } from './support/pilot-world.js';

/** Twelve people, two leads without a token, and a browser without script. */
describe('what leads do on pages', () => {
  let world: PilotWorld;
  let lena: LeadBrowser;
  let ids: { lena: string; luis: string };
  let home: string;

  beforeAll(async () => {
    const people = Array.from({ length: 12 }, () => ({ lastSeenOn: '2026-01-02' }));
    world = await PilotWorld.settle(people, {
      modules: [RefineModule, LaunchModule, SunsetModule, RetrospectiveModule],
      rooms: ['refine', 'launch', 'sunset', 'retrospective'],
    });
    const { app } = world;
    const { communityId, rolloutId } = world.world;
    home = `/rollouts/${rolloutId}`;
    ids = await app.dataSource.transaction(async (tx) => ({
      lena: (await app.get(Accounts).create(tx, { communityId, name: 'Lena', role: 'lead' })).id,
      luis: (await app.get(Accounts).create(tx, { communityId, name: 'Luis', role: 'lead' })).id,
    }));
    lena = await LeadBrowser.enter(app, ids.lena);
  });
  afterAll(() => world.close());

  it('choose the circle from a suggestion with reasons, change it, and ask', async () => {
    const page = `${home}/circle`;
    const first = await lena.open(page);
    expect(first.html).toContain('Choose 5 to 10 people.');
    expect(first.html).toContain('was there in the last 7 days');
    const chosen = world.world.people.slice(0, 5).map(({ participationId }) => participationId);
    const two = await lena.press(page, page, { members: chosen[0]! });
    expect(two.html).toContain('1 person is chosen, and not asked yet.');
    const few = await lena.press(page, `${page}/confirm`);
    expect(few.status).toBe(422);
    expect(few.html).toContain('1 person is chosen; choose 5 to 10.');
    await lena.press(
      page,
      page,
      chosen.map((id): [string, string] => ['members', id]),
    );
    const { html } = await lena.press(page, `${page}/confirm`);
    expect(html).toContain('0 said yes, 5 have not answered, 0 said no.');
    const out = await lena.press(page, `${page}/${chosen[0]}/remove`);
    expect(out.html).toContain('4 have not answered');
    const closing = (on: string | null) =>
      world.app.dataSource.query(`update phase set closed_on = $1 where key = 'sunset'`, [on]);
    await closing('2026-02-01');
    const over = (await lena.open(page)).html;
    expect(over).toContain('The move is done. 0 said yes, 4 have not answered, 0 said no.');
    expect(over).not.toContain(`action="${page}`);
    await closing(null);
  });

  it('note what was found, weigh it, answer it in the FAQ and resolve it', async () => {
    const page = `${home}/findings`;
    const wrong = await lena.press(page, page, { words: 'Nobody finds <the> door' });
    expect(wrong.html).toContain('Choose how grave it is.');
    expect(wrong.html).toContain('Nobody finds &lt;the> door</textarea>');
    await lena.press(page, page, { words: 'Nobody finds the door', severity: 'blocker' });
    const [, one] = new RegExp(`href="(${page}/[\\w-]{36})"`).exec((await lena.open(page)).html)!;
    await lena.press(one!, `${one}/severity`, { severity: 'major' });
    await lena.press(one!, `${one}/answer`, { question: 'Where is the door?', answer: 'On the left.' });
    const { html } = await lena.press(one!, `${one}/resolve`, { done: 'It is painted red' });
    expect(html).toContain('“It is painted red”');
    expect(html).toContain('The FAQ answers it.');
    expect((await lena.open(page)).html).toContain('Nothing is open. 1 were resolved.');
  });

  it('take up guides, make one their own, and publish it', async () => {
    const page = `${home}/guides`;
    await lena.press(page, `${page}/starting-texts`);
    const blank = await lena.press(`${page}/new`, page, { title: 'On one page', body: 'Open it.' });
    expect(blank.status).toBe(422);
    expect(blank.html).toContain('value="On one page"');
    const made = await lena.press(`${page}/new`, page, {
      ...{ kind: 'quick start', audience: 'public', title: 'On one page', body: 'Open *it*.' },
    });
    const [, one] = new RegExp(`action="(${page}/[\\w-]{36})/publish`).exec(made.html)!;
    const { html } = await lena.press(one!, `${one}/publish`);
    expect(html).toContain('Version 1 was published on');
    expect(html).toContain('/g/on-one-page');
  });

  it('write the charter, open it, answer an objection and adopt it once its time is over', async () => {
    const page = `${home}/charter`;
    await lena.press(page, page, { body: '# We are kind' });
    const inCircle = (pilot: boolean): Promise<unknown> =>
      world.app.dataSource.query('update participation set pilot = $1 where id = any ($2)', [
        pilot,
        world.world.people.slice(0, 3).map(({ participationId }) => participationId),
      ]);
    await inCircle(true);
    const { html: before } = await lena.open(page);
    await inCircle(false);
    expect(before).toContain('>Open version 1 and tell 3 people<');
    expect(before).toContain('>What it says</h2>');
    expect((await lena.open(page)).html).toContain('>Open version 1<');
    expect((await lena.press(page, `${page}/open`)).html).toContain(
      'People can object until Monday 12 January.',
    );
    const [version] = await world.rows<{ id: string }>(
      'select id from charter_version where rollout_id = $1',
    );
    expect((await world.send(`${world.pages[0]}/charter/objections`, { words: 'Too long' })).status).toBe(
      303,
    );
    const [, one] = new RegExp(`href="(${page}/objections/[\\w-]{36})"`).exec((await lena.open(page)).html)!;
    const answered = await lena.press(one!, one!, { answer: 'It is shorter now.' });
    expect(answered.html).toContain('Answered: It is shorter now.');
    expect(version).toBeDefined();
    world.app.clock.jump('2026-01-13T09:00:00Z');
    const { html } = await lena.press(page, `${page}/adopt`);
    expect(html).toContain('Version 1 is in force since Tuesday 13 January.');
  });

  it('take a request for help, hand it over, and say that it is done', async () => {
    const [asked] = world.pages.slice(6);
    expect((await world.send(`${asked}/help`, { way: 'call' })).status).toBe(303);
    const page = `${home}/help`;
    expect((await lena.open(page)).html).toContain('1 person asks for help. 1 has nobody who took it.');
    const [, one] = new RegExp(`href="(${page}/[\\w-]{36})"`).exec((await lena.open(page)).html)!;
    expect((await lena.press(page, `${one}/take`)).html).toContain('Lena took it.');
    expect((await lena.press(one!, `${one}/hand-over`)).html).toContain('Choose a person.');
    const handed = await lena.press(one!, `${one}/hand-over`, { accountId: ids.luis });
    expect(handed.html).toContain('Luis took it.');
    const done = await lena.form(page, `${one}/done`);
    expect((await done()).html).toContain('Nobody waits for help.');
    expect((await done()).html).toContain('Nobody waits for help.');
  });

  it('add a help hour, move it, and count who came once it is over', async () => {
    const page = `${home}/help-hours`;
    const typed = { day: '2026-01-01', hour: '18:00', minutes: '60', host: 'Ada <i>', room: 'The yard' };
    const empty = (await lena.press(page, page, {})).html;
    expect(empty).toContain('Choose the day.');
    expect(empty).not.toContain('This is needed.');
    const past = await lena.press(page, page, typed);
    expect(past.html).toContain('This moment has passed. Name one ahead.');
    expect(past.html).toContain('value="Ada &lt;i>"');
    expect((await lena.press(page, page, { ...typed, day: '2026-01-13', capacity: '' })).html).toContain(
      '1 help hour is ahead.',
    );
    const [, one] = new RegExp(`href="(${page}/[\\w-]{36})"`).exec((await lena.open(page)).html)!;
    const moved = await lena.press(one!, `${one}/move`, {
      day: '2026-01-13',
      hour: '19:30',
      room: 'The yard',
    });
    expect(moved.html).toContain('Tuesday 13 January, 19:30 (Europe/Berlin)');
    world.app.clock.jump('2026-01-13T21:00:00Z');
    expect((await lena.press(one!, `${one}/attendance`, { attended: 'some' })).html).toContain(
      'Write a number.',
    );
    expect((await lena.press(one!, `${one}/attendance`, { attended: '7' })).html).toContain(
      'No help hour is ahead; 1 was held.',
    );
  });

  it('say who is in the new place: by roll call, by head count, by a file', async () => {
    const page = `${home}/seen`;
    const [first, other] = world.world.people.map(({ memberId }) => memberId);
    const open = await lena.press(page, `${page}/roll-call`, { present: first! });
    expect(open.html).toContain('Choose one of the two.');
    expect(open.html).toMatch(new RegExp(`value="${first}"[^>]*checked`));
    expect(open.html).toContain(`<label for="present-${first}">`);
    expect(open.html).toContain(`<label class="tick"><input id="present-${first}"`);
    const call: [string, string][] = [
      ['present', first!],
      ['present', other!],
      ['spoke', first!],
      ['complete', 'no'],
    ];
    expect((await lena.press(page, `${page}/roll-call`, call)).status).toBe(200);
    expect((await lena.press(page, `${page}/roll-call`, call)).html).toContain('at most weekly');
    const { destination: place } = world.world.places;
    const counted = await lena.press(page, `${page}/head-count`, { countedPlace: place, people: '9' });
    expect(counted.html).toContain('The new room: 9');
    const of = { placeId: place, completeFile: 'no' };
    const sent = await lena.upload(page, `${page}/file`, of, `member,day\n${first},2026-01-12\n`);
    expect(sent.status).toBe(200);
    const wrong = await lena.upload(page, `${page}/file`, of, 'member,day\nx,soon\n');
    expect(wrong.status).toBe(422);
    expect(await world.rows('select 1 from sighting where rollout_id = $1')).toHaveLength(2);
  });

  it('read what people answered, and make a problem of it whose author is told', async () => {
    expect((await lena.open(`${home}/answers`)).html).toContain('Nobody was asked yet.');
    const { html } = await lena.open(`${home}/findings?answer=${world.world.rolloutId}`);
    expect(html).toContain('Whoever wrote it is told');
    const unknown = await lena.press(`${home}/findings?answer=${world.world.rolloutId}`, `${home}/findings`, {
      severity: 'minor',
    });
    expect(unknown.html).toContain('There is no such answer in this rollout.');
  });

  it('look back: set the meeting, decide, publish; what is missing is said beside the day', async () => {
    const page = `${home}/looking-back`;
    const past = { day: '2026-01-01', hour: '19:00', where: 'In the <yard>' };
    const over = await lena.press(page, `${page}/meeting`, past);
    expect(over.html).toContain('This moment is over: name one ahead of us.');
    expect(over.html).toContain('value="In the &lt;yard>"');
    expect((await lena.press(page, `${page}/meeting`, { ...past, day: '2026-01-14' })).html).toContain(
      'Wednesday 14 January, 19:00 (Europe/Berlin), In the &lt;yard>.',
    );
    expect((await lena.press(page, `${page}/publish`, { nextCheckIn: '2026-09-01' })).html).toContain(
      'Meet first',
    );
    world.app.clock.jump('2026-01-15T09:00:00Z');
    await lena.press(page, `${page}/decisions`, { text: 'We stay', owner: 'Ada', dueOn: '' });
    await lena.press(page, `${page}/words`, { words: 'It was long.' });
    const ready = (await lena.open(page)).html;
    expect(ready).toContain('>Publish it to 12 people<');
    expect(ready).toContain('12 people can read it on their own page at once. Nobody is written to.');
    expect(ready).toContain('<li>We stay (Ada)</li>');
    const { html } = await lena.press(page, `${page}/publish`, { nextCheckIn: '2026-09-01' });
    expect(html).toContain('Published on Thursday 15 January. You look again on Tuesday 1 September.');
  });

  it('find each of these pages from its phase, and none of them as a stranger', async () => {
    for (const phase of ['pilot', 'refine', 'launch', 'sunset']) {
      const { html } = await lena.open(`${home}/phases/${phase}`);
      const [, list] = /In this phase<\/h2><ul>(.*?)<\/ul>/.exec(html)!;
      for (const [, href] of list!.matchAll(/href="([^"]+)"/g)) {
        expect([href, (await lena.open(href!)).status]).toEqual([href, 200]);
        expect([href, (await world.open(href!)).status]).toEqual([href, 401]);
      }
    }
  });

  it('keep both places by decision, with a reason that is kept when it is too early', async () => {
    const page = `${home}/keep-both`;
    expect((await lena.press(page, page, {})).html).toContain('Write the reason in a few words.');
    const early = await lena.press(page, page, { reason: 'Half of us <stay>' });
    expect(early.status).toBe(422);
    expect(early.html).toContain('Both places can be kept once the soft launch has opened.');
    expect(early.html).toContain('Half of us &lt;stay></textarea>');
    await world.rows(`update phase set opened_on = '2026-01-14' where rollout_id = $1 and key = 'launch'`);
    expect((await lena.open(page)).html).toMatch(
      /The old place stays, by decision\. \d+ people are told once/,
    );
    const again = await lena.form(page, page);
    const { html } = await lena.press(page, page, { reason: 'Half of us stay' });
    expect((await again({ reason: 'Half of us stay' })).html).toContain(
      'It was decided to keep both places.',
    );
    expect((await lena.open(`${home}/cancel`)).html).not.toContain('name="reason"');
    expect(html).toContain('It was decided to keep both places.');
    expect(html).not.toContain('name="reason"');
  });
});
