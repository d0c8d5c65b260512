import { Module } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { otherFacts } from '../../test/support/other-facts.js';
import { People, type Enrolled } from '../../test/support/people.js';
import { doPlay, toldBy } from '../../test/support/plays-by-hand.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { AccessModule } from '../access/access.module.js';
import type { Actor } from '../access/actor.js';
import type { Refusal } from '../kernel/refusal.js';
import { YesService } from '../leading/yes.service.js';
import { usualPlan } from '../rollout/plan.js';
import type { PlayKey } from '../rollout/playbook.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { SocketBoard } from '../rollout/socket-board.js';
import { ClosingPlays } from './closing.plays.js';
import { Endings } from './ending.service.js';
import { OldPlaces } from './places.service.js';
import { SunsetModule } from './sunset.module.js';

@Module({ providers: [otherFacts(['rollout', 'sunset', 'refine'])] })
class OtherFeatures {}

const t = Temporal.PlainDate.from('2026-05-12');

describe('the end of the old place', () => {
  let app: TestApp;
  let people: People;
  let anna: Enrolled;
  let bo: Enrolled;
  let lead: Actor;
  let second: Actor;
  let placeId: string;

  beforeAll(async () => {
    app = await startTestApp({ modules: [AccessModule, SunsetModule, OtherFeatures] });
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    app.clock.jump('2026-05-01T08:00:00Z');
    people = await People.settle(app);
    const { rolloutId, communityId } = people;
    placeId = randomUUID();
    await app.dataSource.query('update rollout set plan = $1 where id = $2', [
      JSON.stringify(usualPlan('2026-01-05', 'Europe/Berlin')),
      rolloutId,
    ]);
    await app.dataSource.query(
      `insert into place (id, community_id, name, platform, caretaker) values ($1, $2, 'Stairwell C', 'WhatsApp', 'Tom')`,
      [placeId, communityId],
    );
    await app.dataSource.query(
      `insert into rollout_place (rollout_id, place_id, side) values ($1, $2, 'source')`,
      [...[rolloutId, placeId]],
    );
    await app.dataSource.query(
      `insert into transition (rollout_id, revision, t, proof_since) values ($1, 1, $2, '2026-04-01Z')`,
      [rolloutId, t.toString()],
    );
    anna = await people.add({ name: 'Anna', email: 'anna@hill.example' });
    bo = await people.add({ name: 'Bo' });
    lead = { accountId: await people.addLead('Lena'), communityId, name: 'Lena', role: 'lead' };
    second = { accountId: await people.addLead('Said'), communityId, name: 'Said', role: 'lead' };
  });

  it('reminds only who has not said that they have their things, up to the moment of sending', async () => {
    expect((await post(bo, { said: 'nothing' })).status).toBe(303);
    await play('sunset.export-reminder', 'r1/T-21');
    expect(await told('sunset.export-reminder/r1/T-21')).toEqual([anna.memberId]);
    await post(anna, { said: 'have' });
    const wish = {
      rolloutId: people.rolloutId,
      key: 'sunset.export-reminder/r1/T-21',
      memberIds: [anna.memberId],
    };
    expect(await app.get(ClosingPlays).reminderWanted(app.dataSource.manager, wish)).toEqual(new Set());
    await post(anna, { said: 'undo' });
    expect(await app.get(ClosingPlays).reminderWanted(app.dataSource.manager, wish)).toEqual(
      new Set([anna.memberId]),
    );
  });

  it('spares who has arrived with their things every notice but the one of T-7', async () => {
    await app.dataSource.query(`update participation set arrived_on = '2026-04-02' where id = $1`, [
      anna.participationId,
    ]);
    await post(anna, { said: 'have' });
    await play('sunset.notice', 'r1/T-14');
    await play('sunset.notice', 'r1/T-7');
    expect(await told('sunset.notice/r1/T-14')).toEqual([bo.memberId]);
    expect(await told('sunset.notice/r1/T-7')).toEqual([anna.memberId, bo.memberId].toSorted());
  });

  it('goes by hand at T-7 only, to who has no address', async () => {
    await play('sunset.notice', 'r1/T-14');
    await play('sunset.notice', 'r1/T-7');
    const rows = await app.dataSource.query<{ line: string }[]>(
      `select n.key || ' ' || d.state as line from delivery d join notice n on n.id = d.notice_id
        where d.member_id = $1 order by 1`,
      [bo.memberId],
    );
    expect(rows.map((row) => row.line)).toEqual([
      'sunset.notice/r1/T-14 posted',
      'sunset.notice/r1/T-7 to tell',
    ]);
  });

  it('says on the own page until when it can be read, and takes an answer back', async () => {
    const page = async (): Promise<string> => (await fetch(`${app.url}/m/${anna.token}`)).text();
    expect(await page()).toContain('Thursday 11 June');
    await post(anna, { said: 'have' });
    expect(await page()).toContain('You said that you have your things.');
  });

  it('asks the keeper of each place on the day, and takes read-only and redirect as confirmed from then on', async () => {
    const places = app.get(OldPlaces);
    const seen = { readOnly: true, redirect: false };
    expect(await reasonsOf(places.confirm(lead, people.rolloutId, placeId, seen))).toEqual([
      expect.stringContaining('can write until Tuesday 12 May'),
    ]);
    on(t);
    await play('sunset.read-only', `r1/${placeId}`);
    const [list] = await app.dataSource.query<{ letters: { en: { paragraphs: string[] } } }[]>(
      `select letters from edition e join notice n on n.id = e.notice_id where rollout_id = $1 and play = 'sunset.read-only'`,
      [people.rolloutId],
    );
    expect(list!.letters.en.paragraphs.join(' ')).toContain('switch “Send messages” off');
    await places.confirm(lead, people.rolloutId, placeId, seen);
    await places.confirm(lead, people.rolloutId, placeId, { readOnly: false, redirect: true });
    expect(await places.list(lead, people.rolloutId)).toMatchObject([{ readOnlyOn: t, redirectOn: t }]);
  });

  it('is shut down by the named person after a second lead’s yes, once the archive is kept and its time over', async () => {
    const [endings, yes] = [app.get(Endings), app.get(YesService)];
    const { rolloutId } = people;
    const why = 'Everybody is out, and all is kept.';
    on(t.add({ days: 10 }));
    expect(await reasonsOf(endings.askYes(lead, rolloutId, why))).toEqual([
      expect.stringContaining('can read there until Thursday 11 June'),
      expect.stringContaining('archive is not confirmed'),
      expect.stringContaining('Nobody was asked'),
    ]);
    on(t.add({ days: 30 }));
    await endings.confirmArchive(lead, rolloutId, 'On the stick in the office, and at Mira’s.');
    await endings.ask(lead, rolloutId, lead.accountId);
    expect(await reasonsOf(endings.askYes(second, rolloutId, why))).toEqual([
      expect.stringContaining('Somebody else was asked'),
    ]);
    expect(await reasonsOf(endings.done(lead, rolloutId))).toEqual([
      expect.stringContaining('A second lead has not said yes yet'),
    ]);
    const { id, seen } = await endings.askYes(lead, rolloutId, why);
    expect(await reasonsOf(yes.yes(lead, id, { seen }))).toEqual([
      expect.stringContaining('a second lead has to say yes'),
    ]);
    await yes.yes(second, id, { seen });
    expect(await fact()).toEqual({ shutdownConfirmedOn: null });
    expect(await reasonsOf(endings.done(second, rolloutId))).toEqual([
      expect.stringContaining('Somebody else was asked'),
    ]);
    await endings.done(lead, rolloutId);
    expect(await fact()).toEqual({ shutdownConfirmedOn: t.add({ days: 30 }) });
  });

  it('is celebrated in words that fit into a post, or in none', async () => {
    const tooLong = 'Thank you. '.repeat(60);
    await expect(app.get(Endings).writeCelebration(lead, people.rolloutId, tooLong)).rejects.toMatchObject({
      kind: 'invalid',
      reasons: [{ field: 'words' }],
    });
  });

  it('is celebrated in the leads’ own words, and that day counts', async () => {
    await app
      .get(Endings)
      .writeCelebration(lead, people.rolloutId, 'We did it.\n\nThere is cake in the yard.');
    on(t.add({ days: 1 }));
    await play('sunset.celebration', '');
    const [said] = await app.dataSource.query<{ letters: { en: { paragraphs: string[] } } }[]>(
      `select letters from edition e join notice n on n.id = e.notice_id where rollout_id = $1 and key = 'sunset.celebration'`,
      [people.rolloutId],
    );
    expect(said!.letters.en.paragraphs).toEqual(['We did it.', 'There is cake in the yard.']);
    const [ending] = await app.dataSource.query('select celebrated_on from ending where rollout_id = $1', [
      people.rolloutId,
    ]);
    expect(ending).toEqual({ celebrated_on: '2026-05-13' });
  });

  it('tells of a cancelled move only whom it was told to', async () => {
    await play('sunset.notice', 'r1/T-14');
    await app.dataSource.query(`update delivery set state = 'accepted' where member_id = $1`, [
      anna.memberId,
    ]);
    await app.dataSource.query(`update delivery set state = 'could not' where member_id = $1`, [bo.memberId]);
    await play('rollout.cancelled', '');
    expect(await told('rollout.cancelled')).toEqual([anna.memberId]);
  });

  it('tells of a cancelled move also who is being told, and who said that they read it, though their mail came back', async () => {
    await play('sunset.notice', 'r1/T-7');
    await app.dataSource.query(`update delivery set state = 'sending' where member_id = $1`, [anna.memberId]);
    await app.dataSource.query(
      `update delivery set state = 'bounced', confirmed_at = '2026-05-01Z' where member_id = $1`,
      [bo.memberId],
    );
    await play('rollout.cancelled', '');
    expect(await told('rollout.cancelled')).toEqual([anna.memberId, bo.memberId].toSorted());
  });

  it('asks nobody who has left to shut it down, and the admins where who was asked leaves', async () => {
    const { rolloutId, communityId } = people;
    const leaves = (one: Actor): Promise<unknown> =>
      app.dataSource.query(`update account set left_at = '2026-05-02Z' where id = $1`, [one.accountId]);
    await app.get(Endings).ask(lead, rolloutId, second.accountId);
    await leaves(second);
    expect(await reasonsOf(app.get(Endings).ask(lead, rolloutId, second.accountId))).toEqual([
      'Nobody who works here has this id.',
    ]);
    await app.dataSource.query(`update account set role = 'admin' where id = $1`, [lead.accountId]);
    on(t.add({ days: 30 }));
    await play('sunset.shutdown', '');
    const asked = await app.dataSource.query<{ account_id: string }[]>(
      `select d.account_id from delivery d join notice n on n.id = d.notice_id
        where n.play = 'sunset.shutdown' and d.community_id = $1`,
      [communityId],
    );
    expect(asked).toEqual([{ account_id: lead.accountId }]);
  });

  const on = (day: Temporal.PlainDate): void =>
    app.clock.jump(day.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '09:00' }).toInstant());

  const post = (person: Enrolled, fields: Record<string, string>): Promise<Response> =>
    fetch(`${app.url}/m/${person.token}/things`, {
      ...{ method: 'POST', redirect: 'manual' },
      body: new URLSearchParams(fields),
    });

  const play = (name: PlayKey, step: string): Promise<void> => doPlay(app, people.rolloutId, name, step);
  const told = (key: string): Promise<string[]> => toldBy(app, people.rolloutId, key);

  async function fact(): Promise<unknown> {
    const rollout = await app.dataSource.manager.findOneByOrFail(Rollout, { id: people.rolloutId });
    return app.get(SocketBoard).tell('sunset.archive', app.dataSource.manager, rollout);
  }
});

async function reasonsOf(refused: Promise<unknown>): Promise<string[]> {
  const refusal = await refused.then(
    () => undefined,
    (error: Refusal) => error,
  );
  return refusal?.reasons.map((reason) => reason.message) ?? [];
}
