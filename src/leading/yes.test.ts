import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { carriedBy } from '../../test/support/carried-by.js';
import { Catcher } from '../../test/support/catcher.js';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { spoken } from '../../test/support/plain-words.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { Accounts } from '../access/accounts.js';
import type { Actor } from '../access/actor.js';
import { DashboardModule } from '../dashboard/dashboard.module.js';
import type { Refusal } from '../kernel/refusal.js';
import { Deliveries } from '../notices/deliveries.service.js';
import { LeadingModule } from './leading.module.js';
import { YesService } from './yes.service.js';
import { YesViews } from './yes.view.js';

const mail = new Catcher();

describe('closing a phase in spite of its gate', () => {
  let stage: RolloutStage;
  let world: RolloutWorld;
  let lena: Actor;
  let luis: Actor;
  const reason = 'The circle is small, and happy.';

  beforeAll(async () => {
    stage = await RolloutStage.open(LeadingModule, DashboardModule, carriedBy(mail));
  });
  afterAll(() => stage.app.close());
  beforeEach(async () => {
    world = await stage.settle();
    [lena, luis] = world.leads;
    mail.caught = [];
  });

  const service = (): YesService => stage.app.get(YesService);
  const ask = (by = lena): Promise<{ id: string; seen: string }> =>
    service().ask(by, { kind: 'gate', rolloutId: world.id, subject: 'pilot' }, { reason });
  const look = (id: string, by = luis) => stage.app.get(YesViews).one(by, id);
  const phase = async () =>
    (
      await world.rows<{ closed_by: string | null; seconded: string | null; reason: string | null }>(
        `select closed_by, override_seconded_by as seconded, override_reason as reason from phase where rollout_id = $1 and key = 'pilot'`,
      )
    )[0]!;
  const open = { closed_by: null, seconded: null, reason: null };
  const leave = (one: Actor): Promise<unknown> =>
    stage.app.dataSource.query(`update account set left_at = '2026-01-05T08:30:00Z' where id = $1`, [
      one.accountId,
    ]);
  const noted = async (): Promise<string[]> =>
    (
      await stage.app.dataSource.query<{ line: string }[]>(
        `select what || case actor when $2 then ' Lena' when $3 then ' Luis' else ' ' || actor end as line
           from audit_entry where community_id = $1 and what ~ '^(gate|yes|two-leads)' order by number`,
        [lena.communityId, lena.accountId, luis.accountId],
      )
    ).map((row) => row.line);
  const mailTo = async (actor: Actor): Promise<void> => {
    const { app } = stage;
    await app.dataSource.transaction(async (tx) => {
      const { id } = await app
        .get(Accounts)
        .create(tx, { ...actor, name: `${actor.name} too`, role: 'lead', email: 'ada@hill.example' });
      await tx.query('update account set email_sealed = null where id <> $1', [id]);
    });
  };

  it('is done at the other lead’s yes, once, with both names and the reason', async () => {
    const { id, seen } = await ask();
    expect(await phase()).toEqual(open);
    await expect(service().yes(lena, id, { seen })).rejects.toMatchObject({ kind: 'forbidden' });
    await service().yes(luis, id, { seen, word: 'I know them too.' });
    expect(await phase()).toEqual({ closed_by: lena.accountId, seconded: luis.accountId, reason });
    await expect(service().yes(luis, id, { seen })).rejects.toMatchObject({ kind: 'conflict' });
    expect(await noted()).toEqual(['gate.override-asked.pilot Lena', 'gate.overridden.pilot Luis']);
    expect(await look(id)).toMatchObject({
      ...{ state: 'done', doneAlone: false, asker: 'Lena', reason },
      answer: { by: 'Luis', word: 'I know them too.' },
    });
  });

  it('happens once though two say yes at the same moment, and though one says no', async () => {
    const ada = await stage.app.dataSource.transaction(async (tx) => {
      const { communityId } = lena;
      const { id } = await stage.app.get(Accounts).create(tx, { communityId, name: 'Ada', role: 'admin' });
      return { ...lena, accountId: id, name: 'Ada', role: 'admin' } as const;
    });
    const { id, seen } = await ask();
    const settled = await Promise.allSettled([
      service().yes(luis, id, { seen }),
      service().yes(ada, id, { seen }),
      service().yes(luis, id, { seen }),
    ]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await noted()).filter((line) => line.startsWith('gate.overridden'))).toHaveLength(1);
    await expect(service().no(ada, id, 'Too late')).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('is not done after a no, after it was taken back, after its time, nor by a word of who left', async () => {
    const first = await ask();
    await expect(service().no(lena, first.id, 'Mine')).rejects.toMatchObject({ kind: 'forbidden' });
    await service().no(luis, first.id, 'Let us wait a week.');
    await expect(service().yes(luis, first.id, first)).rejects.toMatchObject({ kind: 'conflict' });
    const second = await ask();
    await expect(service().withdraw(luis, second.id)).rejects.toMatchObject({ kind: 'forbidden' });
    await service().withdraw(lena, second.id);
    await expect(service().yes(luis, second.id, second)).rejects.toMatchObject({ kind: 'conflict' });
    const third = await ask();
    stage.app.clock.advance({ days: 7 });
    expect((await look(third.id)).state).toBe('expired');
    await expect(service().yes(luis, third.id, third)).rejects.toMatchObject({ kind: 'conflict' });
    const fourth = await ask();
    await leave(lena);
    await expect(service().yes(luis, fourth.id, fourth)).rejects.toMatchObject({
      reasons: [{ message: expect.stringContaining('does not lead here any more') }],
    });
    expect(await phase()).toEqual(open);
  });

  it('asks anew where something has changed since somebody looked, and says what', async () => {
    const { id, seen } = await ask();
    await world.told({ 'pilot.tasks': { circle: 5, tasks: [{ key: 'post', words: 'write', done: 5 }] } });
    const refusal = await service()
      .yes(luis, id, { seen })
      .then(
        () => null,
        (error: Refusal) => error,
      );
    const said = refusal!.reasons.map(({ message }) => message);
    expect(said[0]).toContain('This has changed since you looked');
    expect(said.some((line) => line.startsWith('Now: '))).toBe(true);
    expect(await phase()).toEqual(open);
    const now = await look(id);
    expect(now.changed.fresh.length).toBeGreaterThan(0);
    await service().yes(luis, id, { seen: now.seen });
    expect((await phase()).closed_by).toBe(lena.accountId);
  });

  it('cannot be asked twice by two, nor be found by another community', async () => {
    const { id } = await ask();
    await expect(ask(luis)).rejects.toMatchObject({
      reasons: [{ message: 'Lena has asked for this already. Answer what they ask.' }],
    });
    const again = await ask();
    expect((await look(id)).state).toBe('withdrawn');
    const other = (await stage.settle()).leads[0];
    for (const act of [
      () => look(again.id, other),
      () => service().yes(other, again.id, again),
      () => service().no(other, again.id, 'No'),
    ])
      await expect(act()).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is done alone by the only lead who switched the rule off, and the record says so; with a second lead it is on', async () => {
    await leave(luis);
    const browser = await LeadBrowser.enter(stage.app, lena.accountId);
    const pilot = spoken((await browser.open(`/rollouts/${world.id}/phases/pilot`)).html);
    expect(pilot).toContain(
      'You lead alone: nobody can answer. Add a second lead, or switch the rule of two off',
    );
    expect(pilot).toContain('Who tries it first: Lena');
    const { id, seen } = await ask();
    expect(spoken((await browser.open(`/yes/${id}`)).html)).toContain('You lead alone: add a second lead');
    await expect(service().yes(lena, id, { seen })).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await browser.press('/yes', '/yes/alone/off', { words: 'x' })).status).toBe(422);
    const off = await browser.press('/yes', '/yes/alone/off', { words: 'We are three, I do the work.' });
    expect(spoken(off.html)).toContain('“We are three, I do the work.”');
    const done = await browser.press(`/yes/${id}`, `/yes/${id}/yes`);
    expect(spoken(done.html)).toContain('Lena did this alone');
    expect(await phase()).toEqual({ closed_by: lena.accountId, seconded: lena.accountId, reason });
    expect(spoken((await browser.open(`/rollouts/${world.id}/phases/pilot`)).html)).toContain(
      'by Lena alone',
    );
    await stage.app.dataSource.query('update account set left_at = null where id = $1', [luis.accountId]);
    await service()
      .ask(lena, { kind: 'gate', rolloutId: world.id, subject: 'refine' }, { reason })
      .catch(() => undefined);
    expect(spoken((await browser.open('/yes')).html)).toContain('It is on: Lena, Luis lead.');
    const opened = await service().ask(
      lena,
      { kind: 'roster', rolloutId: null, subject: lena.communityId },
      { reason },
    );
    await expect(service().yes(lena, opened.id, opened)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await noted()).toEqual([
      'gate.override-asked.pilot Lena',
      'two-leads.switched-off Lena',
      'gate.overridden.pilot-alone Lena',
      'two-leads.on-again changeover',
    ]);
  });

  it('stands on the overview under what needs you, and a letter tells the others, then who asked', async () => {
    await mailTo(luis);
    const { id, seen } = await ask();
    const browser = await LeadBrowser.enter(stage.app, luis.accountId);
    const { html } = await browser.open(`/rollouts/${world.id}`);
    expect(html).toContain(`href="/yes/${id}"`);
    expect(spoken(html)).toContain(
      'Lena asks for a second lead’s yes: closing a phase in spite of its gate.',
    );
    await stage.app.get(Deliveries).run(stage.app.clock.now().add({ hours: 1 }));
    expect(mail.caught.map(({ subject, to }) => [to, subject])).toEqual([
      ['ada@hill.example', 'The gardeners: a second yes is asked'],
    ]);
    expect(mail.caught[0]!.text).toContain(`/yes/${id}`);
    await service().yes(luis, id, { seen });
    expect((await browser.open(`/rollouts/${world.id}`)).html).not.toContain(`href="/yes/${id}"`);
    expect(
      await world.rows(
        `select d.account_id from delivery d join notice n on n.id = d.notice_id
          where n.rollout_id = $1 and n.play = 'yes-answered'`,
      ),
    ).toEqual([{ account_id: lena.accountId }]);
  });
});
