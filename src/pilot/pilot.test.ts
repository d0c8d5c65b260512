import { spoken, unplain } from '../../test/support/plain-words.js';
import type { TestApp } from '../../test/support/test-app.js';
import { PilotWorld } from '../../test/support/pilot-world.js';
import { Plugged } from '../notices/plugged.js';

const somebody = { lastSeenOn: '2026-01-03', language: 'en' };
const mixed = ['likes', 'doubts', 'gets-along', 'takes-time', 'unsaid'];

interface CircleAnswer {
  seats: { participationId: string; state: string; comfort: string | null; mark: string | null }[];
  mix: { met: boolean; missing: string[] };
  toReplace: number;
}

describe('the circle', () => {
  let app: TestApp;
  let world: PilotWorld;
  beforeAll(async () => {
    app = await PilotWorld.start();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    world = await PilotWorld.settle(
      [
        ...Array.from({ length: 12 }, () => somebody),
        { lastSeenOn: '2025-12-30', language: 'ar' },
        { lastSeenOn: '2026-01-04', language: 'en', outcome: 'declined' },
      ],
      { app },
    );
  });

  const suggest = async (seed: string): Promise<{ participationId: string; why: string[] }[]> =>
    (await world.api('GET', `pilot/circle/suggestion?size=6&seed=${seed}`)).body;
  const circle = async (): Promise<CircleAnswer> => (await world.api('GET', 'pilot/circle')).body;
  const id = (n: number): string => world.world.people[n]!.participationId;

  it('is suggested from the roster, the same again for a seed, without who declined the move', async () => {
    const first = await suggest('a');
    expect(first).toHaveLength(6);
    expect(await suggest('a')).toEqual(first);
    expect(first.map((one) => one.participationId)).toContain(id(12));
    expect(first.map((one) => one.participationId)).not.toContain(id(13));
    expect(first.find((one) => one.participationId === id(12))?.why).toContain('brings the language ar in');
  });

  it('is chosen by a lead, and refused with every reason at once', async () => {
    const members = [id(0), id(0), id(13)].map((participationId) => ({ participationId }));
    const refused = await world.api('PUT', 'pilot/circle', { members });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      reasons: [{ field: 'members.1' }, { field: 'members.2' }],
    });
    expect((await circle()).seats).toEqual([]);
  });

  it('is confirmed with 5 to 10 people, and what leads noted about them is deleted', async () => {
    const choose = (n: number) =>
      world.api('PUT', 'pilot/circle', {
        members: world.world.people
          .slice(0, n)
          .map(({ participationId }) => ({ participationId, mark: 'skeptic' })),
      });
    await choose(4);
    expect((await world.api('POST', 'pilot/circle/confirm')).text).toContain(
      '4 people are chosen; choose 5 to 10',
    );
    await choose(5);
    expect((await circle()).seats.map((seat) => seat.mark)).toEqual(Array(5).fill('skeptic'));
    expect((await world.open(world.pages[0]!)).text).not.toContain('try the new place first');
    expect((await world.api('POST', 'pilot/circle/confirm')).status).toBe(200);
    const { seats } = await circle();
    expect(seats.map((seat) => [seat.state, seat.mark])).toEqual(
      Array.from({ length: 5 }, () => ['asked', null]),
    );
    const planned = await world.rows(
      `select key from occurrence where rollout_id = $1 and play = 'pilot.invitation' order by due_at`,
    );
    expect(planned).toEqual([{ key: 'pilot.invitation' }, { key: 'pilot.invitation/reminder' }]);
  });

  it('asks the chosen, and reminds only who has not answered', async () => {
    await world.circle(6, ['likes', 'unsaid']);
    await world.send(`${world.pages[2]}/first/no`);
    expect(await world.told('pilot.invitation')).toEqual([0, 1, 2, 3, 4, 5]);
    app.clock.advance({ days: 4 });
    await world.play('pilot.invitation', 'reminder');
    expect(await world.told('pilot.invitation/reminder')).toEqual([3, 4, 5]);
    await world.send(`${world.pages[3]}/first/yes`, { comfort: 'takes-time' });
    const wanted = await world.app.get(Plugged).stillWanted(app.dataSource.manager, 'pilot.invitation', {
      rolloutId: world.world.rolloutId,
      key: 'pilot.invitation/reminder',
      memberIds: world.world.people.map(({ memberId }) => memberId),
    });
    expect(wanted).toEqual(new Set([4, 5].map((n) => world.world.people[n]!.memberId)));
  });

  it('takes a yes with a comfort that the person states, and a no that changes nothing else', async () => {
    await world.circle(5, []);
    const page = await world.open(`${world.pages[0]}/first`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('I would rather not say');
    const unsure = await world.send(`${world.pages[0]}/first/yes`, { helped: 'yes' });
    expect(unsure.status).toBe(422);
    expect(unsure.text).toContain('Choose one of the five');
    expect(unsure.text).toMatch(/name="helped"[^>]*checked/);

    const yes = () => world.send(`${world.pages[0]}/first/yes`, { comfort: 'doubts' });
    expect([(await yes()).location, (await yes()).location]).toEqual(
      Array(2).fill(`${world.pages[0]}?said=first-yes`),
    );
    expect((await world.open(`${world.pages[0]}?said=first-yes`)).text).toContain(
      'Thank you for trying it first',
    );
    await world.send(`${world.pages[1]}/first/yes`, { comfort: 'unsaid' });
    await world.send(`${world.pages[2]}/first/no`);
    const { seats } = await circle();
    expect(seats.map(({ state, comfort }) => `${state} ${comfort}`).toSorted()).toEqual([
      'accepted null',
      'accepted skeptic',
      'asked null',
      'asked null',
      'declined null',
    ]);
    const [declined] = await world.rows(
      'select outcome, pilot, comfort from participation where rollout_id = $1 and id = $2',
      id(2),
    );
    expect(declined).toEqual({ outcome: null, pilot: false, comfort: null });
  });

  it('tells the leads to ask somebody else when the mix is not met, and asks that person at once', async () => {
    await world.circle(5, Array(4).fill('gets-along'));
    expect((await circle()).toReplace).toBe(0);
    await world.send(`${world.pages[4]}/first/no`);
    expect(await circle()).toMatchObject({ toReplace: 1, mix: { met: false } });
    const alerts = () =>
      world.rows(`select text from alert where rollout_id = $1 and kind = 'circle' and ended_at is null`);
    expect(await alerts()).toEqual([{ text: expect.stringContaining('an enthusiast') }]);

    const added = await world.api('POST', 'pilot/circle/members', { participationId: id(7) });
    expect(added.status).toBe(201);
    expect(await world.told('pilot.invitation')).toEqual([0, 1, 2, 3, 4, 7]);
    expect(await alerts()).toEqual([]);
    expect((await world.api('POST', 'pilot/circle/members', { participationId: id(7) })).text).toContain(
      'was asked already',
    );
  });

  it('counts each key task once for a person, and takes other tasks than the usual', async () => {
    await world.circle(5, mixed);
    const tasks = async (): Promise<unknown> => (await world.api('GET', 'pilot/tasks')).body;
    await world.send(`${world.pages[0]}/first/tasks/post`);
    await world.send(`${world.pages[0]}/first/tasks/post`);
    expect((await world.open(world.pages[0]!)).text).toContain('You have done this: write a message');
    expect(await tasks()).toMatchObject({
      circle: 5,
      tasks: [{ key: 'post', done: 1 }, { done: 0 }, { done: 0 }],
    });
    await world.api('PUT', 'pilot/tasks', {
      tasks: [
        { key: 'post', words: 'write to everybody' },
        { key: 'call', words: 'join a call' },
      ],
    });
    await world.send(`${world.pages[1]}/first/tasks/call`);
    expect(await tasks()).toEqual({
      circle: 5,
      tasks: [
        { key: 'post', words: 'write to everybody', done: 1 },
        { key: 'call', words: 'join a call', done: 1 },
      ],
    });
    expect((await world.send(`${world.pages[1]}/first/tasks/file`)).status).toBe(404);
  });

  it('is thanked, and whoever says yes helps others from then on', async () => {
    await world.circle(5, mixed);
    await world.rows(
      `update phase set closed_at = '2026-02-02Z', closed_on = '2026-02-02' where rollout_id = $1 and key = 'pilot'`,
    );
    await world.play('pilot.thanks');
    expect(await world.told('pilot.thanks')).toEqual([0, 1, 2, 3, 4]);
    expect((await world.open(`${world.pages[0]}/first/help`)).text).toContain('Would you help others');
    await world.send(`${world.pages[0]}/first/help`, { answer: 'yes' });
    await world.send(`${world.pages[1]}/first/help`, { answer: 'no' });
    const advocates = await world.rows('select id from participation where rollout_id = $1 and advocate');
    expect(advocates).toEqual([{ id: id(0) }]);
    await world.send(`${world.pages[0]}/first/help`, { answer: 'no' });
    expect(await world.rows('select id from participation where rollout_id = $1 and advocate')).toEqual([]);
    expect((await world.send(`${world.pages[9]}/first/help`, { answer: 'yes' })).status).toBe(404);
  });

  it('speaks to members in plain words, within the length of a letter', async () => {
    await world.circle(5, mixed);
    await world.play('pilot.invitation', 'reminder');
    await world.play('pilot.survey', '1');
    await world.play('pilot.survey', '1/reminder');
    await world.play('pilot.thanks');
    const pages = await Promise.all(
      [`${world.pages[0]}`, `${world.pages[0]}/first`, `${world.pages[0]}/first/help`].map(
        world.open.bind(world),
      ),
    );
    const notices = await world.rows<{ letters: { en: Record<string, unknown> } }>(
      'select letters from edition e join notice n on n.id = e.notice_id where rollout_id = $1',
    );
    const letters = notices.map(({ letters: { en } }) => JSON.stringify(en));
    expect(letters.length).toBeGreaterThanOrEqual(3);
    for (const text of [...pages.map((page) => page.text), ...letters])
      expect(unplain(spoken(text))).toEqual([]);
    for (const text of letters) expect(text.split(/\s+/).length).toBeLessThan(120);
    for (const {
      letters: { en },
    } of notices)
      expect(String(en['subject']).length).toBeLessThanOrEqual(50);
  });
});
