import { randomUUID } from 'node:crypto';
import { PilotWorld } from '../../test/support/pilot-world.js';
import { Vault } from '../kernel/crypto/vault.js';
import { lockReady } from '../notices/ready.queries.js';
import { StoredWatch } from '../rollout/stored-watch.js';
import { RefineModule } from './refine.module.js';
import { TickService } from '../rollout/tick.service.js';

let world: PilotWorld;
beforeEach(async () => {
  world = await PilotWorld.settle([{}, {}, {}], { modules: [RefineModule], rooms: ['refine'] });
});
afterEach(() => world.close());

const query = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  world.app.dataSource.query(sql, params);

/** An answer of somebody to a survey, as surveys keep it. */
async function answered(person: number, words: string): Promise<string> {
  const { rolloutId, communityId, people } = world.world;
  return world.app.dataSource.transaction(async (tx) => {
    const [survey] = await tx.query<{ id: string }[]>(
      `insert into survey (rollout_id, name, secrecy) values ($1, 'pilot', 'confidential') returning id`,
      [rolloutId],
    );
    const [version] = await tx.query<{ id: string }[]>(
      `insert into survey_version (survey_id, number, form, made_at) values ($1, 1, '[]', '2026-01-09Z') returning id`,
      [survey!.id],
    );
    const [round] = await tx.query<{ id: string }[]>(
      `insert into survey_round (rollout_id, survey_id, version_id, number, opened_at, closes_at)
       values ($1, $2, $3, 1, '2026-01-09Z', '2026-01-11Z') returning id`,
      [rolloutId, survey!.id, version!.id],
    );
    const ring = await world.app.get(Vault).ring(tx, communityId);
    const [answer] = await tx.query<{ id: string }[]>(
      `insert into survey_answer (round_id, participation_id, question, sealed) values ($1, $2, 'confused', $3) returning id`,
      [round!.id, people[person]!.participationId, ring.seal(words)],
    );
    return answer!.id;
  });
}

/** What the refine gate says of the pain points. */
const gate = async (of = 'pain point'): Promise<string> => {
  const [row] = await query<{ gate: { criterion: string; evidence: string }[] }>(
    `select gate from phase where key = 'refine'`,
  );
  return row!.gate.find(({ criterion }) => criterion.includes(of))!.evidence;
};

describe('findings', () => {
  it('are somebody’s who works here, never an account’s of another community', async () => {
    const foreign = '00000000-0000-4000-8000-000000000000';
    const refused = { status: 422, body: { reasons: [{ field: 'owner' }] } };
    const words = 'Nobody finds the bell';
    expect(await world.api('POST', 'findings', { severity: 'minor', words, owner: foreign })).toMatchObject(
      refused,
    );
    const { body } = await world.api('POST', 'findings', { severity: 'minor', words });
    const { id, owner } = body as { id: string; owner: string };
    expect(await world.api('PATCH', `findings/${id}`, { owner: foreign })).toMatchObject(refused);
    expect((await world.api('PATCH', `findings/${id}`, { owner })).status).toBe(200);
  });

  it('are made from an answer in one step, once, and whoever reported it hears what was done', async () => {
    const answerId = await answered(1, 'The upload button hides');
    const made = await world.api('POST', 'findings', { severity: 'blocker', answerId });
    expect(made.body).toMatchObject({ words: 'The upload button hides', state: 'open', reported: true });
    expect((await world.api('POST', 'findings', { severity: 'minor', answerId })).status).toBe(409);

    const { id } = made.body as { id: string };
    expect(
      (await world.api('POST', `findings/${id}/resolve`, { done: 'It is at the top now.' })).status,
    ).toBe(200);
    expect(await query(`select key, state from occurrence where play = 'finding.resolved'`)).toEqual([
      { key: `finding.resolved/${id}`, state: 'planned' },
    ]);
    await world.play('finding.resolved', id);
    expect(await world.told(`finding.resolved/${id}`)).toEqual([1]);
  });

  it('keep their words sealed', async () => {
    await world.api('POST', 'findings', { severity: 'minor', words: 'Ayse cannot find the menu' });
    const [row] = await query<{ words: Buffer }>('select words from finding');
    expect(row!.words.toString('latin1')).not.toContain('Ayse');
  });

  it('of the pilot are pain points until the FAQ answers them or a lead dismisses them with a reason', async () => {
    const added = async (words: string): Promise<string> =>
      ((await world.api('POST', 'findings', { severity: 'minor', words })).body as { id: string }).id;
    const [one, two] = [await added('Too many rooms'), await added('No stickers')];
    expect(await gate()).toBe('0 of 2 answered in the FAQ or dismissed');
    await world.api('POST', `findings/${one}/answer`, {
      question: 'Why so many rooms?',
      answer: 'Join one.',
    });
    expect((await world.api('POST', `findings/${two}/dismiss`, {})).status).toBe(422);
    await world.api('POST', `findings/${two}/dismiss`, { reason: 'A matter of taste.' });
    expect(await gate()).toBe('2 of 2 answered in the FAQ or dismissed');
  });
});

