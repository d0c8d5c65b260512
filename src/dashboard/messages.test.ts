import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { Accounts } from '../access/accounts.js';
import { MemberService } from '../community/member.service.js';
import { Jobs } from '../kernel/jobs/jobs.js';
import { DashboardModule } from './dashboard.module.js';

const word = 'rollout.opening-word';
const names = ['Ana', 'Bo', 'Chi', 'Dov', 'Eda', 'Fay', 'Gus', 'Hal'];

let stage: RolloutStage;
let world: RolloutWorld;
let lena: LeadBrowser;
beforeAll(async () => {
  stage = await RolloutStage.open(DashboardModule);
});
afterAll(() => stage.app.close());

/** Eight people were written to: two messages came back, one server refused, the others were taken. */
beforeEach(async () => {
  world = await stage.draft();
  const { manager } = stage.app.dataSource;
  const { communityId } = await world.rollout();
  const today = Temporal.PlainDate.from('2026-01-05');
  for (const displayName of names)
    await stage.app.get(MemberService).add(manager, communityId, {
      ...{ displayName, email: `${displayName.toLowerCase()}@example.org`, source: 'api' as const, today },
    });
  await stage.start(world);
  await world.tick('2026-01-05T10:01:00Z');
  await world.rows(`update delivery set state = 'accepted', accepted_at = now() where rollout_id = $1`);
  await ended('bounced', 'Ana', 'Bo');
  await ended('refused', 'Chi');
  lena = await LeadBrowser.enter(stage.app, world.leads[0].accountId);
});

const ended = (state: string, ...whom: string[]): Promise<unknown> =>
  world.rows(
    `update delivery set state = $2, channel = 'email' where rollout_id = $1 and member_id in (
       select id from member where display_name = any($3))`,
    state,
    whom,
  );
/** More people whose letter has this state. */
const crowd = (people: number, state: string): Promise<unknown> =>
  world.rows(
    `with added as (
       insert into member (community_id, display_name, source, added_on)
       select community_id, 'Person ' || n, 'api', '2026-01-05' from rollout, generate_series(1, $2::int) n where id = $1
       returning id, community_id
     ), reached as (
       insert into member_channel (member_id, community_id, kind, preferred, state, created_at, sealed)
       select added.id, added.community_id, 'email', true, 'good', '2026-01-05Z',
              (select sealed from member_channel c where c.community_id = added.community_id and sealed is not null limit 1)
         from added
     )
     insert into delivery (notice_id, community_id, rollout_id, member_id, channel, state, created_at, not_before)
     select n.id, added.community_id, n.rollout_id, added.id, 'email', $3, n.created_at,
            case when $3 = 'queued' then n.created_at end
       from added, notice n where n.rollout_id = $1 and n.play = '${word}'`,
    people,
    state,
  );
const path = (more = ''): string => `/rollouts/${world.id}/messages${more}`;
const states = (): Promise<{ state: string; n: number }[]> =>
  world.rows(`select state, count(*)::int as n from delivery where rollout_id = $1 group by 1 order by 1`);

