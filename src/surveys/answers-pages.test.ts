import { describe, expect, it } from '@jest/globals';
import { launchedWorlds } from '../../test/support/launched-world.js';
import { LeadBrowser } from '../../test/support/lead-browser.js';

const t = launchedWorlds();

const open = async (page: string): Promise<string> => {
  const [account] = await t.query<{ id: string }>(
    'select a.id from account a join rollout r on r.community_id = a.community_id where r.id = $1',
  );
  const lead = await LeadBrowser.enter(t.world.app, account!.id);
  return (await lead.open(`/rollouts/${t.world.world.rolloutId}/${page}`)).html;
};

/** So many of those asked in a round say how it goes, and nothing else. */
const answer = (round: string, people: number): Promise<unknown> =>
  t.query(
    `with said as (
       update survey_turnout set answered = true where (round_id, participation_id) in (
         select t.round_id, t.participation_id from survey_turnout t join survey_round r on r.id = t.round_id
          where r.rollout_id = $1 and r.number = $2 order by t.participation_id limit $3)
       returning round_id, participation_id)
     insert into survey_answer (round_id, participation_id, question, value)
     select round_id, participation_id, 'going', '4' from said`,
    round,
    people,
  );

describe('a pulse', () => {
  it('is over at the moment that people were told, whether or not anything closed it', async () => {
    await t.settle(Array.from({ length: 7 }, () => ({})));
    await t.query(`update participation set arrived_on = '2026-01-20' where rollout_id = $1`);
    await t.world.play('launch.pulse', '1');
    await answer('1', 5);
    expect(await open('answers')).toContain(
      '1 round is open. 5 of 7 answered: everybody who has arrived, round 1.',
    );
    expect(await open('feedback')).toContain('round 1: 5 of 7 answered so far');

    t.at('2026-02-12T09:00:00Z');
    const closed = await open('answers');
    expect(closed).toContain('No round is open. In the last one, 5 of 7 answered');
    expect(await open('feedback')).toContain('round 1: 5 of 7 answered</h3>');

    t.at('2026-02-16T09:00:00Z');
    await t.world.play('launch.pulse', '2');
    await answer('2', 2);
    const again = await open('answers');
    expect(again).toContain('1 round is open. 2 of 7 answered: everybody who has arrived, round 2.');
    expect(again).not.toContain('5 of 7 answered:');
    // One round is read at a time; the others stand in a line each.
    expect(again).not.toContain('<li>4: 5</li>');
    const [, before] = /href="([^"]+)">Round 1</.exec(again)!;
    expect(await open(before!.split('/').at(-1)!.replaceAll('&amp;', '&'))).toContain('<li>4: 5</li>');
  });

  it('is read as lists: too few are not shown, and what nobody was asked is left out', async () => {
    await t.settle(Array.from({ length: 7 }, () => ({})));
    await t.query(`update participation set arrived_on = '2026-01-20' where rollout_id = $1`);
    await t.world.play('launch.pulse', '1');
    await answer('1', 5);
    const html = await open('answers');
    expect(html).toContain('<li>4: 5</li>');
    expect(html).toContain('Of 5 who answered it; 4 of 5 on average.');
    expect(html).not.toContain('(of 0)');
    expect(html).not.toContain('at home');

    await t.query(
      `delete from survey_answer where round_id in (select id from survey_round where rollout_id = $1)`,
    );
    await t.query(
      `update survey_turnout set answered = false where round_id in (select id from survey_round where rollout_id = $1)`,
    );
    await answer('1', 3);
    const few = await open('answers');
    expect(few).toContain('Too few to show: fewer than 5 answered it.');
    expect(few).not.toContain('<li>4: 3</li>');
  });
});
