import { describe, expect, it } from '@jest/globals';
import { DraftWorld } from '../../test/support/draft-world.js';

const world = DraftWorld.forEach();

interface PlaceRow {
  id: string;
  name: string;
  platform: string;
  caretaker: string | null;
  address: string | null;
  head_count: number | null;
  head_count_on: string | null;
}
const called = (name: string): Promise<PlaceRow[]> =>
  world.rows(
    'select *, head_count_on::text from place where community_id = $1 and name = $2',
    ...[world.lead.communityId, name],
  );
const matrix = { name: 'Our room', platform: 'Matrix', headCount: '12' };

describe('a place', () => {
  it('pressed twice is named once, also at the same moment', async () => {
    const send = await world.browser.form('/places', '/places');
    const answers = await Promise.all([send(matrix), send(matrix), send(matrix)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await called('Our room')).toHaveLength(1);
    const [first, second] = [
      await world.api('POST', '/places', { name: 'Shed', platform: 'Signal' }),
      await world.api('POST', '/places', { name: 'Shed', platform: 'Signal' }),
    ];
    expect([first.status, second.body.id]).toEqual([201, first.body.id]);
  });

  it('of the same name on the same platform is refused, with what to do', async () => {
    await world.browser.press('/places', '/places', matrix);
    const again = await world.browser.press('/places', '/places', {
      ...{ name: 'our ROOM', platform: 'matrix', caretaker: 'Olga' },
    });
    expect(again.status).toBe(422);
    expect(again.html).toContain('“Our room” on Matrix is there already.');
    expect(again.html).toContain('value="Olga"');
    await world.browser.press('/places', '/places', { name: 'Our room', platform: 'Signal' });
    expect(await called('Our room')).toHaveLength(2);
  });

  it('gets and loses a caretaker on its page, and keeps the day of its count', async () => {
    await world.browser.press('/places', '/places', matrix);
    const [{ id }] = (await called('Our room')) as [PlaceRow];
    expect((await world.browser.open('/places')).html).toContain(`href="/places/${id}"`);
    world.stage.app.clock.jump('2026-01-09T08:00:00Z');
    const path = `/places/${id}`;
    const asked = { name: 'Our hall', platform: 'Matrix', caretaker: 'Olga', address: 'matrix.example' };
    await world.browser.press(path, path, asked);
    const kept = {
      caretaker: 'Olga',
      address: 'matrix.example',
      head_count: 12,
      head_count_on: '2026-01-05',
    };
    expect(await called('Our hall')).toMatchObject([kept]);
    const { html } = await world.browser.open(path);
    expect(html).toContain('Olga holds its keys');
    expect(html).toContain('Counted last: 12 on 5 January 2026.');
    await world.browser.press(path, path, { ...asked, caretaker: '', headCount: '14' });
    expect(await called('Our hall')).toMatchObject([
      { caretaker: null, head_count: 14, head_count_on: '2026-01-09' },
    ]);
    const what = await world.rows('select what from audit_entry where subject = $1 order by number', id);
    expect(what).toEqual([{ what: 'place.added' }, { what: 'place.changed' }, { what: 'place.changed' }]);
  });

  it('is changed by the API in what is named, and refused with all reasons', async () => {
    const { id } = (
      await world.api('POST', '/places', { ...matrix, headCount: undefined, caretaker: 'Olga' })
    ).body;
    const changed = await world.api('PATCH', `/places/${id}`, { caretaker: 'Igor' });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Our room', caretaker: 'Igor' } });
    expect((await world.api('PATCH', `/places/${id}`, { caretaker: null })).body).toMatchObject({
      caretaker: null,
    });
    const [begun] = await world.rows<{ id: string }>(
      `select place_id as id from rollout_place where rollout_id = $1 and side = 'source'`,
      world.running.id,
    );
    const { status, body } = await world.api('PATCH', `/places/${begun!.id}`, {
      ...{ name: 'Our room', platform: 'Matrix' },
    });
    expect([status, body.reasons.map(({ field }) => field)]).toEqual([409, ['name', 'platform']]);
    expect((await world.api('PATCH', `/places/${begun!.id}`, { foo: 1 })).status).toBe(422);
    expect((await world.api('PATCH', `/places/${begun!.id}`, { name: 'The oldest group' })).status).toBe(200);
  });

  it('is removed while nothing hangs on it, else it is said what does', async () => {
    const { browser, places } = world;
    await browser.press('/places', '/places', matrix);
    const [{ id }] = (await called('Our room')) as [PlaceRow];
    await browser.press(`/places/${id}`, `/places/${id}/remove`);
    expect(await called('Our room')).toEqual([]);
    expect(await world.rows('select what from audit_entry where subject = $1 order by number', id)).toEqual([
      { what: 'place.added' },
      { what: 'place.removed' },
    ]);
    const path = `/places/${places.from}`;
    await world.api('POST', '/members/names', { placeId: places.from, names: 'Carla Diaz' });
    const refused = await browser.press(path, `${path}/remove`);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('“The next move” is planned with it. Delete that plan first.');
    expect(refused.html).toContain('1 person of your list is known to be in it.');
    expect(refused.html).toContain('value="The list"');
    expect((await world.api('DELETE', path)).status).toBe(409);
    await world.api('DELETE', `/rollouts/${world.id}/draft`);
    expect((await world.api('DELETE', `/places/${places.to}`)).status).toBe(204);
  });

  it('of another community is not there', async () => {
    const { id } = (await world.api('POST', '/places', { name: 'Shed', platform: 'Signal' })).body;
    const other = await world.another();
    for (const method of ['PATCH', 'DELETE'])
      expect((await other.api(method, `/places/${id}`, method === 'PATCH' ? {} : undefined)).status).toBe(
        404,
      );
    expect((await other.browser.open(`/places/${id}`)).status).toBe(404);
  });
});
