import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { carriedBy } from '../../test/support/carried-by.js';
import { Catcher } from '../../test/support/catcher.js';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { spoken } from '../../test/support/plain-words.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { someWait } from '../../test/support/someone-waits.js';
import { MemberEmails } from '../community/member-emails.service.js';
import { MemberService } from '../community/member.service.js';
import { Links } from '../kernel/crypto/links.js';
import { JoinConfirmJobs } from './join-confirm.jobs.js';
import { JoinDesk } from './join-desk.service.js';
import { ParticipationService } from './participation.service.js';
import { ledTo } from '../../test/support/led-to.js';

const mail = new Catcher();

describe('who came by the join page and was taken for somebody of the list', () => {
  let stage: RolloutStage;
  let world: RolloutWorld;
  let dup: string;
  let code: string;

  beforeAll(async () => {
    stage = await RolloutStage.open(carriedBy(mail));
  });
  afterAll(() => stage.app.close());
  beforeEach(async () => {
    world = await stage.settle();
    mail.caught = [];
    const rollout = await world.rollout();
    const today = stage.app.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
    dup = await stage.app.dataSource.transaction(async (tx) => {
      const person = { displayName: 'Dup', email: 'dup@hill.example', source: 'file' as const, today };
      const { id } = await stage.app.get(MemberService).add(tx, rollout.communityId, person);
      await stage.app.get(ParticipationService).enrol(tx, rollout);
      return id;
    });
    ({ code } = await desk().newCode(world.leads[0], world.id, {}));
  });

  const desk = (): JoinDesk => stage.app.get(JoinDesk);
  const visit = async (path: string): Promise<{ status: number; to: string | null; text: string }> => {
    const answer = await fetch(`${stage.app.url}${path}`, { redirect: 'manual' });
    const text = spoken(await answer.text());
    return { status: answer.status, to: ledTo(answer), text };
  };
  /** Comes as “dup” and is joined; answers with the waiting page and the request. */
  const come = async (
    more: Record<string, string>,
    meanwhile?: () => Promise<void>,
  ): Promise<{ waiting: string; id: string }> => {
    const body = new URLSearchParams({ name: 'dup', ...more });
    const answer = await fetch(`${stage.app.url}/j/${code}`, { method: 'POST', body, redirect: 'manual' });
    const [request] = await desk().requests(world.leads[0], world.id);
    await meanwhile?.();
    await desk().approve(world.leads[0], world.id, request!.id, dup);
    return { waiting: ledTo(answer)!, id: request!.id };
  };
  const channels = (memberId = dup): Promise<unknown[]> =>
    stage.app.dataSource.query(
      'select kind, preferred from member_channel where member_id = $1 order by kind, preferred',
      [memberId],
    );
  const good = (memberId: string): Promise<unknown[]> =>
    stage.app.dataSource.query('select state, preferred from member_channel where member_id = $1', [
      memberId,
    ]);
  const replaceLink = async (memberId: string): Promise<void> => {
    const [row] = await world.rows<{ id: string }>(
      'select id from participation where rollout_id = $1 and member_id = $2',
      memberId,
    );
    await stage.app.dataSource.transaction((tx) =>
      stage.app.get(ParticipationService).replaceLink(tx, row!.id, stage.app.clock.now()),
    );
  };
  const ownPage = async (memberId: string): Promise<string> => {
    const [row] = await world.rows<{ link_id: string }>(
      'select link_id from participation where rollout_id = $1 and member_id = $2',
      memberId,
    );
    return `/m/${stage.app.get(Links).token(row!.link_id)}`;
  };

  it.each([
    ['here', 'own-page'],
    ['person', 'by-hand'],
  ])('keeps what they chose (%s) once asked, and undoing gives the other theirs back', async (how, kind) => {
    const { id } = await come({ how });
    expect(await channels()).toEqual([{ kind: 'email', preferred: true }]);
    await desk().openPage(world.leads[0], world.id, id);
    expect(await channels()).toContainEqual({ kind, preferred: true });
    expect(await channels()).toContainEqual({ kind: 'email', preferred: false });
    const { memberId } = await desk().separate(world.leads[0], world.id, id);
    expect(memberId).not.toBe(dup);
    expect(await channels()).toEqual([{ kind: 'email', preferred: true }]);
  });

  it('never opens the page of the list by a name alone; after undoing they have one of their own', async () => {
    const { waiting, id } = await come({ how: 'here' });
    const known = await visit(waiting);
    expect(known).toMatchObject({ status: 200, to: null });
    expect(known.text).toContain('we ask you first whether it is you');
    const { memberId } = await desk().separate(world.leads[0], world.id, id);
    const page = (await visit(waiting)).to;
    expect(page).toBe(await ownPage(memberId));
    expect((await visit(page!)).status).toBe(200);
    await expect(desk().separate(world.leads[0], world.id, id)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('once asked, has a link of their own to it, which undoing takes away without touching the other', async () => {
    const { waiting, id } = await come({ how: 'here' });
    const theirs = await ownPage(dup);
    await desk().openPage(world.leads[0], world.id, id);
    const lent = (await visit(waiting)).to!;
    expect(lent).not.toBe(theirs);
    expect((await visit(lent)).status).toBe(200);
    expect((await visit(`${lent}/kinds`)).status).toBe(200);
    const { memberId } = await desk().separate(world.leads[0], world.id, id);
    expect((await visit(lent)).status).toBe(410);
    expect((await visit(`${lent}/kinds`)).status).toBe(410);
    expect((await visit(theirs)).status).toBe(200);
    expect((await visit(waiting)).to).toBe(await ownPage(memberId));
    expect(mail.caught).toEqual([]);
  });

  const email = { how: 'email', email: 'eva@roth.example' };
  const sayYes = async (): Promise<void> => {
    await stage.app.get(JoinConfirmJobs).run();
    const [link] = /\/confirm\/[\w-]+/.exec(mail.caught[0]!.text)!;
    const { status } = await fetch(`${stage.app.url}${link}`, { method: 'POST' });
    expect(status).toBe(200);
  };

  it.each([
    ['before they are joined', true],
    ['after', false],
  ])('with an address, confirmed %s, gets nothing of the other by a name alone', async (_when, before) => {
    const theirs = await ownPage(dup);
    const { id } = await come(email, before ? sayYes : undefined);
    if (!before) await sayYes();
    expect(await channels()).toEqual([{ kind: 'email', preferred: true }]);
    const { memberId } = await desk().separate(world.leads[0], world.id, id);
    expect(await channels()).toEqual([{ kind: 'email', preferred: true }]);
    expect(await good(memberId)).toEqual([{ state: 'good', preferred: true }]);
    expect(await ownPage(dup)).toBe(theirs);
  });

  it.each([
    ['before', true],
    ['after', false],
  ])(
    'takes an address, confirmed %s, along once asked; undoing replaces the link sent there',
    async (_when, before) => {
      const { waiting, id } = await come(email);
      const theirs = await ownPage(dup);
      if (before) await sayYes();
      await desk().openPage(world.leads[0], world.id, id);
      if (!before) await sayYes();
      expect(await channels()).toEqual([
        { kind: 'email', preferred: false },
        { kind: 'email', preferred: true },
      ]);
      const { memberId } = await desk().separate(world.leads[0], world.id, id);
      expect(await channels()).toEqual([{ kind: 'email', preferred: true }]);
      expect(await good(memberId)).toEqual([{ state: 'good', preferred: true }]);
      expect((await visit(theirs)).status).toBe(410);
      expect((await visit(await ownPage(dup))).status).toBe(200);
      expect((await visit(waiting)).to).toBe(await ownPage(memberId));
      expect(mail.caught).toHaveLength(1);
    },
  );

  it('leads nowhere by their waiting page once a lead has replaced their link', async () => {
    const { waiting, id } = await come({ how: 'here' });
    const { memberId } = await desk().separate(world.leads[0], world.id, id);
    await replaceLink(memberId);
    const wrong = await visit(`/join/${'x'.repeat(22)}`);
    expect(wrong.status).toBe(404);
    expect(wrong.text).toContain('not taken up, it has ended, or it was deleted');
    expect(wrong.text).not.toMatch(/typed|opens nothing/);
    expect(await visit(waiting)).toEqual(wrong);
  });

  it('waits on where its code is replaced, and once declined reads that it is over, as at an unknown address', async () => {
    const body = new URLSearchParams({ name: 'Eva', how: 'here' });
    const answer = await fetch(`${stage.app.url}/j/${code}`, { method: 'POST', body, redirect: 'manual' });
    const waiting = ledTo(answer)!;
    const [request] = await desk().requests(world.leads[0], world.id);
    await desk().newCode(world.leads[0], world.id, {});
    expect((await visit(waiting)).text).toContain('A person looks at it soon');
    await desk().decline(world.leads[0], world.id, request!.id);
    expect(await visit(waiting)).toEqual(await visit(`/join/${'x'.repeat(22)}`));
  });

  it('is asked anew, and can be let to the page again, once a lead has replaced the links to it', async () => {
    const { waiting, id } = await come({ how: 'here' });
    await desk().openPage(world.leads[0], world.id, id);
    const lent = (await visit(waiting)).to!;
    await replaceLink(dup);
    expect((await visit(lent)).status).toBe(410);
    expect(await visit(waiting)).toMatchObject({ status: 200, to: null });
    expect(await desk().joined(world.leads[0], world.id)).toMatchObject([{ id, pageOpen: false }]);
    await desk().openPage(world.leads[0], world.id, id);
    const again = (await visit(waiting)).to!;
    expect(again).not.toBe(lent);
    expect((await visit(again)).status).toBe(200);
  });

  it('is asked anew too where their link to it was taken away alone', async () => {
    const { waiting, id } = await come({ how: 'here' });
    await desk().openPage(world.leads[0], world.id, id);
    const lent = (await visit(waiting)).to!;
    await stage.app.dataSource.transaction(async (tx) => {
      const links = stage.app.get(Links);
      const { id: link } = (await links.find(tx, lent.slice(3), 'own-page'))!;
      await links.revoke(tx, link, stage.app.clock.now());
    });
    expect(await visit(waiting)).toMatchObject({ status: 200, to: null });
    expect(await desk().joined(world.leads[0], world.id)).toMatchObject([{ id, pageOpen: false }]);
    await desk().openPage(world.leads[0], world.id, id);
    expect((await visit((await visit(waiting)).to!)).status).toBe(200);
  });

  it('can be undone at the moment when the owner of their address says yes', async () => {
    const { id } = await come(email);
    await desk().openPage(world.leads[0], world.id, id);
    const emails = stage.app.get(MemberEmails);
    let undone: Promise<unknown> | undefined;
    // Between marking the yes and writing it to the member, the undoing begins on another connection.
    const paused = jest.spyOn(emails, 'confirm').mockImplementationOnce(async (...given) => {
      undone = desk().separate(world.leads[0], world.id, id);
      undone.catch(() => undefined);
      await someWait(stage.app);
      return emails.confirm(...given);
    });
    await sayYes();
    paused.mockRestore();
    await undone;
    expect(await channels()).toEqual([{ kind: 'email', preferred: true }]);
  });

  it('takes no address along that is confirmed after a lead has replaced the links, until asked anew', async () => {
    const { id } = await come(email);
    await desk().openPage(world.leads[0], world.id, id);
    await replaceLink(dup);
    await sayYes();
    expect(await good(dup)).toContainEqual({ state: 'unconfirmed', preferred: false });
    await desk().openPage(world.leads[0], world.id, id);
    expect(await good(dup)).not.toContainEqual({ state: 'unconfirmed', preferred: false });
    await desk().separate(world.leads[0], world.id, id);
    expect(await channels()).toEqual([{ kind: 'email', preferred: true }]);
  });

  it('does not undo what the other has chosen since', async () => {
    const { id } = await come({ how: 'here' });
    await desk().openPage(world.leads[0], world.id, id);
    await stage.app.dataSource.query(
      `insert into member_channel (community_id, member_id, kind, preferred, created_at)
       select community_id, id, 'by-hand', true, $2 from member where id = $1`,
      [dup, stage.app.clock.now().toString()],
    );
    await stage.app.dataSource.query(
      `update member_channel set preferred = (kind = 'by-hand') where member_id = $1`,
      [dup],
    );
    await desk().separate(world.leads[0], world.id, id);
    expect(await channels()).toEqual([
      { kind: 'by-hand', preferred: true },
      { kind: 'email', preferred: false },
    ]);
  });

  it('stands on the leads’ page with both taps, and with neither once undone', async () => {
    const { id } = await come({ how: 'here' });
    const lead = await LeadBrowser.enter(stage.app, world.leads[0].accountId);
    const path = `/rollouts/${world.id}/joining`;
    expect(spoken((await lead.open(path)).html)).toContain('dup is Dup');
    expect((await lead.press(path, `${path}/${id}/open-page`)).html).toContain('is open to who came');
    const { html } = await lead.press(path, `${path}/${id}/separate`);
    expect(html).not.toContain('dup is Dup');
    const [entry] = await stage.app.dataSource.query<{ what: string }[]>(
      `select what from audit_entry where what like 'join.sep%'`,
    );
    expect(entry).toEqual({ what: 'join.separated' });
  });
});
