import { launchedWorlds } from '../../test/support/launched-world.js';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import type { SmallMember } from '../../test/support/small-world.js';
import { smallWorld } from '../../test/support/small-world.js';

const t = launchedWorlds();
const { settle, query, participation, send } = t;
const many = (n: number): SmallMember[] => Array.from({ length: n }, () => ({}));
let lead: LeadBrowser;
let home: string;

/** People by these names, the first of whom tries it first and helps. */
async function people(...names: string[]): Promise<void> {
  await settle(many(names.length));
  home = `/rollouts/${t.world.world.rolloutId}`;
  for (const [i, name] of names.entries())
    await query(
      'update member set display_name = $2 where id = (select member_id from participation where rollout_id = $1 and id = $3)',
      ...[name, participation(i)],
    );
  const [account] = await query<{ id: string }>(
    'select a.id from account a join rollout r on r.community_id = a.community_id where r.id = $1',
  );
  lead = await LeadBrowser.enter(t.world.app, account!.id);
}
const put = (i: number, set: string): Promise<unknown[]> =>
  query(`update participation set ${set} where rollout_id = $1 and id = $2`, participation(i));

describe('the people of a move', () => {
  it('are told in numbers, each in one stage, by name; each name leads to what is held', async () => {
    await people('Amira', 'Bo <b>Lind', 'Carla', 'Dora', 'Emil', 'Fay');
    await put(1, `invited_on = '2026-02-02'`);
    await put(2, `invited_on = '2026-02-02', outcome = 'declined'`);
    await put(3, `outcome = 'no device'`);
    await put(4, `invited_on = '2026-02-02'`);
    await query(
      `update member set language = 'tr' where id = (select member_id from participation where rollout_id = $1 and id = $2)`,
      participation(4),
    );
    await send(4, '/help', { way: 'call' });
    expect((await lead.open(`${home}/help`)).html).toContain('Language: Turkish.');
    const { status, html } = await lead.open(`${home}/people`);
    expect(status).toBe(200);
    expect(html).toContain(
      '6 people take part: 1 has come, 1 is on the way, of 1 we have no word, 1 is not invited yet, 1 needs another way and 1 would rather not.',
    );
    expect(html).toContain(`href="/roster/people/${t.world.world.people[1]!.memberId}">Bo &lt;b>Lind</a>`);
    expect(html).not.toContain('<script');
  });

  it('are filtered by address, and searched by a name that is posted', async () => {
    await people('Amira', 'Bo Lind', 'Carla Diaz');
    await put(1, `invited_on = '2026-02-02'`);
    await send(1, '/help', { way: 'door' });
    const names = async (page: Promise<{ html: string }>): Promise<string[]> =>
      [...(await page).html.matchAll(/roster\/people\/[^"]*">([^<]*)</g)].map(([, name]) => name!);
    expect(await names(lead.open(`${home}/people?stage=come`))).toEqual(['Amira']);
    expect(await names(lead.open(`${home}/people?only=help`))).toEqual(['Bo Lind']);
    expect(await names(lead.open(`${home}/people?stage=nonsense&place=x&wave=-1&after=y`))).toHaveLength(3);
    const find = `${home}/people/find`;
    expect(await names(lead.press(`${home}/people`, find, { name: 'di' }))).toEqual(['Carla Diaz']);
    const { html } = await lead.press(`${home}/people`, find, { name: '%' });
    expect(html).toContain('Nobody is found so.');
  });

  it('come in parts of 50 that follow each other', async () => {
    await people(...Array.from({ length: 52 }, (_, i) => `P${String(i).padStart(2, '0')}`));
    const { html } = await lead.open(`${home}/people?stage=not+asked`);
    expect(html.match(/roster\/people\//g)).toHaveLength(50);
    const next = /href="([^"]*after=[^"]*)#found"/.exec(html)![1]!.replaceAll('&amp;', '&');
    const rest = (await lead.open(next)).html;
    expect(rest).toContain('P51');
    expect(rest.match(/roster\/people\//g)).toHaveLength(1);
  });

  it('are nobody else’s: another community, or who is not in the move, is not found', async () => {
    await people('Amira', 'Bo');
    const other = await smallWorld(t.world.app.dataSource, [{}]);
    expect((await lead.open(`/rollouts/${other.rolloutId}/people`)).status).toBe(404);
    expect((await lead.open(`${home}/people/${other.people[0]!.participationId}`)).status).toBe(404);
    expect((await lead.forge(`${home}/people/${participation(1)}/agreed`)).status).toBe(403);
  });

  it('read the same to programs', async () => {
    await people('Amira', 'Bo');
    expect((await t.world.api('GET', 'participations?stage=come')).body).toMatchObject({
      counts: { come: 1, 'not asked': 1 },
      all: 1,
      people: [{ name: 'Amira', stage: 'come', wave: null }],
      next: null,
    });
    const found = await t.world.api('POST', 'participations/search', { name: 'bo' });
    expect(found.body).toMatchObject({ all: 1, people: [{ name: 'Bo' }] });
  });
});

describe('somebody in the move', () => {
  it('gets another helper, and is noted as one where they said so; only who came can help', async () => {
    await people('Amira', 'Bo', 'Carla');
    const bo = `${home}/people/${participation(1)}`;
    expect((await lead.press(bo, `${bo}/helper`)).html).toContain('Choose somebody.');
    const given = await lead.press(bo, `${bo}/helper`, { helper: participation(0) });
    expect(given.html).toContain('Amira helps them.');
    expect(given.html).not.toContain('/agreed#');
    await put(2, `arrived_on = '2026-02-01'`);
    const carla = `${home}/people/${participation(2)}`;
    expect((await lead.press(carla, `${carla}/agreed`)).html).toContain('They help others');
    expect((await t.world.api('POST', `advocates/${participation(1)}`)).status).toBe(409);
    expect((await lead.open(`${home}/helpers`)).html).toContain('2 people help, with room for 16 more.');
  });

  it('is counted in or out with a reason', async () => {
    await people('Amira', 'Bo');
    const bo = `${home}/people/${participation(1)}`;
    const told = await lead.press(bo, `${bo}/baseline`, { change: 'in' });
    expect(told.status).toBe(422);
    expect(told.html).toContain('Error: ');
    await lead.press(bo, `${bo}/baseline`, { change: 'in', reason: 'Wrote every week' });
    expect((await lead.open(bo)).html).toContain('They count in adoption');
  });

  it('is invited again where they were, with the same link', async () => {
    await people('Amira', 'Bo');
    await t.world.play('launch.invitation', '1');
    const [row] = await query<{ id: string }>(
      `select i.participation_id as id from invitation i join wave w on w.id = i.wave_id
        where w.rollout_id = $1 and i.said_on is not null`,
    );
    const invited = `${home}/people/${row!.id}`;
    expect((await lead.press(invited, `${invited}/again`)).status).toBe(200);
    expect(
      await query(
        'select resent from invitation where participation_id = $2 and $1::uuid is not null',
        row!.id,
      ),
    ).toEqual([{ resent: 1 }]);
  });
});

describe('the waves', () => {
  const numbers = async (): Promise<(number | null)[]> => {
    const rows = await query<{ id: string; number: number }>(
      `select i.participation_id as id, w.number from invitation i join wave w on w.id = i.wave_id where w.rollout_id = $1`,
    );
    return t.world.world.people.map(
      ({ participationId }) => rows.find(({ id }) => id === participationId)?.number ?? null,
    );
  };
  const page = (): string => `${home}/waves`;

  it('say who is invited when before anybody is in one, and change nothing by being looked at', async () => {
    await people('Amira', 'Bo', 'Carla', 'Dora', 'Emil');
    const { html } = await lead.open(page());
    expect(html).toContain('0 of 4 people were invited. Wave 1 with 1 person is next, on Monday 2 February.');
    expect(html).toContain('goes by itself: read it or stop it');
    expect(await numbers()).toEqual([null, null, null, null, null]);
  });

  it('are planned otherwise once a lead has seen in numbers what would change', async () => {
    await people('Amira', 'Bo', 'Carla', 'Dora', 'Emil');
    const plan = `${page()}/plan`;
    const wished = { wave1: 'share', leans1: 'yes', wave2: '', wave3: `list:${participation(0)}`, wave4: '' };
    await put(4, `advocate_id = '${participation(0)}'`);
    const preview = await lead.press(plan, plan, wished);
    expect(preview.html).toContain('What would change');
    expect(preview.html).toContain('2 waves fall away.');
    expect(preview.html).toContain('whom Amira helps');
    expect(await numbers()).toEqual([null, null, null, null, null]);
    const done = await lead.press(plan, plan, { ...wished, sure: 'yes' });
    expect(done.html).toContain('an even share of everybody, no more than helpers can take');
    expect(await numbers()).toEqual([null, 1, 1, 1, 2]);
  });

  it('are not overwritten unseen, and what was chosen stays', async () => {
    await people('Amira', 'Bo', 'Carla');
    const plan = `${page()}/plan`;
    const stale = await lead.form(plan, plan);
    await t.world.api('PUT', 'waves', { waves: [{ kind: 'share' }] });
    const { status, html } = await stale({ wave1: 'share', wave2: 'share', leans2: 'yes', sure: 'yes' });
    expect(status).toBe(422);
    expect(html).toContain('Somebody changed the waves since you opened this page.');
    expect(html).toMatch(/name="leans2" value="yes" checked/);
    expect((await t.world.api('GET', 'waves')).body).toHaveLength(1);
  });

  it('tell what is missing where no wave is left, or one names nobody', async () => {
    await people('Amira', 'Bo');
    const plan = `${page()}/plan`;
    const none = { wave1: '', wave2: '', wave3: '', wave4: '' };
    expect((await lead.press(plan, plan, none)).html).toContain('Choose who is in at least one wave.');
    const odd = await lead.press(plan, plan, { ...none, wave1: 'place:nowhere' });
    expect(odd.status).toBe(422);
    expect(odd.html).toContain('href="#field-wave1"');
  });

  it('take people from one to another by hand, where they stay; who tries it first does not wait', async () => {
    await people('Amira', 'Bo', 'Carla', 'Dora', 'Emil');
    await t.world.api('PUT', 'waves', { waves: [{ kind: 'share' }, { kind: 'share' }] });
    const before = await numbers();
    const who = before.indexOf(1);
    const first = `${page()}/1`;
    expect((await lead.press(first, `${first}/move`, { wave: '2' })).html).toContain(
      'Tick at least one person.',
    );
    const move = { wave: '2', people: participation(who) };
    expect((await lead.press(first, `${first}/move`, move)).html).toMatch(/\d (person|people) would come/);
    expect(await numbers()).toEqual(before);
    await lead.press(first, `${first}/move`, { ...move, sure: 'yes' });
    expect((await numbers())[who]).toBe(2);
    await t.world.play('launch.day', '2026-02-02');
    expect((await numbers())[who]).toBe(2);
    const held = (await lead.open(`${home}/people/${participation(who)}`)).html;
    expect(held).toContain('put there by hand');
    const again = await t.world.api('POST', 'waves/moves', { people: [participation(0)], wave: 2 });
    expect(again.status).toBe(409);
  });

  it('that wait for newcomers who get stuck are let go with a reason', async () => {
    await people('Amira', 'Bo');
    await query(
      `insert into friction_alarm (rollout_id, since, why) values ($1, '2026-02-01', '["4 could not post."]')`,
    );
    expect((await lead.open(page())).html).toContain('4 could not post.');
    expect((await lead.press(page(), `${page()}/let-go`, { reason: 'x' })).status).toBe(422);
    const gone = await lead.press(page(), `${page()}/let-go`, { reason: 'We sit beside them' });
    expect(gone.html).not.toContain('4 could not post.');
  });
});

describe('the helpers', () => {
  it('say who has nobody; take as many as they said; hand people on; and stop', async () => {
    await people('Amira', 'Bo', 'Carla', 'Dora');
    await put(1, `arrived_on = '2026-01-20', advocate = true`);
    await put(2, `advocate_id = '${participation(0)}', invited_on = '2026-02-02'`);
    await put(3, `invited_on = '2026-02-02'`);
    const list = `${home}/helpers`;
    expect((await lead.open(list)).html).toContain('1 person on the way has nobody.');
    const amira = `${list}/${participation(0)}`;
    const [ten, odd] = [{ places: '10' }, { places: '-3' }];
    expect((await lead.press(amira, `${amira}/places`, odd)).html).toContain('Write 0 or more.');
    expect((await lead.press(amira, `${amira}/places`, ten)).html).toContain('Room for 10 more.');
    expect((await lead.press(amira, `${amira}/people`, { to: 'leads' })).html).toContain('Tick at least one');
    const hand = { people: participation(2), to: participation(1) };
    expect((await lead.press(amira, `${amira}/people`, hand)).html).toContain('Nobody is on their list.');
    const late = await t.world.api('POST', `advocates/${participation(0)}/people`, {
      people: [participation(2)],
      to: null,
    });
    expect(late.status).toBe(409);
    const bo = `${list}/${participation(1)}`;
    expect((await lead.open(bo)).html).toContain('1 person on their list, 1 of them still on the way.');
    await lead.press(bo, `${bo}/stop`);
    expect((await lead.open(bo)).status).toBe(404);
    expect((await lead.open(amira)).html).toContain('Carla');
  });
});
