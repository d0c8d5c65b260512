import { Module } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { spoken, unplain } from '../../test/support/plain-words.js';
import { factsWith } from '../../test/support/facts.js';
import { otherFacts } from '../../test/support/other-facts.js';
import { People, type Enrolled } from '../../test/support/people.js';
import { doPlay, toldBy } from '../../test/support/plays-by-hand.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { AccessModule } from '../access/access.module.js';
import { Accounts } from '../access/accounts.js';
import type { Actor } from '../access/actor.js';
import { moment } from '../kernel/database/columns.js';
import type { Refusal } from '../kernel/refusal.js';
import { Plugged } from '../notices/plugged.js';
import { usualPlan } from '../rollout/plan.js';
import type { PlayKey } from '../rollout/playbook.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { SocketBoard } from '../rollout/socket-board.js';
import { SunsetModule } from '../sunset/sunset.module.js';
import { Retrospectives } from './retrospective.service.js';
import { RetrospectiveModule } from './retrospective.module.js';

const facts = factsWith({
  'adoption.band': Array.from({ length: 15 }, (_, i) => ({
    day: Temporal.PlainDate.from('2026-05-01').add({ days: i }),
    low: 0.6 + i / 100,
    high: 0.8,
  })),
});

@Module({ providers: [otherFacts(['rollout', 'sunset', 'refine', 'surveys', 'retrospective'], facts)] })
class OtherFeatures {}

const lookBack = Temporal.PlainDate.from('2026-08-12');

