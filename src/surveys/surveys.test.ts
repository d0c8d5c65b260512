import { spoken, unplain } from '../../test/support/plain-words.js';
import type { TestApp } from '../../test/support/test-app.js';
import { PilotWorld } from '../../test/support/pilot-world.js';
import { Plugged } from '../notices/plugged.js';
import { SocketBoard } from '../rollout/socket-board.js';
import { Rollout } from '../rollout/rollout.entity.js';

const somebody = { lastSeenOn: '2026-01-03', language: 'en' };
const circle = ['likes', 'doubts', 'gets-along', 'takes-time', 'unsaid', 'likes'];

let app: TestApp;
beforeAll(async () => {
  app = await PilotWorld.start();
});
afterAll(() => app.close());

describe('a weekly round', () => {
  let world: PilotWorld;
  let round: string;

  beforeEach(async () => {
    world = await PilotWorld.settle(
      Array.from({ length: 6 }, () => somebody),
      { app },
    );
    await world.circle(6, circle);
    app.clock.set('2026-01-09T09:00:00Z');
    await world.play('pilot.survey', '1');
    const [row] = await world.rows<{ id: string }>('select id from survey_round where rollout_id = $1');
    round = row!.id;
  });

  const form = (person: number, screen?: number): string =>
    `${world.pages[person]}/survey/${round}${screen === undefined ? '' : `/${screen}`}`;
  const answers = (): Promise<{ question: string; value: unknown; sealed: Buffer | null }[]> =>
    world.rows(
      `select question, value, sealed from survey_answer a join survey_round r on r.id = a.round_id
        where r.rollout_id = $1 order by question`,
    );
  const fact = async (): Promise<unknown> => {
    const tx = app.dataSource.manager;
    const rollout = await tx.findOneByOrFail(Rollout, { id: world.world.rolloutId });
    return app.get(SocketBoard).tell('surveys.pilot-rounds', tx, rollout);
  };

  it('is put to the circle once, however often its play runs', async () => {
    await world.play('pilot.survey', '1');
    expect(await fact()).toEqual([{ number: 1, asked: 6, answered: 0, closed: false }]);
    expect(await world.told('pilot.survey/1')).toEqual([0, 1, 2, 3, 4, 5]);
    expect((await world.open(world.pages[0]!)).text).toContain('How was your week in the new place?');
  });

  it('says first who sees the answers and until when they can change, and needs no script', async () => {
    const { status, text } = await world.open(form(0));
    expect(status).toBe(200);
    expect(text).toContain('Confidential: only the people who lead the move read your answers');
    expect(text).toContain('until Thursday 15 January, 10:00 (Europe/Berlin)');
    expect(text.indexOf('Confidential')).toBeLessThan(text.indexOf('Did you write a message?'));
    expect(text).not.toContain('<script');
    expect(unplain(spoken(text))).toEqual([]);
  });

  it('is answered on three screens, each saved, and can be changed', async () => {
    const first = await world.send(form(0, 1), { 'task-post': 'yes', 'task-reply': 'not yet' });
    expect(first.location).toBe(`${form(0)}?screen=2`);
    expect(await fact()).toMatchObject([{ answered: 1 }]);
    const second = await world.open(first.location!);
    expect(second.text).toContain('You could write a message. About how many minutes');
    expect(second.text).toContain('You could not reply to somebody yet. What got in the way?');
    expect(second.text).not.toContain('share a file');
    const third = await world.send(form(0, 2), { 'minutes-post': '4', 'hindered-reply': ['broke', 'other'] });
    expect(third.location).toBe(`${form(0)}?screen=3`);
    const done = await world.send(form(0, 3), { ease: '2', confused: 'The bell <b>rings</b>' });
    expect(done.location).toBe(`${form(0)}/thanks`);
    expect((await world.open(done.location!)).text).toContain('Saved, thank you.');

    await world.send(form(0, 1), { 'task-post': 'yes', 'task-reply': 'yes' });
    expect((await answers()).map(({ question, value }) => [question, value])).toEqual([
      ['confused', null],
      ['ease', 2],
      ['minutes-post', 4],
      ['task-post', 'yes'],
      ['task-reply', 'yes'],
    ]);
    const again = await world.open(`${form(0)}?screen=3`);
    expect(again.text).toContain('The bell &lt;b>rings');
  });

  it('keeps texts sealed', async () => {
    await world.send(form(0, 3), { miss: 'Our old jokes' });
    const [answer] = await answers();
    expect(answer!.value).toBeNull();
    expect(answer!.sealed!.toString('latin1')).not.toContain('jokes');
  });

  it('holds an answer sent twice once, and one that was taken back not at all', async () => {
    await Promise.all([1, 2, 3].map(() => world.send(form(0, 3), { ease: '5' })));
    expect(await answers()).toHaveLength(1);
    await world.send(form(0, 3), {});
    expect(await answers()).toEqual([]);
    expect(await fact()).toMatchObject([{ asked: 6, answered: 0 }]);
  });

  it('gives a screen back with everything typed when something on it cannot be read', async () => {
    await world.send(form(0, 1), { 'task-post': 'yes' });
    const { status, text } = await world.send(form(0, 2), { 'minutes-post': 'ages' });
    expect(status).toBe(422);
    expect(text).toContain('<title>Error: How that went</title>');
    expect(text).toContain('Write the minutes as a number from 0 to 600');
    expect(text).toContain('value="ages"');
    expect(await answers()).toHaveLength(1);
  });

  it('reminds only who owes an answer, asked again at the moment of sending', async () => {
    await world.send(form(0, 3), { ease: '4' });
    app.clock.set('2026-01-12T09:00:00Z');
    await world.play('pilot.survey', '1/reminder');
    expect(await world.told('pilot.survey/1/reminder')).toEqual([1, 2, 3, 4, 5]);
    await world.send(form(1, 3), { ease: '4' });
    await world.send(`${world.pages[2]}/first/no`);
    const still = (): Promise<ReadonlySet<string>> =>
      app.get(Plugged).stillWanted(app.dataSource.manager, 'pilot.survey', {
        rolloutId: world.world.rolloutId,
        key: 'pilot.survey/1/reminder',
        memberIds: world.world.people.map(({ memberId }) => memberId),
      });
    expect(await still()).toEqual(new Set([3, 4, 5].map((n) => world.world.people[n]!.memberId)));
    app.clock.set('2026-01-15T09:00:00Z');
    expect(await still()).toEqual(new Set());
  });

  it('that is closed takes nothing more, kindly, and shows what was typed', async () => {
    await world.send(form(0, 3), { ease: '4' });
    app.clock.set('2026-01-15T09:00:00Z');
    await world.play('pilot.survey', '1/closes');
    await world.play('pilot.survey', '1/closes');
    expect(await fact()).toEqual([{ number: 1, asked: 6, answered: 1, closed: true }]);
    const late = await world.send(form(1, 3), { ease: '1', confused: 'I <i>tried</i>' });
    expect(late.status).toBe(410);
    expect(late.text).toContain('was not saved. Here it is');
    expect(late.text).toContain('I &lt;i>tried');
    expect(late.text).toContain('1, very hard');
    expect(await answers()).toHaveLength(1);
    expect((await world.open(form(0))).text).toContain('What you had saved before then counts.');
  });

  it('tells adoption what was done, and that a helper sat beside', async () => {
    await world.send(form(0, 1), { 'task-post': 'yes', 'task-file': 'did not try', helped: 'yes' });
    const statements = await app.dataSource.query(
      'select kind, day::text, with_help from statement where participation_id = $1',
      [world.world.people[0]!.participationId],
    );
    expect(statements).toEqual([{ kind: 'key task', day: '2026-01-09', with_help: true }]);
    expect((await world.api('GET', 'pilot/tasks')).body).toMatchObject({
      tasks: [{ done: 1 }, { done: 0 }, { done: 0 }],
    });
  });

  it('is nobody else’s: a link opens only what its owner was asked', async () => {
    await app.dataSource.query('delete from survey_turnout where participation_id = $1', [
      world.world.people[5]!.participationId,
    ]);
    expect((await world.open(form(5))).status).toBe(404);
    expect((await world.send(form(5, 3), { ease: '1' })).status).toBe(404);
    expect((await world.open(`${world.pages[0]}/survey/not-an-id`)).status).toBe(404);
    expect((await world.send(form(0, 9), { ease: '1' })).status).toBe(404);
  });
});

