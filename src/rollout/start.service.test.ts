import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { AgendaService } from './agenda.service.js';
import { OccurrenceService } from './occurrence.service.js';
import { Rehearsal } from './rehearsal.service.js';

const word = 'rollout.opening-word';

describe('a move that is started late', () => {
  let stage: RolloutStage;
  beforeAll(async () => {
    stage = await RolloutStage.open();
  });
  afterAll(() => stage.app.close());

  const posted = (world: RolloutWorld): Promise<unknown[]> =>
    world.rows(
      `select n.key from post join notice n on n.id = post.notice_id where n.rollout_id = $1 and n.key = $2`,
      word,
    );
  const held = (world: RolloutWorld): Promise<{ text: string }[]> =>
    world.rows(`select text from alert where rollout_id = $1 and kind = 'held' and ended_at is null`);

  it('on its first day says the opening word at once', async () => {
    const world = await stage.settle('2026-01-05T13:30:00Z');
    await world.tick('2026-01-05T13:31:00Z');
    expect(await world.states(word)).toEqual({ [word]: 'done' });
    expect(await posted(world)).toHaveLength(1);
    expect(await held(world)).toEqual([]);
  });

  it('some days later asks a lead, who sends it', async () => {
    const world = await stage.settle('2026-01-08T13:30:00Z');
    await world.tick('2026-01-08T13:31:00Z');
    expect(await world.states(word)).toEqual({ [word]: 'held' });
    expect(await held(world)).toEqual([
      { text: expect.stringContaining('Send it or skip it.') as unknown as string },
    ]);
    await stage.app.get(OccurrenceService).send(world.leads[0], world.id, word);
    await world.tick('2026-01-08T13:32:00Z');
    expect(await world.states(word)).toEqual({ [word]: 'done' });
    expect(await posted(world)).toHaveLength(1);
  });

  it('lets the past of a series, its reminders and letters to leads be past', async () => {
    const world = await stage.settle('2026-01-13T08:00:00Z');
    expect(await world.states('pilot.survey/1%')).toMatchObject({
      'pilot.survey/1': 'skipped',
      'pilot.survey/1/reminder': 'skipped',
      'pilot.survey/1/closes': 'planned',
    });
    await world.tick('2026-01-13T08:01:00Z');
    expect(await world.played('pilot.survey%')).toEqual([]);
  });

  it('is told on the page of the plan and in the rehearsal what it comes too late for, before it is started', async () => {
    const { leads, id } = await stage.draft('2026-01-13T08:00:00Z');
    const lena = await LeadBrowser.enter(stage.app, leads[0].accountId);
    const plan = await lena.open(`/rollouts/${id}/plan`);
    expect(plan.html).toContain('3 steps lie before the start.');
    expect(plan.html).toContain(
      'Held until you send it or skip it: “A few will try something; nothing changes now”.',
    );
    expect(plan.html).toContain('2 are left out for good: “The questions of the week”.');
    const rehearsed = await lena.open(`/rollouts/${id}/rehearsal`);
    expect(rehearsed.html).toContain('3 steps lie before the start.');
    expect(rehearsed.html).toContain('The questions of the week: round 2, reminder.');
    expect(rehearsed.html).toContain('Would you try it first? (reminder).');
    expect(rehearsed.html).toContain('Its day is past when the move is started: you send it or skip it.');
    const inTime = await stage.draft('2026-01-04T08:00:00Z');
    const other = await LeadBrowser.enter(stage.app, inTime.leads[0].accountId);
    expect((await other.open(`/rollouts/${inTime.id}/plan`)).html).not.toContain('before the start.');
  });

  it('is rehearsed as it will be: at once on its first day, held later, nothing on a day that is past', async () => {
    const today = await stage.draft('2026-01-05T13:30:00Z');
    const played = await stage.app.get(Rehearsal).play(today.leads[0], today.id);
    expect(played.entries[0]).toMatchObject({ key: word, held: false });
    expect(played.entries[0]!.at.toString()).toBe('2026-01-05T13:30:00Z');
    expect(played.leftOut).toEqual([]);
    expect(played.words.get(word)?.letter?.subject).toEqual(expect.any(String));

    const later = await stage.draft('2026-01-13T08:00:00Z');
    const { entries, leftOut } = await stage.app.get(Rehearsal).play(later.leads[0], later.id);
    expect(entries.filter((entry) => entry.held).map(({ key }) => key)).toEqual([word]);
    expect(entries.every(({ at }) => at.epochMilliseconds >= Date.parse('2026-01-13T08:00:00Z'))).toBe(true);
    expect(leftOut).toEqual(['pilot.survey/1', 'pilot.survey/1/reminder']);
    const behind = await stage.app.dataSource.transaction(async (tx) =>
      stage.app.get(AgendaService).behind(tx, await later.rollout()),
    );
    expect(behind.past).toEqual([
      { key: word, fate: 'held' },
      ...leftOut.map((key) => ({ key, fate: 'left out' })),
    ]);
  });

  it('that was begun elsewhere tells beforehand in numbers what is recorded, and says nothing of it', async () => {
    const world = await stage.draft('2026-01-20T08:00:00Z');
    await world.rows(`update rollout set begun_elsewhere = true where id = $1`);
    const lena = await LeadBrowser.enter(stage.app, world.leads[0].accountId);
    const plan = `/rollouts/${world.id}/plan`;
    const { html } = await lena.open(plan);
    expect(html).toMatch(/\d+ are recorded as done elsewhere, and nothing is sent for them: “A few will try/);
    expect(html).toMatch(/\d+ steps are still to be said, as far as the plan knows. The next is “/);
    expect(html).not.toContain('left out for good');
    const { entries, doneElsewhere } = await stage.app.get(Rehearsal).play(world.leads[0], world.id);
    expect(doneElsewhere).toContain(word);
    expect(entries.map(({ key }) => key)).not.toContain(word);
    await lena.press(plan, `${plan}/start`);
    await world.tick('2026-01-20T08:05:00Z');
    const past = await world.rows<{ state: string; reason: string }>(
      `select distinct state, reason from occurrence where rollout_id = $1 and day < '2026-01-20'`,
    );
    expect(past).toEqual([
      { state: 'skipped', reason: 'done elsewhere, before the rollout was started here' },
    ]);
    expect(await world.rows('select id from notice where rollout_id = $1')).toEqual([]);
    expect(await posted(world)).toEqual([]);
    expect(await held(world)).toEqual([]);
  });
});