describe('a message', () => {
  it('is listed with what became of it, and opens with whom it did not reach', async () => {
    const list = (await lena.open(path())).html;
    expect(list).toContain(`href="${path(`/${word}`)}"`);
    expect(list).toContain('Came back: 2');
    expect(list).toContain('Posted in 0 of 1 place');
    const { html } = await lena.open(path(`/${word}`));
    expect(html).toContain('for 8 people. It did not reach 3 of them.');
    expect(html).toContain('A few of us will try The new room for some weeks.');
    expect(html).toContain('The message came back. They know nothing of it yet.');
    expect(html).toContain('See the 2');
    expect(html).not.toContain('>Ana<');
  });

  it('says who waits and until when, whose came back first, and never that nothing came back meanwhile', async () => {
    await ended('accepted', ...names);
    expect((await lena.open(path(`/${word}`))).html).toContain('for 8 people. Nobody’s came back.');
    await ended('to tell', 'Ana');
    await world.rows(
      `update delivery set tried = '[{"channel": "email", "state": "bounced"}]'
        where rollout_id = $1 and state = 'to tell'`,
    );
    await world.rows(
      `update delivery set state = 'queued', accepted_at = null, not_before = '2026-01-05T10:39:00Z'
        where rollout_id = $1 and member_id in (select id from member where display_name in ('Bo', 'Chi'))`,
    );
    const { html } = await lena.open(path(`/${word}`));
    expect(html).toContain('for 8 people. 1 came back and is told in person instead. 5 have gone.');
    expect(html).toContain('2 wait to go, the last until Monday 5 January, 11:39 (Europe/Berlin).');
    expect(html).toContain('They wait to be told in person. They know nothing of it yet.');
    await world.rows(`update delivery set confirmed_at = now() where rollout_id = $1 and state = 'to tell'`);
    expect((await lena.open(path(`/${word}`))).html).toContain('They are confirmed all the same.');
  });

  it('names whom it did not reach, and leads to each of them', async () => {
    const { html } = await lena.open(path(`/${word}?state=bounced`));
    expect(html).toMatch(/href="\/roster\/people\/[\da-f-]+">Ana<\/a>/);
    expect(html).toContain('Bo');
    expect(html).not.toContain('>Chi<');
  });

  it('is noted as arrived by a lead who knows better, and by nobody where it did not come back', async () => {
    const open = path(`/${word}?state=bounced`);
    const { html } = await lena.open(open);
    const [, ana = ''] = /name="delivery" value="([^"]+)">It did reach Ana/.exec(html) ?? [];
    await lena.press(open, path(`/${word}/arrived`), { delivery: ana });
    expect(await states()).toContainEqual({ state: 'bounced', n: 1 });
    expect((await lena.open('/audit')).html).toContain('A message that had come back was noted as arrived');
    const [bo] = await world.rows<{ id: string }>(
      `select id from delivery where rollout_id = $1 and state = 'accepted' and tried = '[]' order by id limit 1`,
    );
    const refused = await lena.press(open, path(`/${word}/arrived`), { delivery: bo!.id });
    expect(refused.html).toContain('This message did not come back.');
  });

  it('is tried again for one kind of failure at a time, for who has an address that works now', async () => {
    await world.rows(
      `update member_channel set state = 'dead' where $1::uuid is not null and member_id in (
         select id from member where display_name = 'Bo')`,
    );
    const { html } = await lena.press(path(`/${word}`), path(`/${word}/again`), { fates: 'bounced' });
    expect(html).toContain('It did not reach 2 of them.');
    expect(await states()).toEqual([
      { state: 'accepted', n: 5 },
      { state: 'bounced', n: 1 },
      { state: 'queued', n: 1 },
      { state: 'refused', n: 1 },
    ]);
    // What waits for its next attempt goes now; it keeps the day on which it was first tried.
    await world.rows(
      `update delivery set state = 'failed', reason = 'not now', not_before = '2027-01-01Z', attempts = 4
        where rollout_id = $1 and state = 'refused'`,
    );
    expect((await lena.open(path(`/${word}`))).html).toContain('Try now for 1 person');
    await lena.press(path(`/${word}`), path(`/${word}/again`), { fates: 'again' });
    const [now] = await world.rows<{ attempts: number; due: boolean }>(
      `select attempts, not_before < '2026-02-01Z' as due from delivery where rollout_id = $1 and state = 'failed'`,
    );
    expect(now).toEqual({ attempts: 4, due: true });
  });

  it('asks for the number beside the names where a kind of failure is of more than 50', async () => {
    await crowd(60, 'refused');
    const page = (await lena.open(path(`/${word}`))).html;
    expect(page).toContain(`href="${path(`/${word}?state=refused#refused`)}">Try again for 61 people</a>`);
    const open = path(`/${word}?state=refused`);
    const wrong = await lena.press(open, path(`/${word}/again`), { people: '60', fates: 'refused' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('You typed 60. This goes to 61 people now.');
    await lena.press(open, path(`/${word}/again`), { people: '61', fates: 'refused' });
    expect(await states()).toContainEqual({ state: 'queued', n: 61 });
  });

  it('is stopped and says at once how many went and how many not; it goes on with their number', async () => {
    await crowd(60, 'queued');
    expect((await lena.open(path(`/${word}`))).html).toContain('Stop what has not gone: 60');
    const { html } = await lena.press(path(`/${word}`), path(`/${word}/stop`));
    expect(html).toContain('It is stopped: 7 sent or told, 60 not. Besides, 1 could not be reached.');
    expect(html).not.toContain('/again#problem');
    const goOn = (people: string) => lena.press(path(`/${word}`), path(`/${word}/go-on`), { people });
    expect((await goOn('5')).html).toContain('You typed 5. This goes to 60 people now.');
    expect((await goOn('60')).html).toContain('Stop what has not gone: 60');
    // All of it is on its way: the rest of the batch can be stopped all the same.
    await world.rows(`update delivery set state = 'sending' where rollout_id = $1 and state = 'queued'`);
    expect((await lena.open(path(`/${word}`))).html).toContain('Stop what has not gone: 60');
    await ended('posted', 'Dov');
    await ended('suppressed', 'Eda', 'Fay');
    const last = (await lena.press(path(`/${word}`), path(`/${word}/stop`))).html;
    expect(last).toContain('It is stopped: 4 sent or told, 0 not.');
    expect(last).toContain(
      'Besides, for 1 it waits on their own page, 1 could not be reached, 2 were left out',
    );
  });

  it('says how sure we are in four grades, side by side', async () => {
    await world.rows(
      `update delivery set accepted_at = '2026-01-01Z', channel = 'email' where rollout_id = $1`,
    );
    await world.rows(
      `update delivery set confirmed_at = '2026-01-05Z' where rollout_id = $1
          and member_id = (select id from member where display_name = 'Dov' and community_id = $2)`,
      world.leads[0].communityId,
    );
    const { html } = await lena.open(path(`/${word}`));
    expect(html).toMatch(/Confirmed: [^<]*<\/dt><dd>1<\/dd>/);
    expect(html).toMatch(/Accepted: [^<]*<\/dt><dd>4<\/dd>/);
    expect(html).toMatch(/None of these: [^<]*<\/dt><dd>3<\/dd>/);
  });

  it('shows who reads figures only numbers, and none of fewer than five', async () => {
    const { communityId } = world.leads[0];
    const { id } = await stage.app.dataSource.transaction((tx) =>
      stage.app.get(Accounts).create(tx, { communityId, name: 'Vera', role: 'viewer' }),
    );
    const vera = await LeadBrowser.enter(stage.app, id);
    expect((await vera.open(path())).html).toContain('Came back: too few to show');
    const { html } = await vera.open(path(`/${word}?state=bounced`));
    expect(html).toContain('Came back: too few to show');
    expect(html).toContain('It did not reach everybody.');
    for (const hidden of ['Ana', 'See the', 'Try again', 'Came back: 2', 'reach 3'])
      expect(html).not.toContain(hidden);
  });

  it('is not found where there is none, nor in another community', async () => {
    expect((await lena.open(path('/rollout.cancelled'))).status).toBe(404);
    const other = await stage.draft();
    const theirs = await LeadBrowser.enter(stage.app, other.leads[0].accountId);
    expect((await theirs.open(path(`/${word}`))).status).toBe(404);
  });
});

describe('who is to be told in person', () => {
  it('waits for the end of a pause, and the page says so', async () => {
    await world.rows(
      `update delivery set state = 'held', channel = 'by hand' where rollout_id = $1 and id = (
         select id from delivery where rollout_id = $1 and member_id is not null order by id limit 1)`,
    );
    const { html } = await lena.open(`/rollouts/${world.id}/by-hand`);
    expect(html).toContain('The move is paused: 1 person waits to be told in person once it goes on.');
    expect(html).not.toContain('Nobody waits');
  });
});

describe('what waits while a community is held after a restore', () => {
  it('goes out at once when a lead lets it, who knows to how many', async () => {
    await crowd(60, 'queued');
    await world.rows(
      `insert into hold select community_id, '2026-01-05T10:00:00Z', 'restored' from rollout where id = $1`,
    );
    const [home, speak] = [`/rollouts/${world.id}`, `/rollouts/${world.id}/speak`];
    expect((await lena.open(home)).html).toContain('What is ready waits for 60 people.');
    const ring = jest.spyOn(stage.app.get(Jobs), 'ring');
    const wrong = await lena.press(home, speak, { people: '6' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('You typed 6. This goes to 60 people now.');
    expect(wrong.html).toContain(`action="${speak}#problem"`);
    expect(ring).not.toHaveBeenCalled();
    expect((await lena.press(home, speak, { people: '60' })).html).not.toContain('/speak');
    expect(ring).toHaveBeenCalledTimes(1);
    ring.mockRestore();
  });
});

describe('a long list', () => {
  it('counts all there is, whatever part of it is shown', async () => {
    await world.rows(
      `insert into occurrence (rollout_id, key, play, step, day, due_at, speaks, state)
       select $1, 'launch.welcome/' || n, 'launch.welcome', n::text, '2026-01-01', '2026-01-01Z', true,
              case when n <= 130 then 'done' else 'skipped' end from generate_series(1, 140) n`,
    );
    const first = (await lena.open(`/rollouts/${world.id}/record`)).html;
    const done = Number(/(\d+) done/.exec(first)![1]);
    expect(done).toBeGreaterThanOrEqual(130);
    expect(first).toContain('Page 1 of 2.');
    const second = (await lena.open(`/rollouts/${world.id}/record?page=2`)).html;
    expect(second).toContain(`${done} done`);
    expect(second).toContain('Page 2 of 2.');
    const skipped = (await lena.open(`/rollouts/${world.id}/record?state=skipped`)).html;
    expect(skipped).toMatch(/1\d things were skipped\./);
    expect(skipped).not.toContain('0 done');
  });
});