describe('what leads see of a survey', () => {
  let world: PilotWorld;
  const members = [...Array.from({ length: 8 }, () => somebody), { ...somebody, language: 'ar' }];

  beforeEach(async () => {
    world = await PilotWorld.settle(members, { app });
    await world.circle(9, Array(9).fill('likes') as string[]);
    app.clock.set('2026-01-09T09:00:00Z');
    await world.play('pilot.survey', '1');
    const [row] = await world.rows<{ id: string }>('select id from survey_round where rollout_id = $1');
    for (const [i, page] of world.pages.entries())
      await world.send(`${page}/survey/${row!.id}/3`, {
        ease: i < 2 ? '2' : '4',
        ...(i === 0 && { confused: '=HYPERLINK("evil")', 'follow-up': 'yes' }),
        ...(i === 1 && { confused: 'The bell', 'follow-up': 'no' }),
      });
  });

  it('is turnout, distributions and texts, with a name only where the person allowed it', async () => {
    const { body } = await world.api('GET', 'surveys/pilot');
    expect(body).toMatchObject({
      secrecy: 'confidential',
      version: { number: 1, ours: true },
      rounds: [{ number: 1, asked: 9, answered: 9, closed: false }],
    });
    const { questions, texts } = (
      body as {
        rounds: { questions: { question: string }[]; texts: { text: string; from: string | null }[] }[];
      }
    ).rounds[0]!;
    expect(questions.find(({ question }) => question === 'ease')).toMatchObject({ mean: 3.6, answered: 9 });
    expect(texts.map(({ text, from }) => `${text} · ${from}`).toSorted()).toEqual([
      '=HYPERLINK("evil") · Somebody',
      'The bell · null',
    ]);
  });

  it('goes out as a table in which nothing is calculated', async () => {
    const { status, text } = await world.api('GET', 'surveys/pilot/results.csv');
    expect(status).toBe(200);
    expect(text.split('\r\n')[0]).toBe('round,opened,asked,answered,question,words,answer,people,text,from');
    expect(text).toContain(`"'=HYPERLINK(""evil"")",Somebody`);
    expect(text).toContain('ease,How easy was The new room for you this week?,2,2,,');
  });

  it('shows no group in which somebody stands out, and none before the round is closed', async () => {
    const breakdown = () => world.api('GET', 'surveys/pilot/by-language?question=ease');
    expect((await breakdown()).status).toBe(404);
    await world.play('pilot.survey', '1/closes');
    expect((await breakdown()).body).toEqual({ answers: ['2', '4'], groups: [] });
  });

  it('can be asked in a lead’s own words from the next round on, and goes back to ours', async () => {
    const form = [{ title: 'Hello', questions: [{ kind: 'short text', key: 'how', words: 'How was it?' }] }];
    expect((await world.api('PUT', 'surveys/pilot/questions', { form })).body).toEqual({ version: 2 });
    await world.play('pilot.survey', '2');
    const asked = async (): Promise<string[]> => {
      const rows = await world.rows<{ key: string }>(
        `select form #>> '{0,questions,0,key}' as key from survey_round r join survey_version v on v.id = r.version_id
          where r.rollout_id = $1 order by r.number`,
      );
      return rows.map(({ key }) => key);
    };
    expect(await asked()).toEqual(['task-post', 'how']);
    expect((await world.api('DELETE', 'surveys/pilot/questions')).status).toBe(204);
    await world.play('pilot.survey', '3');
    expect(await asked()).toEqual(['task-post', 'how', 'task-post']);
    const twice = { form: [form[0], form[0], form[0], form[0]] };
    expect((await world.api('PUT', 'surveys/pilot/questions', twice)).status).toBe(422);
  });

  const choose = (survey: string) => world.api('PUT', `surveys/${survey}/secrecy`, { secrecy: 'anonymous' });

  it('is never promised anonymous where it cannot be', async () => {
    const pilot = await choose('pilot');
    expect(pilot.status).toBe(409);
    expect(pilot.text).toContain('always confidential');
    expect(pilot.text).toContain('was answered as confidential');
    expect((await choose('retrospective')).text).toContain('not built yet');
  });
});
