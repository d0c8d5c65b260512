import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { LeadingModule } from '../leading/leading.module.js';
import { MemberService } from '../community/member.service.js';
import { Deliveries } from '../notices/deliveries.service.js';
import { Notices } from '../notices/notices.service.js';
import { announced } from '../../test/support/facts.js';
import { JoinDesk } from './join-desk.service.js';
import { ParticipationService } from './participation.service.js';

describe('the pages on which leads act', () => {
  let stage: RolloutStage;
  let world: RolloutWorld;
  let lena: LeadBrowser;
  let luis: LeadBrowser;
  let home: string;
  let people: string[];

  beforeAll(async () => {
    stage = await RolloutStage.open(LeadingModule);
  });
  afterAll(() => stage.app.close());

  /** Three people: two with an address, one without. */
  beforeEach(async () => {
    world = await stage.settle();
    const { app } = stage;
    const rollout = await world.rollout();
    home = `/rollouts/${world.id}`;
    people = await app.dataSource.transaction(async (tx) => {
      const today = app.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
      const add = async (displayName: string, email?: string): Promise<string> =>
        (
          await app.get(MemberService).add(tx, rollout.communityId, {
            ...{ displayName, source: 'file', today, ...(email && { email }) },
          })
        ).id;
      const ids = [
        await add('Anna <b>Berg</b>', 'anna@hill.example'),
        await add('Bo Lind', 'bo@hill.example'),
        await add('Carla Diaz'),
      ];
      await app.get(ParticipationService).enrol(tx, rollout);
      return ids;
    });
    lena = await LeadBrowser.enter(app, world.leads[0].accountId);
    luis = await LeadBrowser.enter(app, world.leads[1].accountId);
  });

  const said = async (letterKey: string): Promise<void> => {
    const { app } = stage;
    const { id, communityId, plan } = await world.rollout();
    const letter = {
      ...{ subject: 'The day', opening: 'The old place closes.', paragraphs: ['Dear {firstName}.'] },
      ...{ nothing: 'Nothing is lost.', why: 'You are in it.' },
    };
    await app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        rollout: { id, communityId, timeZone: plan.timeZone },
        ...{ key: letterKey, play: 'sunset.announcement', purpose: 'essential', letters: { en: letter } },
        ...{ to: people, byHand: true, now: app.clock.now() },
      }),
    );
  };

  describe('one entry of the agenda', () => {
    const word = 'rollout.opening-word';

    it('tells what it says, to how many, by which way, and who is left out; and changes nothing', async () => {
      const { status, html } = await lena.open(`${home}/agenda/${word}`);
      expect(status).toBe(200);
      expect(html).toContain(
        'On Monday 5 January, 10:00 (Europe/Berlin) this goes out by itself, to 2 people.',
      );
      expect(html).toContain('2 by e-mail, 0 are told in person');
      expect(html).toContain('Left out: 1 has no e-mail address.');
      expect(html).toContain('In The old group:');
      expect(await world.rows('select 1 from notice where rollout_id = $1')).toEqual([]);
    });

    it('is stopped without a question, goes at its time after all, or is skipped for good, each told in numbers', async () => {
      const page = `${home}/agenda/${word}`;
      expect((await lena.press(page, `${page}/hold`)).html).toContain('This is stopped: 0 sent, 2 not.');
      expect((await lena.press(page, `${page}/resume`)).html).toContain(
        'this goes out by itself, to 2 people',
      );
      await lena.press(page, `${page}/hold`);
      const { html } = await lena.press(page, `${page}/skip`, { reason: 'Said at the <i>party</i>' });
      expect(html).toContain('This was skipped for good. 2 people will not hear of it.');
      expect(html).toContain('Lena: Said at the &lt;i>party&lt;/i>');
      await world.tick('2026-01-05T09:00:00Z');
      expect(await world.states(word)).toEqual({ [word]: 'skipped' });
    });

    it('is sent at once by a lead, and tells what went and what can still be stopped', async () => {
      const page = `${home}/agenda/${word}`;
      await lena.press(page, `${page}/hold`);
      expect((await lena.press(page, `${page}/send`)).html).toContain(
        'goes out within a minute, to 2 people',
      );
      await world.tick();
      expect((await lena.open(page)).html).toContain('0 sent or told, 0 wait on their own pages, 2 not yet');
      expect((await lena.press(page, `${page}/stop`)).html).toContain(
        'Stopped on Monday 5 January: 0 sent, 2 not.',
      );
      expect((await lena.press(page, `${page}/go-on`)).html).toContain('2 not yet');
      await stage.app.get(Deliveries).run(stage.app.clock.now().add({ hours: 1 }));
      expect((await lena.open(page)).html).toContain('2 sent or told');
    });

    it('shows what is so now to who comes a moment too late to stop it', async () => {
      const page = `${home}/agenda/${word}`;
      const stop = await lena.form(page, `${page}/hold`);
      await world.tick('2026-01-05T09:00:00Z');
      const late = await stop();
      expect(late.html).toContain('0 sent or told, 0 wait on their own pages, 2 not yet');
      expect(late.html).toContain('Stop what has not gone: 2');
    });

    it('obeys nobody without its own form, no other community, and no key that is not there', async () => {
      const forged = await lena.forge(`${home}/agenda/${word}/hold`);
      expect(forged.status).toBe(403);
      expect(forged.html).toContain('This form cannot be used any more');
      expect(forged.html).not.toContain('role');
      expect(await world.states(word)).toEqual({ [word]: 'planned' });
      expect((await lena.open(`${home}/agenda/nothing`)).status).toBe(404);
      const other = await stage.settle();
      expect((await lena.open(`/rollouts/${other.id}/agenda/${word}`)).status).toBe(404);
      expect((await lena.open('/rollouts/nothing/agenda/x')).status).toBe(404);
    });
  });

  describe('closing a phase', () => {
    it('shows what is missing; past its gate it takes the other lead', async () => {
      await world.tick('2026-01-05T09:00:00Z');
      const page = `${home}/phases/pilot`;
      const { html } = await lena.open(page);
      expect(html).toContain('Open since Monday 5 January, planned until Sunday 1 February. It cannot be');
      expect(html.indexOf('In this phase<')).toBeLessThan(html.indexOf('What Pilot circle must show'));
      expect(html).toContain('What comes next by itself');
      expect(html).toContain(`<a href="${home}/circle">5 to 10 members accepted</a>`);
      expect(html).not.toContain('You lead alone');
      expect((await lena.press(page, `${page}/override`)).status).toBe(422);
      const asked = await lena.press(page, `${page}/override`, { reason: 'We know each other <well>' });
      const [, yes] = /action="(\/yes\/[\w-]+)\/withdraw/.exec(asked.html)!;
      expect(asked.html).not.toContain(`${yes}/yes`);
      expect((await luis.open(page)).html).toContain(
        `Lena has asked for a second lead’s yes. <a href="${yes}"`,
      );
      expect((await luis.open(yes!)).html).toContain('Lena: “We know each other &lt;well>”');
      await luis.press(yes!, `${yes}/yes`);
      const closed = await luis.open(page);
      expect(closed.html).toContain('Pilot circle was closed on Monday 5 January by Lena and Luis.');
      expect(closed.html).toContain('Overridden by Lena and Luis on Monday 5 January');
    });

    it('is one button once its gate passes, with what cannot be undone', async () => {
      await world.told({
        'pilot.circle': {
          confirmedAt: stage.app.clock.now(),
          chosen: 5,
          accepted: ['enthusiast', 'confident', 'hesitant', 'hesitant', 'skeptic'],
        },
        'pilot.tasks': { circle: 5, tasks: [{ key: 'post', words: 'post', done: 5 }] },
        'surveys.pilot-rounds': [1, 2, 3].map((number) => ({ number, asked: 5, answered: 5, closed: true })),
      } as never);
      await world.tick('2026-01-05T09:00:00Z');
      const page = `${home}/phases/pilot`;
      expect((await lena.open(page)).html).toContain('A closed phase is not opened again.');
      expect((await lena.press(page, `${page}/close`)).html).toContain('closed on Monday 5 January by Lena');
    });
  });

  it('pause says what waits, keeps what was typed, and resumes with the dates one chooses', async () => {
    const page = `${home}/pause`;
    expect((await lena.open(page)).html).toContain('<h1>Pause the move: The move</h1>');
    expect((await lena.open(`${home}/cancel`)).html).toContain('<h1>Call the move off: The move</h1>');
    expect((await lena.open(`${home}/keep-both`)).html).toContain('<h1>Keep both places: The move</h1>');
    expect((await lena.press(page, page, { reason: 'x' })).html).toContain('Error: Pause · The move');
    await said('sunset.announcement/r1');
    const paused = await lena.press(page, page, { reason: 'The hall burnt' });
    expect(paused.html).toMatch(/Paused since Monday 5 January, 09:00 \(Europe\/Berlin\). 3 messages wait\./);
    expect(paused.html).toMatch(/<\/a>: 0 sent or told, 3 not<\/li>/);
    expect((await lena.press(page, `${home}/resume`)).status).toBe(422);
    expect((await lena.press(page, `${home}/resume`, { dates: 'keep' })).html).toContain('Pause the move');
    expect((await world.rollout()).pausedAt).toBeNull();
  });

  it('pause offers only a new closing day once it has reached the one that was announced', async () => {
    stage.tell({ 'sunset.transition': announced('2026-01-06') });
    const page = `${home}/pause`;
    await lena.press(page, page, { reason: 'The hall burnt' });
    expect((await lena.open(page)).html).toContain('What becomes of the dates?');
    stage.app.clock.jump('2026-01-07T09:00:00Z');
    const { html } = await lena.open(page);
    expect(html).toContain('During the pause came the transition date (Tuesday 6 January).');
    expect(html).toContain(`href="${home}/closing"`);
    expect(html).not.toContain('What becomes of the dates?');
  });

  it.each([
    ["state = 'ended'", 'The move is over. There is nothing left to pause.'],
    ["cancelled_at = '2026-01-05Z'", 'The move was called off.'],
  ])('pause says that it is over where it is: %s', async (over, words) => {
    await world.rows(`update phase set closed_on = '2026-01-05' where rollout_id = $1 and key = 'sunset'`);
    expect((await lena.open(`${home}/pause`)).html).toContain('The move is over: its last phase is closed.');
    await world.rows(`update rollout set ${over} where id = $1`);
    const { html } = await lena.open(`${home}/pause`);
    expect(html).toContain(words);
    expect(html).not.toContain('name="reason"');
    const plan = (await lena.open(`${home}/plan`)).html;
    expect(plan).toContain('Its first day was Monday 5 January 2026.');
    expect(plan).not.toContain(`action="${home}`);
  });

  it('let people in, as somebody new or as whom they are, and keep nothing of who is declined', async () => {
    const { app } = stage;
    const page = `${home}/joining`;
    expect((await lena.press(page, `${page}/codes`)).status).toBe(422);
    const made = await lena.press(page, `${page}/codes`, { place: 'all', enough: 'no' });
    const address = /href="([^"]+\/j\/[a-z0-9]{8})"/.exec(made.html)![1]!;
    const ask = (name: string): Promise<Response> =>
      fetch(address, {
        method: 'POST',
        body: new URLSearchParams({ name, how: 'here' }),
        redirect: 'manual',
      });
    for (const name of ['Bo Lind', 'Dana <New>', 'Spam']) await ask(name);
    const { html } = await lena.open(page);
    expect(html).toContain('3 people ask to come along.');
    expect(html).toContain('This is Bo Lind of our list');
    expect(html).toContain('Dana &lt;New>');
    const [bo, dana, spam] = await Promise.all(
      ['Bo Lind', 'Dana <New>', 'Spam'].map(
        async (name) =>
          (await app.get(JoinDesk).requests(world.leads[0], world.id)).find((one) => one.name === name)!.id,
      ),
    );
    await lena.press(page, `${page}/${bo}/approve`);
    await lena.press(page, `${page}/${dana}/approve`);
    const after = await lena.press(page, `${page}/${spam}/decline`);
    expect(after.html).toContain('Nobody waits for you.');
    const names = await world.rows<{ display_name: string }>(
      'select display_name from participation p join member m on m.id = p.member_id where rollout_id = $1 order by 1',
    );
    expect(names.map((row) => row.display_name)).toEqual([
      'Anna <b>Berg</b>',
      'Bo Lind',
      'Carla Diaz',
      'Dana <New>',
    ]);
  });

  it('list who waits to be told in person, with the words, and tick how it went', async () => {
    await said('sunset.announcement/r1');
    const page = `${home}/by-hand`;
    const { html } = await lena.open(page);
    expect(html).toContain('1 person waits to be told in person. 1 of these is in nobody’s list yet.');
    expect(html).toContain('Carla Diaz');
    expect((await lena.open(`${page}?mine=yes`)).html).toContain('Nobody waits to be told in person.');
    const [row] = await world.rows<{ id: string }>(
      `select id from delivery where rollout_id = $1 and state = 'to tell'`,
    );
    expect((await lena.press(page, `${page}/${row!.id}`, { how: 'door' })).html).toContain('Nobody waits');
    expect(
      await world.rows('select state, told_how from delivery where rollout_id = $1 and told_at is not null'),
    ).toEqual([{ state: 'told', told_how: 'door' }]);
    const { html: again } = await lena.press(page, `${page}/${row!.id}`, { how: 'not told' });
    expect(again).toContain('1 person waits to be told in person.');
    expect(again).not.toContain('take a mark back');
    expect((await lena.forge(`${page}/${row!.id}`)).status).toBe(403);
  });

  it('list what is to be posted, where and by when, and tick it', async () => {
    await world.tick('2026-01-05T09:00:00Z');
    const page = `${home}/posts`;
    const { html } = await lena.open(page);
    expect(html).toContain('1 text waits to be posted.');
    expect(html).toContain('The old group');
    const [post] = await world.rows<{ id: string }>('select id from post where rollout_id = $1');
    const ticked = await lena.press(page, `${page}/${post!.id}`);
    expect(ticked.html).toContain('Nothing waits to be posted today.');
    expect(ticked.html).toContain('Posted: 1');
  });

  it('the join page tells the closing day once it is announced, and not before', async () => {
    const made = await lena.press(`${home}/joining`, `${home}/joining/codes`, { place: 'all', enough: 'no' });
    const address = /href="([^"]+\/j\/[a-z0-9]{8})"/.exec(made.html)![1]!;
    expect(await (await fetch(address)).text()).not.toContain('closes for new messages');
    await world.told({
      'sunset.transition': announced('2026-05-04', [{ id: 'r1', at: '2026-01-05T08:00:00Z' }]),
      'sunset.places': [{ id: 'p1', readOnlyOn: null, redirectedOn: null }],
    } as never);
    await world.tick('2026-01-05T09:00:00Z');
    expect(await (await fetch(address)).text()).toContain(
      'On Monday 4 May the old place closes for new messages.',
    );
  });
});