describe('looking back', () => {
  let app: TestApp;
  let people: People;
  let anna: Enrolled;
  let bo: Enrolled;
  let lead: Actor;
  let token: string;

  beforeAll(async () => {
    app = await startTestApp({
      modules: [AccessModule, SunsetModule, RetrospectiveModule, OtherFeatures],
    });
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    at(lookBack.subtract({ days: 7 }));
    people = await People.settle(app);
    const { rolloutId, communityId } = people;
    await app.dataSource.query('update rollout set plan = $1 where id = $2', [
      JSON.stringify(usualPlan('2026-01-05', 'Europe/Berlin')),
      rolloutId,
    ]);
    await app.dataSource.query(
      `insert into transition (rollout_id, revision, t, proof_since) values ($1, 1, '2026-05-12', '2026-04-01Z')`,
      [rolloutId],
    );
    await app.dataSource.query(
      `insert into transition_change (rollout_id, step, number, revision, t, at, by)
       values ($1, 'r1', 1, 1, '2026-05-10', '2026-04-01Z', gen_random_uuid()),
              ($1, 'r1/2', 2, 1, '2026-05-12', '2026-04-03Z', gen_random_uuid())`,
      [rolloutId],
    );
    anna = await people.add({ name: 'Anna', email: 'anna@hill.example', advocate: true });
    bo = await people.add({ name: 'Bo', email: 'bo@hill.example' });
    await people.add({ name: 'Cem', outcome: 'declined' });
    lead = { accountId: await people.addLead(), communityId, name: 'Lena', role: 'lead' };
    token = await app.dataSource.transaction((tx) =>
      app.get(Accounts).issueToken(tx, lead.accountId, 'test', app.clock.now().add({ hours: 24 * 60 })),
    );
  });

  it('asks whoever did not say no, and reminds only who has arrived and not answered', async () => {
    await play('retrospective.survey', '');
    expect(await told('retrospective.survey')).toEqual([anna.memberId, bo.memberId].toSorted());
    await app.dataSource.query(`update participation set arrived_on = '2026-03-01' where id = $1`, [
      bo.participationId,
    ]);
    at(lookBack.subtract({ days: 3 }));
    await play('retrospective.survey', 'reminder');
    expect(await told('retrospective.survey/reminder')).toEqual([bo.memberId]);
  });

  it('invites helpers and leads a week ahead to a meeting three months after T, where no lead named another day', async () => {
    await play('retrospective.meeting', 'invitation');
    expect(await told('retrospective.meeting')).toEqual([anna.memberId]);
    const [row] = await app.dataSource.query<{ meeting_at: Date }[]>(
      'select meeting_at from retrospective where rollout_id = $1',
      [people.rolloutId],
    );
    expect(moment(row!.meeting_at).toString()).toBe('2026-08-12T17:00:00Z');
    const file = await fetch(`${app.url}/m/${anna.token}/looking-back.ics`);
    expect(file.headers.get('content-type')).toContain('text/calendar');
    expect(await file.text()).toMatch(/DTSTART:20260812T170000Z/);
  });

  it('adds who asked to come since, and tells whoever was told when it is moved', async () => {
    await api('PUT', '/meeting', { at: '2026-08-11T17:00:00Z', where: 'the yard' });
    await play('retrospective.meeting', 'invitation');
    await app.dataSource.query('update participation set advocate = true where id = $1', [
      bo.participationId,
    ]);
    await play('retrospective.meeting', 'asked');
    expect(await told('retrospective.meeting')).toEqual([anna.memberId, bo.memberId].toSorted());
    await api('PUT', '/meeting', { at: '2026-08-11T17:00:00Z', where: 'the yard' });
    expect(await told('retrospective.meeting/moved/1')).toEqual([]);
    await api('PUT', '/meeting', { at: '2026-08-13T17:00:00Z', where: 'the hall' });
    await api('PUT', '/meeting', { at: '2026-08-11T17:00:00Z', where: 'the yard' });
    expect(await told('retrospective.meeting/moved/2')).toEqual([anna.memberId, bo.memberId].toSorted());
    const wanted = (key: string) =>
      app.dataSource.transaction((tx) =>
        app.get(Plugged).stillWanted(tx, 'retrospective.meeting', {
          ...{ rolloutId: people.rolloutId, key, memberIds: [anna.memberId] },
        }),
      );
    expect(await wanted('retrospective.meeting/moved/2')).toEqual(new Set([anna.memberId]));
    for (const older of ['retrospective.meeting', 'retrospective.meeting/moved/1'])
      expect(await wanted(older)).toEqual(new Set());
  });

  it('drafts a report from the record: plan and reality, the weekly curve, notices', async () => {
    at(lookBack.add({ days: 7 }));
    await play('retrospective.survey', '');
    await play('retrospective.report', '');
    const kept = (await (await api('GET', '')).json()) as { record: Record<string, unknown> };
    expect(kept.record).toMatchObject({
      transition: { first: '2026-05-10', final: '2026-05-12', timesMoved: 1 },
      adoption: [{ day: '2026-05-01' }, { day: '2026-05-08' }, { day: '2026-05-15', low: 0.74 }],
      notices: [{ play: 'retrospective.survey', people: 2 }],
      // Who was told and said no chose all the same.
      proof: { declined: 0 },
      notComing: 1,
      phases: [{ name: 'Pilot circle', plannedFrom: '2026-01-05', plannedTo: '2026-02-01' }, {}, {}, {}],
    });
  });

  it('is published once it was met and decided, and every member can read it', async () => {
    const nextCheckIn = '2027-02-01';
    const early = (await (await api('POST', '/publish', { nextCheckIn })).json()) as Refusal;
    expect(early.reasons.map((reason) => reason.message)).toEqual([
      expect.stringContaining('Meet first'),
      expect.stringContaining('Nothing is decided'),
    ]);
    expect((await fetch(`${app.url}/m/${bo.token}/looking-back`)).status).toBe(404);
    await api('PUT', '/meeting', { at: '2026-08-12T17:00:00Z', where: 'the yard' });
    at(lookBack.add({ days: 2 }));
    await api('POST', '/decisions', { text: 'Show pictures larger', owner: 'Mira', dueOn: '2026-10-01' });
    for (let i = 0; i < 48; i++) await people.add();
    const onThePage = (typed?: number): Promise<void> =>
      app.get(Retrospectives).publish(lead, people.rolloutId, {
        nextCheckIn: Temporal.PlainDate.from(nextCheckIn),
        inNumbers: { people: typed },
      });
    for (const typed of [undefined, 50])
      await expect(onThePage(typed)).rejects.toMatchObject({
        reasons: [{ field: 'people', message: expect.stringContaining('51 people') }],
      });
    await onThePage(51);
    expect((await api('POST', '/publish', { nextCheckIn })).status).toBe(409);
    const page = await (await fetch(`${app.url}/m/${bo.token}/looking-back`)).text();
    expect(page).toContain('Show pictures larger (Mira, by Thursday 1 October)');
    expect(page).toContain('Between 74% and 80%');
    expect(unplain(spoken(page))).toEqual([]);
    expect(await published()).toEqual({
      meetingAt: Temporal.Instant.from('2026-08-12T17:00:00Z'),
      publishedOn: lookBack.add({ days: 2 }),
    });
  });

  function at(day: Temporal.PlainDate): void {
    app.clock.jump(day.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '10:00' }).toInstant());
  }

  function api(method: string, path: string, body?: object): Promise<Response> {
    return fetch(`${app.url}/api/v1/rollouts/${people.rolloutId}/retrospective${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  const play = (name: PlayKey, step: string): Promise<void> => doPlay(app, people.rolloutId, name, step);
  const told = (key: string): Promise<string[]> => toldBy(app, people.rolloutId, key);

  async function published(): Promise<unknown> {
    const rollout = await app.dataSource.manager.findOneByOrFail(Rollout, { id: people.rolloutId });
    return app.get(SocketBoard).tell('retrospective.record', app.dataSource.manager, rollout);
  }
});
