import { describe, expect, it, jest } from '@jest/globals';
import { DraftWorld } from '../../test/support/draft-world.js';

const world = DraftWorld.forEach();

describe('a plan that was never meant', () => {
  it('is deleted by the press of a button, and the record says by whom', async () => {
    const { page, browser } = world;
    const answer = await browser.press(`${page}/plan`, `${page}/plan/delete`);
    expect(answer.html).toContain('First steps');
    expect((await browser.open(`${page}/plan`)).status).toBe(404);
    expect(
      await world.rows('select what, subject from audit_entry where subject = $1 order by number', world.id),
    ).toEqual([
      { what: 'rollout.created', subject: world.id },
      { what: 'rollout.deleted', subject: world.id },
    ]);
  });

  it('is deleted by the API, and stays once it has begun', async () => {
    expect((await world.api('DELETE', `/rollouts/${world.id}/draft`)).status).toBe(204);
    expect((await world.api('GET', `/rollouts/${world.id}`)).status).toBe(404);
    const { status, body } = await world.api('DELETE', `/rollouts/${world.running.id}/draft`);
    expect([status, body.reasons[0]!.message]).toEqual([409, expect.stringContaining('Call it off instead')]);
    expect((await world.api('GET', `/rollouts/${world.running.id}`)).status).toBe(200);
  });

  it('stays while somebody who came by its code would lose their page, or waits for an answer', async () => {
    const { id } = world;
    await world.rows(
      `insert into join_code (code, rollout_id, enough, created_at) values ($2, $1, true, now())`,
      ...[id, `draft-${id}`],
    );
    const ask = (state: string): Promise<unknown> =>
      world.rows(
        `with came as (
           insert into member (community_id, display_name, source, added_on)
           select community_id, 'Bo Lind', 'join', '2026-01-01' from rollout where id = $1 and $3 = 'came'
           returning id, community_id),
         page as (
           insert into participation (rollout_id, community_id, member_id, link_id)
           select $1, community_id, id, gen_random_uuid() from came returning id)
         insert into join_request (rollout_id, code, facts_sealed, asked_on, participation_id, decided_at)
         select $1, $2, '', '2026-01-01', (select id from page), case when $3 <> 'waits' then now() end`,
        ...[id, `draft-${id}`, state],
      );
    const refusal = async (): Promise<unknown> =>
      (await world.api('DELETE', `/rollouts/${id}/draft`)).body.reasons[0]!.message;
    await ask('declined');
    await ask('waits');
    expect(await refusal()).toBe('1 person asked by its code to come along. Answer them first.');
    await ask('came');
    await ask('came');
    expect(await refusal()).toMatch(/^2 people came by its code\. .* 1 person asked by its code/);
    await world.rows('delete from join_request where rollout_id = $1 and participation_id is not null', id);
    await world.rows('delete from join_request where rollout_id = $1 and decided_at is null', id);
    expect((await world.api('DELETE', `/rollouts/${id}/draft`)).status).toBe(204);
  });

  it('is pointed out to who would call it off', async () => {
    const { status, body } = await world.api('DELETE', `/rollouts/${world.id}`, { reason: 'A typo.' });
    expect([status, body.reasons[0]!.message]).toEqual([409, expect.stringContaining('can be deleted')]);
  });
});

describe('the first steps', () => {
  it('ask who heard nothing only while there is no move', async () => {
    const query = jest.spyOn(world.stage.app.dataSource, 'query');
    const asked = async (): Promise<boolean> => {
      query.mockClear();
      expect((await world.browser.open('/begin')).status).toBe(200);
      return query.mock.calls.some(([sql]) => sql.includes("d.channel <> 'mailbox'"));
    };
    expect(await asked()).toBe(false);
    await world.rows('delete from rollout where community_id = $1', world.lead.communityId);
    expect(await asked()).toBe(true);
    query.mockRestore();
  });
});
