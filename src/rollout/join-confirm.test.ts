import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { carriedBy } from '../../test/support/carried-by.js';
import { Catcher } from '../../test/support/catcher.js';
import { spoken, unplain, wordsIn } from '../../test/support/plain-words.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { MemberService } from '../community/member.service.js';
import { someWait } from '../../test/support/someone-waits.js';
import { JoinConfirmJobs } from './join-confirm.jobs.js';
import { JoinConfirmations } from './join-confirm.service.js';
import { JoinDesk } from './join-desk.service.js';
import { JoinGate } from './join-gate.js';
import { ParticipationService } from './participation.service.js';

const mail = new Catcher();

describe('an address typed on the join page', () => {
  let stage: RolloutStage;
  let world: RolloutWorld;
  let code: string;

  beforeAll(async () => {
    stage = await RolloutStage.open(carriedBy(mail));
  });
  afterAll(() => stage.app.close());
  beforeEach(async () => {
    world = await stage.settle();
    mail.caught = [];
    mail.answer = () => ({ is: 'accepted' });
    await stage.app.dataSource.query('delete from join_request');
    code = await newCode(false);
  });

  const desk = (): JoinDesk => stage.app.get(JoinDesk);
  const newCode = async (enough: boolean): Promise<string> =>
    (await desk().newCode(world.leads[0], world.id, { enough })).code;
  const ask = (name: string, email = 'eva@roth.example', by = code): Promise<Response> =>
    fetch(`${stage.app.url}/j/${by}`, {
      method: 'POST',
      body: new URLSearchParams({ name, how: 'email', email }),
    });
  const send = (): Promise<number> => stage.app.get(JoinConfirmJobs).run();
  const open = async (path: string, method = 'GET'): Promise<{ status: number; text: string }> => {
    const answer = await fetch(`${stage.app.url}${path}`, { method });
    return { status: answer.status, text: spoken(await answer.text()) };
  };
  const linkIn = (n = 0): string => /\/confirm\/[\w-]+/.exec(mail.caught[n]!.text)![0];
  const approve = async (memberId?: string): Promise<void> => {
    const [request] = await desk().requests(world.leads[0], world.id);
    await desk().approve(world.leads[0], world.id, request!.id, memberId);
  };
  const channels = (): Promise<unknown[]> =>
    world.rows(
      `select c.kind, c.state, c.preferred from member_channel c join participation p using (member_id)
        where p.rollout_id = $1 order by c.created_at, c.state`,
    );

  it('gets one message, which names nobody, and nothing more', async () => {
    await ask('Eva <b>Roth</b>');
    expect([await send(), await send()]).toEqual([1, 0]);
    const [{ subject, text, html, to, replyTo }] = mail.caught as [(typeof mail.caught)[0]];
    expect({ to, replyTo, subject }).toEqual({
      ...{ to: 'eva@roth.example', replyTo: null, subject: 'The gardeners: may we write to you?' },
    });
    expect(text + html).not.toMatch(/Eva|Roth<|\{\w+\}/);
    expect(text).toContain('we do not write here again, unless somebody types this address again.');
    expect(unplain(text)).toEqual([]);
    expect(wordsIn(text)).toBeLessThan(120);
  });

  it('is sent by nobody else however long a server takes, while its owner may say yes already', async () => {
    await ask('Eva Roth');
    const slow = jest.spyOn(mail, 'send').mockImplementationOnce(async (batch) => {
      stage.app.clock.advance({ hours: 11 });
      expect(await send()).toBe(0);
      await approve();
      const { deliveryId } = batch[0]!;
      await stage.app.dataSource.query(
        'update join_confirmation set asked_at = asked_at where request_id = $1',
        [deliveryId],
      );
      return batch.map(() => ({ is: 'accepted' }));
    });
    expect(await send()).toBe(1);
    slow.mockRestore();
    expect(await send()).toBe(0);
    expect(mail.caught).toEqual([]);
  });

  it('goes at once after a crash in the middle', async () => {
    await ask('Eva Roth');
    const dying = jest.spyOn(mail, 'send').mockRejectedValueOnce(new Error('the process died'));
    await expect(send()).rejects.toThrow('died');
    dying.mockRestore();
    expect(await send()).toBe(1);
    expect(mail.caught).toHaveLength(1);
  });

  it('is not confirmed by whoever only looks, scanners among them', async () => {
    await ask('Eva Roth');
    await send();
    for (let look = 0; look < 3; look++) expect((await open(linkIn())).text).toContain('May we write to you');
    await approve();
    expect(await channels()).toEqual([{ kind: 'email', state: 'unconfirmed', preferred: expect.anything() }]);
  });

  it.each([
    ['before they are let in', true],
    ['after', false],
  ])('is written to once its owner has said yes %s; saying it again is the same', async (_when, before) => {
    await ask('Eva Roth');
    await send();
    if (!before) await approve();
    // Before, it says what comes first.
    const said = before
      ? 'looks at who came. After that we write to you here'
      : 'We write to you here from now on';
    for (let press = 0; press < 2; press++) {
      const answer = await open(linkIn(), 'POST');
      expect(answer).toMatchObject({ status: 200, text: expect.stringContaining(said) });
      expect(spoken(answer.text)).not.toContain('Eva');
    }
    if (before) await approve();
    expect(await channels()).toEqual([{ kind: 'email', state: 'good', preferred: true }]);
    expect((await open(linkIn())).text).toContain('Thank you.');
  });

  it('is good where its owner says yes while a lead lets them in', async () => {
    await ask('Eva Roth');
    await send();
    const { app } = stage;
    const [confirmations, now] = [app.get(JoinConfirmations), app.clock.now()];
    let letIn!: Promise<void>;
    await app.dataSource.transaction(async (tx) => {
      const opened = await confirmations.open(tx, linkIn().split('/')[2]!, now);
      await confirmations.confirm(tx, opened!, now);
      letIn = approve();
      await someWait(app);
    });
    await letIn;
    expect(await channels()).toEqual([{ kind: 'email', state: 'good', preferred: true }]);
  });

  it('is asked for patience, and not told that its link is wrong, where many came from one network', async () => {
    await ask('Eva Roth');
    await send();
    const gate = stage.app.get(JoinGate);
    while (await gate.mayLook({ own: '127.0.0.1' })) await gate.missed({ own: '127.0.0.1' });
    for (const method of ['GET', 'POST'])
      expect(await open(linkIn(), method)).toMatchObject({
        status: 429,
        text: expect.stringMatching(/try again in (60|\d\d) minutes/),
      });
    stage.app.clock.advance({ hours: 1 });
    expect((await open(linkIn(), 'POST')).status).toBe(200);
  });

  it('becomes the address of somebody known already, and preferred, once a lead has asked them', async () => {
    const rollout = await world.rollout();
    const member = await stage.app.dataSource.transaction(async (tx) => {
      const today = stage.app.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
      const person = { displayName: 'Eva Roth', email: 'old@roth.example', source: 'file' as const, today };
      const added = await stage.app.get(MemberService).add(tx, rollout.communityId, person);
      await stage.app.get(ParticipationService).enrol(tx, rollout);
      return added;
    });
    await ask('Eva Roth');
    await send();
    const [request] = await desk().requests(world.leads[0], world.id);
    await approve(member.id);
    const old = { kind: 'email', state: 'good', preferred: true };
    expect(await channels()).toEqual([old]);
    expect((await open(linkIn())).text).toContain('May we write');
    await desk().openPage(world.leads[0], world.id, request!.id);
    expect(await channels()).toEqual([old, { kind: 'email', state: 'unconfirmed', preferred: false }]);
    await open(linkIn(), 'POST');
    expect(await channels()).toEqual([
      { ...old, preferred: false },
      { ...old, preferred: true },
    ]);
  });

  it('says on the own page what is missing until then', async () => {
    const enough = await newCode(true);
    const waiting = await ask('Eva Roth', 'eva@roth.example', enough);
    await send();
    const own = new URL(waiting.url).pathname;
    expect((await open(own)).text).toContain('We send one message to the address that you typed.');
    await open(linkIn(), 'POST');
    expect((await open(own)).text).not.toContain('the address that you typed');
  });

  it('vanishes with a request that nobody took; its link then says what every wrong one says', async () => {
    await ask('Eva Roth');
    await send();
    const [request] = await desk().requests(world.leads[0], world.id);
    await desk().decline(world.leads[0], world.id, request!.id);
    expect(await stage.app.dataSource.query('select 1 from join_confirmation')).toEqual([]);
    const wrong = await open(`/confirm/${'x'.repeat(22)}`);
    expect(wrong.status).toBe(404);
    expect(await open(linkIn())).toEqual(wrong);
    expect(await open(linkIn(), 'POST')).toEqual(wrong);
  });

  it('is asked no more after 14 days', async () => {
    await ask('Eva Roth');
    await send();
    stage.app.clock.advance({ days: 15 });
    expect((await open(linkIn(), 'POST')).status).toBe(404);
  });

  it('of a stranger is not written to for ever, though every page answers alike', async () => {
    const pages = [];
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) pages.push((await ask(name)).status);
    expect(new Set(pages)).toEqual(new Set([200]));
    expect(await send()).toBe(3);
  });

  it('is tried again where its server says not now, under the same name, and given up after a day', async () => {
    mail.answer = () => ({ is: 'later', reason: 'not now' });
    await ask('Eva Roth');
    expect(await send()).toBe(0);
    stage.app.clock.advance({ minutes: 31 });
    await send();
    expect(new Set(mail.caught.map(({ messageId }) => messageId)).size).toBe(1);
    expect(mail.caught).toHaveLength(2);
    stage.app.clock.advance({ days: 2 });
    await send();
    stage.app.clock.advance({ days: 1 });
    await send();
    expect(mail.caught).toHaveLength(3);
  });

  it('waits while the community is held after a restore', async () => {
    const { communityId } = await world.rollout();
    await ask('Eva Roth');
    await stage.app.dataSource.query(`insert into hold values ($1, $2, 'restored')`, [
      communityId,
      stage.app.clock.now().toString(),
    ]);
    expect(await send()).toBe(0);
    await stage.app.dataSource.query('delete from hold');
    expect(await send()).toBe(1);
  });
});
