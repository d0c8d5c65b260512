import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { MemberService } from '../community/member.service.js';
import { OccurrenceService } from './occurrence.service.js';
import { ParticipationService } from './participation.service.js';
import { PlayApprovals } from './play-approvals.service.js';
import { saidAs, waits, type PlaySetting } from './play-settings.service.js';
import { playRow, type PlayKey } from './playbook.js';

const word = 'rollout.opening-word';
const asItIs: PlaySetting = { off: false, movedDays: 0, hour: null, reworded: null };
const ours = { subject: 'We try something', body: 'A few of us try a new place.' };

let stage: RolloutStage;
let world: RolloutWorld;
beforeAll(async () => {
  stage = await RolloutStage.open();
});
afterAll(() => stage.app.close());
beforeEach(async () => {
  world = await stage.settle();
});

const approvals = (): PlayApprovals => stage.app.get(PlayApprovals);
const change = (play: PlayKey, setting: Partial<PlaySetting>): Promise<unknown> =>
  approvals().change(world.leads[0], world.id, play, { ...asItIs, ...setting });
const approve = (play: PlayKey, seen: Partial<PlaySetting>): Promise<void> =>
  approvals().approve(world.leads[1], world.id, play, { ...asItIs, ...seen });
const alerts = (): Promise<unknown[]> =>
  world.rows(
    `select kind, text from alert where rollout_id = $1 and ended_at is null and kind in ('held', 'changed') order by kind`,
  );

/** So many people with an address. */
async function settlePeople(n: number): Promise<void> {
  const { communityId } = await world.rollout();
  await stage.app.dataSource.transaction(async (tx) => {
    const today = stage.app.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
    for (let i = 0; i < n; i++)
      await stage.app.get(MemberService).add(tx, communityId, {
        ...{ displayName: `Person ${i}`, source: 'file', today, email: `p${i}@hill.example` },
      });
    await stage.app.get(ParticipationService).enrol(tx, await world.rollout());
  });
}