describe('guides', () => {
  it('come as starting texts for the places, each with its day to check, and are read once published', async () => {
    const taken = (await world.api('POST', 'guides/starting-texts')).body as {
      id: string;
      slug: string;
      kind: string;
      checkOn: string;
    }[];
    expect(taken.map(({ kind }) => kind)).toEqual(['export instructions', 'quick start', 'visual guide']);
    expect(taken.every(({ checkOn }) => checkOn !== null)).toBe(true);
    expect((await world.api('POST', 'guides/starting-texts')).body).toEqual([]);

    const [, quick] = taken;
    expect((await world.open(`/g/${quick!.slug}`)).status).toBe(404);
    await world.api('POST', `guides/${quick!.id}/publish`);
    for (const path of [`/g/${quick!.slug}`, `/g/${quick!.id}`, `${world.pages[0]}/g/${quick!.slug}`])
      expect((await world.open(path)).text).toContain('Element on one page');
    expect((await world.open(world.pages[0]!)).text).toContain('Element on one page');
  });

  it('go on showing the published version while the next is written; members only means members only', async () => {
    const text = { kind: 'faq', title: 'Questions', audience: 'members' };
    const { id } = (await world.api('POST', 'guides', { ...text, body: 'First words' })).body as {
      id: string;
    };
    await world.api('POST', `guides/${id}/publish`);
    await world.api('POST', `guides/${id}/versions`, { title: 'Questions', body: 'Second words' });
    expect((await world.open(`/g/${id}`)).status).toBe(404);
    expect((await world.open(`${world.pages[0]}/g/questions`)).text).toContain('First words');
    await world.api('POST', `guides/${id}/publish`);
    expect((await world.open(`${world.pages[0]}/g/questions`)).text).toContain('Second words');
    expect((await world.api('POST', `guides/${id}/publish`)).status).toBe(409);
  });
});

