import { LeadBrowser } from '../../test/support/lead-browser.js';
import { launchedWorlds } from '../../test/support/launched-world.js';

const t = launchedWorlds();
const { settle, query, participation, send } = t;
const unknown = '00000000-0000-4000-8000-000000000000';

describe('the words for one person on a helper’s list', () => {
  /** The first two help; the third and the fourth are to be told, by the first. */
  beforeEach(async () => {
    await settle([{ language: 'de' }, {}, { language: 'tr' }, {}]);
    await query(
      'update participation set advocate = true where rollout_id = $1 and id = $2',
      participation(1),
    );
    await t.world.app.dataSource.query('delete from member_channel where community_id = $1', [
      t.world.world.communityId,
    ]);
    for (const wave of ['1', '2', '3', '4']) await t.world.play('launch.invitation', wave);
    for (const person of [2, 3]) await give(person, 0);
  });

  const member = (person: number): string => t.world.world.people[person]!.memberId;
  const give = (person: number, teller: number): Promise<unknown> =>
    query(
      `update delivery set teller_participation_id = $3, teller_account_id = null, shown_on = '2026-02-02'
        where rollout_id = $1 and member_id = $2 and state = 'to tell'`,
      ...[member(person), participation(teller)],
    );
  const row = async (person: number): Promise<{ id: string; state: string; told_how: string | null }> => {
    const [one] = await query<{ id: string; state: string; told_how: string | null }>(
      `select d.id, d.state, d.told_how from delivery d join notice n on n.id = d.notice_id
        where d.rollout_id = $1 and d.member_id = $2 and n.play = 'launch.invitation'`,
      member(person),
    );
    return one!;
  };
  const cardOf = async (person: number): Promise<string> => `/people/to-tell/${(await row(person)).id}`;
  const look = (helper: number, below: string): Promise<{ status: number; text: string }> =>
    t.world.open(t.world.pages[helper]! + below);

  it('stand on a page of their own: to be sent, copied and said, with that person’s own link', async () => {
    const card = await cardOf(2);
    const sheet = await look(0, '/people');
    expect(sheet.text).toContain(`href="${t.world.pages[0]}${card}"`);
    expect(sheet.text).toContain('Sprache: Türkisch.');
    expect(sheet.text).not.toContain(t.world.pages[2]);
    const { text } = await look(0, card);
    expect(text).toContain(`${t.world.app.config.baseUrl}${t.world.pages[2]}`);
    for (const href of ['sms:?&amp;body=', 'https://wa.me/?text=', 'mailto:?body='])
      expect(text).toContain(`href="${href}`);
    for (const way of ['message', 'phone', 'door', 'meeting', 'could not'])
      expect(text).toContain(`name="how" value="${way}"`);
    expect(text).toContain(`href="${t.world.pages[0]}/people"`);
  });

  it('are not found in another helper’s hands, and tell nothing: as if they never were', async () => {
    const [theirs, never] = [await look(1, await cardOf(2)), await look(1, `/people/to-tell/${unknown}`)];
    expect([theirs.status, never.status]).toEqual([404, 404]);
    expect(theirs.text).toBe(never.text);
    expect((await look(1, '/people/to-tell/42')).status).toBe(404);
    expect((await send(1, await cardOf(2), { how: 'door' })).status).toBe(404);
    expect((await row(2)).state).toBe('to tell');
    expect((await look(3, await cardOf(2))).status).toBe(403);
  });

  it('are gone once told, by whomever; the way back to the list stands there', async () => {
    await send(0, await cardOf(2), { how: 'door' });
    await give(3, 1);
    await send(1, await cardOf(3), { how: 'phone' });
    for (const card of [await cardOf(2), await cardOf(3)]) {
      const { status, text } = await look(0, card);
      expect(status).toBe(404);
      expect(text).toContain(`<a href="${t.world.pages[0]}/people">Zurück zu denen, denen du hilfst</a>`);
    }
    const late = await send(0, await cardOf(3), { how: 'door' });
    expect([late.status, (await row(3)).told_how]).toEqual([404, 'phone']);
  });

  it.each([
    ['door', 'told'],
    ['could not', 'to tell'],
  ])('are done with at the first press; a second one does no harm: %s', async (how, state) => {
    const card = await cardOf(2);
    const answers = await Promise.all([send(0, card, { how }), send(0, card, { how })]);
    answers.push(await send(0, card, { how }));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect((await row(2)).state).toBe(state);
    const [counted] = await query<{ attempts: number }>(
      'select attempts from delivery where rollout_id = $1 and id = $2',
      card.split('/').at(-1),
    );
    expect(counted!.attempts).toBe(how === 'door' ? 0 : 1);
  });

  it('are wanted again once the helper takes their mark back, from their own list only; the record says so', async () => {
    const card = await cardOf(2);
    await send(0, card, { how: 'phone' });
    expect((await look(0, '/people')).text).toContain('Wem du es zuletzt gesagt hast');
    expect((await send(1, card, { how: 'not told' })).status).toBe(404);
    expect((await send(0, card, { how: 'not told' })).status).toBe(303);
    expect((await row(2)).state).toBe('to tell');
    const { text } = await look(0, '/people');
    expect(text).toContain(`href="${t.world.pages[0]}${card}"`);
    expect(text).not.toContain('Wem du es zuletzt gesagt hast');
    await send(0, card, { how: 'not told' });
    expect(
      await t.world.app.dataSource.query('select actor, what from audit_entry where subject = $1', [
        card.split('/').at(-1),
      ]),
    ).toEqual([{ actor: 'self', what: 'person.not-told' }]);
  });

  it('stand on paper too, a card a person, first names only; for leads with everybody’s list', async () => {
    const paper = await look(0, '/people/call-sheet.pdf');
    expect([paper.status, paper.text.slice(0, 8)]).toEqual([200, '%PDF-1.7']);
    expect((await look(3, '/people/call-sheet.pdf')).status).toBe(403);
    const [account] = await query<{ id: string }>(
      'select a.id from account a join rollout r on r.community_id = a.community_id where r.id = $1',
    );
    const lead = await LeadBrowser.enter(t.world.app, account!.id);
    // What a lead asked for, beside the playbook, is told in person as well.
    await query(
      `update notice set play = 'own-page-link' where rollout_id = $1 and key = 'launch.invitation/2'`,
    );
    const page = `/rollouts/${t.world.world.rolloutId}/by-hand`;
    const { status, html } = await lead.open(page);
    expect(status).toBe(200);
    expect(html).toContain('<textarea id="words-');
    expect(html).toContain('Speaks Turkish.');
    expect((await lead.open(`${page}/call-sheet.pdf`)).html.slice(0, 8)).toBe('%PDF-1.7');
  });

  it('say what is missing where nothing was pressed, in the helper’s language', async () => {
    const answer = await send(0, await cardOf(2), { how: 'pigeon' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<html lang="de"');
  });
});