describe('a play that a lead changes after the start', () => {
  it('on which the rollout stands goes on in the words approved last, until a lead approves the new ones', async () => {
    const play = 'sunset.decision';
    await change(play, { reworded: ours });
    expect(await alerts()).toEqual([
      { kind: 'changed', text: expect.stringContaining('it is said in the words approved last') as unknown },
    ]);
    const look = () => approvals().look(world.leads[1], world.id, play);
    const row = playRow(play);
    expect(saidAs(row, (await look()).setting)).toBeNull();
    expect(waits(row, (await look()).setting)).toBe(false);
    await approve(play, { reworded: ours });
    expect(saidAs(row, (await look()).setting)).toEqual(ours);
    expect(await alerts()).toEqual([]);
  });

  it('is held on its day, tells the leads at once and again then, and is said once it is approved', async () => {
    await change('rollout.opening-word', { reworded: ours });
    const changed = {
      kind: 'changed',
      text: 'Changed after the start: “a few will try something; nothing changes now”. It is not said until a lead approves it.',
    };
    expect(await alerts()).toEqual([changed]);
    await world.tick('2026-01-05T09:00:00Z');
    expect(await world.states(word)).toEqual({ [word]: 'held' });
    const held = { kind: 'held', text: expect.stringContaining('approve it, or skip it.') as unknown };
    expect(await alerts()).toEqual([changed, held]);
    await approve('rollout.opening-word', { reworded: ours });
    expect(await alerts()).toEqual([]);
    await world.tick('2026-01-05T10:00:00Z');
    expect(await world.states(word)).toEqual({ [word]: 'done' });
    const [said] = await world.rows<{ subject: string }>(
      `select e.letters -> 'en' ->> 'subject' as subject from edition e join notice n on n.id = e.notice_id
        where n.rollout_id = $1 and n.key = '${word}'`,
    );
    expect(said!.subject).toBe(ours.subject);
    expect(
      await world.rows<{ actor: string }>(
        `select actor from audit_entry where subject = $1::text and what = 'play.approved.${word}'`,
      ),
    ).toEqual([{ actor: world.leads[1].accountId }]);
  });

  it.each([
    ['its hour', { hour: '11:00' }],
    ['its day', { movedDays: 1 }],
  ])('waits as well where it is %s', async (_what, how) => {
    await change('rollout.opening-word', how);
    await world.tick('2026-01-06T10:30:00Z');
    expect(await world.states(word)).toEqual({ [word]: 'held' });
  });

  it('is approved before its day too, and then goes by itself', async () => {
    await change('rollout.opening-word', { hour: '11:00' });
    await approve('rollout.opening-word', { hour: '11:00' });
    await world.tick('2026-01-05T10:00:00Z');
    expect(await world.states(word)).toEqual({ [word]: 'done' });
  });

  it('does not wait where it is put back as it was, or was changed before the start', async () => {
    await change('rollout.opening-word', { reworded: ours });
    await world.tick('2026-01-05T09:00:00Z');
    await change('rollout.opening-word', {});
    expect(await alerts()).toEqual([]);
    await world.tick('2026-01-05T09:01:00Z');
    expect(await world.states(word)).toEqual({ [word]: 'done' });

    world = await stage.draft();
    await change('rollout.opening-word', { reworded: ours });
    await stage.start(world);
    expect(await alerts()).toEqual([]);
    await world.tick('2026-01-05T09:00:00Z');
    expect(await world.states(word)).toEqual({ [word]: 'done' });
  });

  it('approved a day late is judged as late, and left to a lead', async () => {
    await change('rollout.opening-word', { reworded: ours });
    await world.tick('2026-01-05T09:00:00Z');
    stage.app.clock.jump('2026-01-07T09:00:00Z');
    await approve('rollout.opening-word', { reworded: ours });
    await world.tick('2026-01-07T09:01:00Z');
    expect(
      await world.rows(`select state, reason from occurrence where rollout_id = $1 and key = '${word}'`),
    ).toEqual([{ state: 'held', reason: 'found 48 hours late; 24 allowed' }]);
  });

  it('is not approved in words that nobody saw, and not twice', async () => {
    await change('rollout.opening-word', { reworded: ours });
    await change('rollout.opening-word', { reworded: { ...ours, subject: 'Something else' } });
    await expect(approve('rollout.opening-word', { reworded: ours })).rejects.toMatchObject({
      kind: 'conflict',
    });
    expect(await alerts()).toHaveLength(1);
    await expect(approve('rollout.update', {})).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('holds back nothing that only leads read', async () => {
    await change('lead.week', { hour: '09:00' });
    expect(await alerts()).toEqual([]);
  });

  it('is looked at on a page in its words and approved there', async () => {
    await settlePeople(2);
    await change('rollout.opening-word', { reworded: { ...ours, subject: 'We <b>try</b>' } });
    const luis = await LeadBrowser.enter(stage.app, world.leads[1].accountId);
    const home = `/rollouts/${world.id}`;
    const page = `${home}/plays/${word}`;
    expect((await luis.open(`${home}/agenda/${word}`)).html).toContain(
      'This waits until a lead approves it.',
    );
    const { html } = await luis.open(page);
    expect(html).toContain('It is not said until a lead approves it.');
    expect(html).toContain('We &lt;b>try&lt;/b>');
    expect(html).toContain('A few of us try a new place.');
    const left = await luis.form(page, `${page}/approve`);
    await change('rollout.opening-word', { reworded: ours });
    expect((await left()).html).toContain('Somebody changed it again meanwhile.');
    expect((await luis.press(page, `${page}/approve`)).html).toContain('This is said as it was approved.');
    expect((await luis.open(`${home}/plays/nothing`)).status).toBe(404);
  });
});

describe('sending by hand to more than 50 people', () => {
  const page = (): string => `/rollouts/${world.id}/agenda/${word}`;
  const send = (typed?: number): Promise<unknown> =>
    stage.app.get(OccurrenceService).send(world.leads[0], world.id, word, typed);

  it('asks for their number, tells the right one, and keeps what was held', async () => {
    await settlePeople(51);
    await stage.app.get(OccurrenceService).hold(world.leads[0], world.id, word, 'Not today.');
    await expect(send()).rejects.toMatchObject({
      kind: 'invalid',
      reasons: [{ field: 'people', message: 'This goes to 51 people. Type the number to send it.' }],
    });
    await expect(send(50)).rejects.toMatchObject({ kind: 'invalid' });
    expect(await world.states(word)).toEqual({ [word]: 'held' });
    await send(51);
    await world.tick();
    expect(await world.states(word)).toEqual({ [word]: 'done' });
  });

  it('asks on the page too, for what is held and for what was stopped, and keeps what was typed', async () => {
    await settlePeople(51);
    const lena = await LeadBrowser.enter(stage.app, world.leads[0].accountId);
    await lena.press(page(), `${page()}/hold`);
    const wrong = await lena.press(page(), `${page()}/send`, { people: '15' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('You typed 15. This goes to 51 people now.');
    expect(wrong.html).toContain('value="15"');
    expect((await lena.press(page(), `${page()}/send`, { people: '51' })).html).toContain('within a minute');
    await world.tick();
    await lena.press(page(), `${page()}/stop`);
    expect((await lena.press(page(), `${page()}/go-on`)).html).toContain('This goes to 51 people.');
    expect((await lena.open(page())).html).toContain('0 sent, 51 not');
    expect((await lena.press(page(), `${page()}/go-on`, { people: '51' })).html).toContain('51 not yet');
  });
});