describe('the charter', () => {
  it('is drafted, opened, objected to from the own page, answered, and adopted when its window is over', async () => {
    await world.api('PUT', 'charter/draft', { body: '# Why we move\n\nNobody sells what we write.' });
    const { id } = (await world.api('POST', 'charter/open')).body as { id: string };
    const page = `${world.pages[1]}/charter`;
    expect((await world.open(page)).text).toContain('object until Monday 12 January');

    expect((await world.send(`${page}/objections`, { words: '' })).status).toBe(422);
    expect(await world.send(`${page}/objections`, { words: 'Who may read it?' })).toMatchObject({
      status: 303,
      location: page,
    });
    const twice = ['Who may read it?', ' Who may read it?\n'].map((words) =>
      world.send(`${page}/objections`, { words }),
    );
    expect((await Promise.all(twice)).map(({ status }) => status)).toEqual([303, 303]);
    expect(await query('select id from objection')).toHaveLength(1);
    await world.app.get(TickService).catchUp(world.app.clock.now());
    expect(await gate('objection')).toContain('1 not answered');
    const early = await world.api('POST', 'charter/adopt');
    expect(early.status).toBe(409);
    expect((early.body as { reasons: unknown[] }).reasons).toHaveLength(2);

    const [objection] = await query<{ id: string }>('select id from objection');
    await world.api('POST', `charter/objections/${objection!.id}/answer`, { answer: 'Only members.' });
    expect((await world.open(page)).text).toContain('Only members.');
    expect((await world.open(`${world.pages[0]}/charter`)).text).not.toContain('Who may read it?');

    world.app.clock.advance({ days: 8 });
    expect((await world.send(`${page}/objections`, { words: 'Too late' })).status).toBe(422);
    expect((await world.api('POST', 'charter/adopt')).body).toMatchObject({ id, adoptedOn: '2026-01-13' });
  });

  it('in draft is told to the circle and to who was told of the move, and nobody else', async () => {
    await query('update participation set pilot = true where id = $1', [
      world.world.people[0]!.participationId,
    ]);
    await query(
      `insert into notice (id, community_id, rollout_id, key, play, purpose, by_hand, time_zone, created_at)
       values ($1, $2, $3, 'rollout.opening-word', 'rollout.opening-word', 'community', false, 'UTC', '2026-01-05Z')`,
      ['00000000-0000-4000-8000-000000000001', world.world.communityId, world.world.rolloutId],
    );
    await query(
      `insert into delivery (notice_id, community_id, rollout_id, member_id, channel, state, created_at)
       values ($1, $2, $3, $4, 'email', 'accepted', '2026-01-05Z')`,
      [
        '00000000-0000-4000-8000-000000000001',
        world.world.communityId,
        world.world.rolloutId,
        world.world.people[2]!.memberId,
      ],
    );
    await world.api('PUT', 'charter/draft', { body: 'We are kind.' });
    const { id } = (await world.api('POST', 'charter/open')).body as { id: string };
    await world.play('refine.charter-review', id);
    expect(await world.told(`refine.charter-review/${id}`)).toEqual([0, 2]);
  });

  it('holds all else until members are told that what is stored has changed', async () => {
    const { app, world: small } = world;
    await query(
      `insert into member_channel (community_id, member_id, kind, sealed, created_at)
       select community_id, id, 'email', 'x', '2026-01-01Z' from member where community_id = $1`,
      [small.communityId],
    );
    const ready = (): Promise<string[]> =>
      app.dataSource.transaction((tx) =>
        lockReady(tx, app.clock.now().add({ hours: 1 }), 50, { life: randomUUID(), inHand: [] }),
      );
    const look = (): Promise<void> => app.get(StoredWatch).look();
    await look();
    await look();
    expect(await query(`select 1 from stored_version`)).toHaveLength(1);
    await world.api('PUT', 'charter/draft', { body: 'We are kind.' });
    const { id } = (await world.api('POST', 'charter/open')).body as { id: string };
    await query('update participation set pilot = true where rollout_id = $1', [small.rolloutId]);
    await world.play('refine.charter-review', id);
    expect(await ready()).toHaveLength(3);

    await query(`update stored_version set hash = 'of the program before', kinds = '[]'`);
    await look();
    expect(await ready()).toEqual([]);
    await world.play('charter.changed', 'stored-2');
    await query(`update occurrence set state = 'done' where key = 'charter.changed/stored-2'`);
    expect(await world.told('charter.changed/stored-2')).toEqual([0, 1, 2]);
    expect(await ready()).toHaveLength(6);
    expect(
      await query('select n.key, stored from edition e join notice n on n.id = e.notice_id order by stored'),
    ).toEqual([
      { key: `refine.charter-review/${id}`, stored: 1 },
      { key: 'charter.changed/stored-2', stored: 2 },
    ]);
  });

  it('tells members from the second version on, with what changed', async () => {
    const adopt = async (body: string): Promise<string> => {
      await world.api('PUT', 'charter/draft', { body, whatChanged: 'We keep less.' });
      await world.api('POST', 'charter/open');
      world.app.clock.advance({ days: 8 });
      return ((await world.api('POST', 'charter/adopt')).body as { id: string }).id;
    };
    await adopt('We keep names.\nWe are kind.');
    expect(await query(`select 1 from occurrence where play = 'charter.changed'`)).toEqual([]);
    const second = await adopt('We keep first names.\nWe are kind.');
    await world.play('charter.changed', second);
    expect(await world.told(`charter.changed/${second}`)).toEqual([0, 1, 2]);
    const page = (await world.open(`${world.pages[0]}/charter`)).text;
    expect(page).toContain('<ins>We keep first names.</ins>');
    expect(page).toContain('<del>We keep names.</del>');
  });
});
