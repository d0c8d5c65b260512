import type { EntityManager } from 'typeorm';
import { ledgerOf, People, type Enrolled } from '../../test/support/people.js';
import { provenMembers } from '../../test/support/proof.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { ByHand, type Card } from './by-hand.service.js';
import { NoticesModule } from './notices.module.js';
import { Notices } from './notices.service.js';
import type { Saying } from './saying.js';

const letters = {
  en: {
    subject: 'Come along',
    opening: 'We are moving to the new place.',
    paragraphs: ['{helper} helps you, {firstName}.'],
    nothing: 'If you do nothing, nothing changes.',
    why: 'You are in the old group.',
  },
};

describe('people who are told by hand', () => {
  let app: TestApp;
  let people: People;
  let lead: string;
  let byHand: ByHand;

  beforeAll(async () => {
    app = await startTestApp({ modules: [NoticesModule], settings: { role: 'web' } });
    byHand = app.get(ByHand);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.advance({ days: 1 });
    people = await People.settle(app);
    lead = await people.addLead();
  });

  const say = (to: Enrolled[], given: Partial<Saying> = {}): Promise<unknown> =>
    app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        rollout: people.rollout,
        ...{
          key: 'launch.invitation/1',
          play: 'launch.invitation',
          purpose: 'invitation',
          letters,
          byHand: true,
        },
        to: to.map(({ memberId }) => memberId),
        now: app.clock.now(),
        ...given,
      }),
    );
  const assign = (): Promise<void> =>
    app.dataSource.transaction((tx) => byHand.assign(tx, people.rolloutId, app.clock.now()));
  const listOf = (teller?: Enrolled): Promise<Card[]> =>
    byHand.listOf(
      app.dataSource.manager,
      teller
        ? { participationId: teller.participationId }
        : { accountId: lead, communityId: people.communityId },
    );
  const ledger = (...some: Enrolled[]): Promise<string[]> =>
    ledgerOf(
      app.dataSource,
      some.map(({ memberId }) => memberId),
    );

  it('stand in the list of their own advocate, with the words, the page and the teller’s own messenger', async () => {
    const olga = await people.add({ name: 'Olga Petrova', email: 'o@hill.example', advocate: true });
    const anna = await people.add({ name: 'Anna Berg', helper: olga.participationId });
    const ben = await people.add({ name: 'Ben Okoro', language: 'de' });
    await say([anna]);
    await assign();
    const [card] = (await listOf(olga)) as [Card];
    expect(card).toMatchObject({
      name: 'Anna Berg',
      aloud: 'We are moving to the new place.',
      teller: 'Olga Petrova',
    });
    expect(card.text).toContain('Olga helps you, Anna.');
    expect(card.text).toContain(`${app.config.baseUrl}/m/${anna.token}`);
    expect(card.text).toContain(
      'We have your name from our community’s list. Mira Solano answers for your data:',
    );
    expect(card.text).toContain('To be removed at once, tell me.');
    expect(card.text).toMatch(/\nFrom us\? Type [a-z]+-[a-z]+-[a-z]+ at localhost:\d+\/true$/);
    expect(card.shareLinks[0]!.href).toBe(`sms:?&body=${encodeURIComponent(card.text)}`);
    await say([ben], { key: 'launch.invitation/2' });
    await assign();
    expect((await listOf()).map(({ name }) => name)).toEqual(['Ben Okoro']);
  });

  it('are told only once where their name is from', async () => {
    const anna = await people.add();
    await say([anna]);
    await assign();
    const [{ deliveryId }] = (await listOf()) as [Card];
    const by = { accountId: lead, communityId: people.communityId };
    await app.dataSource.transaction((tx) => byHand.told(tx, deliveryId, 'door', by, app.clock.now()));
    await say([anna], { key: 'launch.invitation/2' });
    await assign();
    expect((await listOf())[0]!.text).not.toContain('We have your name from');
  });

  it('are at most 15 in one list; the rest wait their day', async () => {
    const crowd = await Promise.all(Array.from({ length: 20 }, () => people.add()));
    await say(crowd);
    await assign();
    await assign();
    const first = await listOf();
    expect(first).toHaveLength(15);
    await app.dataSource.transaction(async (tx) => {
      for (const { deliveryId } of first)
        await byHand.told(
          tx,
          deliveryId,
          'door',
          { accountId: lead, communityId: people.communityId },
          app.clock.now(),
        );
    });
    await assign();
    expect(await listOf()).toHaveLength(0);
    app.clock.advance({ days: 1 });
    await assign();
    expect(await listOf()).toHaveLength(5);
  });

  it('are proven from the moment somebody told them, in the words of the ledger', async () => {
    const anna = await people.add();
    await say([anna]);
    await assign();
    const [card] = (await listOf()) as [Card];
    const by = { accountId: lead, communityId: people.communityId };
    for (const how of ['phone', 'door'] as const)
      await app.dataSource.transaction((tx) => byHand.told(tx, card.deliveryId, how, by, app.clock.now()));
    expect(await ledger(anna)).toEqual(['by hand · told']);
    const proof = await provenMembers(
      app.dataSource.manager,
      people.rolloutId,
      ['launch.invitation'],
      app.clock.now(),
    );
    expect(proof).toEqual([
      {
        member_id: anna.memberId,
        grade: 'told',
        on: app.clock.now().toZonedDateTimeISO('UTC').toPlainDate(),
      },
    ]);
  });

  it('are told no more once a mark set by mistake is taken back, by whoever set it; the row keeps that it was', async () => {
    const olga = await people.add({ name: 'Olga Petrova', email: 'o@hill.example', advocate: true });
    const [anna, knows] = [
      await people.add({ helper: olga.participationId }),
      await people.add({ helper: olga.participationId }),
    ];
    await say([anna, knows]);
    await assign();
    const by = { participationId: olga.participationId };
    const mark = (act: (tx: EntityManager, id: string) => Promise<unknown>, id: string): Promise<unknown> =>
      app.dataSource.transaction((tx) => act(tx, id));
    const told = (tx: EntityManager, id: string) => byHand.told(tx, id, 'phone', by, app.clock.now());
    const back = (tx: EntityManager, id: string) => byHand.notTold(tx, id, by, app.clock.now());
    const proven = (): Promise<unknown> =>
      provenMembers(app.dataSource.manager, people.rolloutId, ['launch.invitation'], app.clock.now());
    const cards = await listOf(olga);
    const idOf = (one: Enrolled): string => cards.find((card) => card.memberId === one.memberId)!.deliveryId;
    await expect(mark(back, idOf(anna))).rejects.toThrow('not marked as told');
    for (const one of [anna, knows]) await mark(told, idOf(one));
    await app.dataSource.transaction((tx) =>
      app.get(Notices).confirm(tx, knows.memberId, people.rolloutId, app.clock.now()),
    );
    app.clock.advance({ days: 4 });
    expect(await mark(back, idOf(anna))).toBe(true);
    expect(await mark(back, idOf(anna))).toBe(false);
    await mark(back, idOf(knows));
    // Whoever said since that they read it knows, whatever was pressed by mistake.
    expect(await ledger(anna, knows)).toEqual(['by hand · to tell', 'own page · posted']);
    expect(await proven()).toMatchObject([{ member_id: knows.memberId, grade: 'confirmed' }]);
    await assign();
    expect(await listOf(olga)).toMatchObject([{ deliveryId: idOf(anna), tries: 0 }]);
    const [row] = await app.dataSource.query<{ tried: unknown }[]>(
      'select tried from delivery where id = $1',
      [idOf(anna)],
    );
    expect(row!.tried).toMatchObject([
      { state: 'told', reason: 'taken back', how: 'phone', teller: olga.participationId },
    ]);
    await mark(told, idOf(anna));
    expect(await proven()).toHaveLength(2);
  });

  it('are offered to somebody else after 3 days', async () => {
    const olga = await people.add({ name: 'Olga Petrova', email: 'o@hill.example', advocate: true });
    const anna = await people.add({ helper: olga.participationId });
    await say([anna]);
    await assign();
    app.clock.advance({ days: 2 });
    await assign();
    expect(await listOf(olga)).toHaveLength(1);
    app.clock.advance({ days: 1 });
    await assign();
    expect(await listOf(olga)).toHaveLength(0);
    expect(await listOf()).toMatchObject([{ offeredBefore: true }]);
  });

  it('end as "could not" only after a second person tried', async () => {
    const olga = await people.add({ name: 'Olga Petrova', email: 'o@hill.example', advocate: true });
    const anna = await people.add({ helper: olga.participationId });
    await say([anna]);
    await assign();
    const [card] = (await listOf(olga)) as [Card];
    const couldNot = (by: Parameters<ByHand['couldNot']>[2]): Promise<void> =>
      app.dataSource.transaction((tx) => byHand.couldNot(tx, card.deliveryId, by));
    await couldNot({ participationId: olga.participationId });
    expect(await ledger(anna)).toEqual(['by hand · to tell · tried in vain']);
    await assign();
    expect(await listOf()).toMatchObject([{ deliveryId: card.deliveryId, tries: 1 }]);
    await couldNot({ accountId: lead, communityId: people.communityId });
    expect(await ledger(anna)).toEqual(['by hand · could not · tried in vain']);
  });

  it('are not given up because one person says twice that they could not', async () => {
    const anna = await people.add();
    await say([anna]);
    await assign();
    const [card] = (await listOf()) as [Card];
    const couldNot = (accountId: string): Promise<void> =>
      app.dataSource.transaction((tx) =>
        byHand.couldNot(tx, card.deliveryId, { accountId, communityId: people.communityId }),
      );
    await couldNot(lead);
    await couldNot(lead);
    expect(await ledger(anna)).toEqual(['by hand · to tell · tried in vain']);
    await couldNot(await people.addLead('Luis'));
    expect(await ledger(anna)).toEqual(['by hand · could not · tried in vain']);
  });

  it('cannot be ticked by somebody in whose list they are not', async () => {
    const stranger = await people.add({ advocate: true, email: 's@hill.example' });
    const anna = await people.add({ language: 'de' });
    await say([anna]);
    await assign();
    const [card] = (await listOf()) as [Card];
    const tick = app.dataSource.transaction((tx) =>
      byHand.told(
        tx,
        card.deliveryId,
        'door',
        { participationId: stranger.participationId },
        app.clock.now(),
      ),
    );
    await expect(tick).rejects.toThrow('not in your list');
  });

  it('are joined by who chose to look for themselves and did not, after 7 days', async () => {
    const [looked, forgot] = [
      await people.add({ prefers: 'own-page' }),
      await people.add({ prefers: 'own-page' }),
    ];
    await say([looked, forgot]);
    await app.dataSource.transaction((tx) =>
      app.get(Notices).confirm(tx, looked.memberId, people.rolloutId, app.clock.now()),
    );
    app.clock.advance({ days: 6 });
    await assign();
    expect(await ledger(looked, forgot)).toEqual(['own page · posted', 'own page · posted']);
    app.clock.advance({ days: 1 });
    await assign();
    expect(await ledger(looked, forgot)).toEqual([
      'own page · posted',
      'by hand · to tell · not read on the own page',
    ]);
  });

  it('are left alone once they said no, or it is too late to be useful', async () => {
    const no = await people.add({ outcome: 'declined' });
    const late = await people.add();
    await say([no]);
    await say([late], { key: 'launch.invitation/2', usefulUntil: app.clock.now().add({ hours: 20 }) });
    app.clock.advance({ days: 1 });
    await assign();
    expect(await ledger(no, late)).toEqual([
      'by hand · suppressed · said no',
      'by hand · suppressed · too late to be useful',
    ]);
  });

  it('get no links into a messenger where the community is careful', async () => {
    people = await People.settle(app, 'careful');
    lead = await people.addLead();
    await say([await people.add()]);
    await assign();
    expect(await listOf()).toMatchObject([{ shareLinks: [] }]);
  });
});
