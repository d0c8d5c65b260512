import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { announced } from '../../test/support/facts.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { CourseService } from './course.service.js';
import { OccurrenceService } from './occurrence.service.js';
import { PhaseService } from './phase.service.js';
import type { Plan } from './plan.js';

let stage: RolloutStage;
let course: CourseService;
let world: RolloutWorld;
beforeAll(async () => {
  stage = await RolloutStage.open();
  course = stage.app.get(CourseService);
});
afterAll(() => stage.app.close());
beforeEach(async () => {
  world = await stage.settle();
});

const lead = () => world.leads[0];
const pauseAt = (at: string): Promise<unknown> => {
  stage.app.clock.jump(at);
  return course.pause(lead(), world.id, 'There is a strike.');
};
const resumeAt = (at: string, dates: 'move' | 'keep'): Promise<unknown> => {
  stage.app.clock.jump(at);
  return course.resume(lead(), world.id, dates);
};

const edit = async (change: (plan: Plan) => void, version?: number): Promise<unknown> => {
  const rollout = await world.rollout();
  const plan = structuredClone(rollout.plan);
  change(plan);
  return course.editPlan(lead(), world.id, { plan, version: version ?? rollout.version });
};

describe('an edited plan', () => {
  it('moves only what has not happened', async () => {
    await world.pass('2026-01-10T00:00:00Z');
    await edit(({ windows }) => {
      windows.pilot = { from: 3, to: 23 };
    });
    expect(await world.days('pilot.survey/_')).toEqual({
      'pilot.survey/1': '2026-01-09',
      'pilot.survey/2': '2026-01-19',
      'pilot.survey/3': '2026-01-26',
    });
  });

  it('leaves held what a lead has stopped, under its new day', async () => {
    await stage.app.get(OccurrenceService).hold(lead(), world.id, 'pilot.survey/2', 'Half of us are away.');
    await pauseAt('2026-01-06T09:00:00Z');
    await resumeAt('2026-01-09T09:00:00Z', 'move');
    const [stopped] = await world.rows(
      `select day::text, state, reason, decided_by from occurrence where rollout_id = $1 and key = 'pilot.survey/2'`,
    );
    expect(stopped).toEqual({
      day: '2026-01-19',
      state: 'held',
      reason: 'Half of us are away.',
      decided_by: lead().accountId,
    });
  });

  it('is refused when somebody changed the plan meanwhile, and changes nothing', async () => {
    const { version } = await world.rollout();
    await edit(({ windows }) => (windows.pilot.to = 30));
    const stale = edit(({ windows }) => (windows.pilot.to = 20), version);
    await expect(stale).rejects.toMatchObject({ kind: 'conflict', reasons: [{ field: 'version' }] });
    expect((await world.rollout()).plan.windows.pilot.to).toBe(30);
  });

  it('is refused with every contradiction at once, and changes nothing', async () => {
    const before = await world.rollout();
    const bad = edit((plan) => {
      plan.windows.pilot = { from: 20, to: 10 };
      plan.windows.launch = { from: 5, to: null };
      plan.startsOn = '2026-02-02';
    });
    await expect(bad).rejects.toMatchObject({
      kind: 'invalid',
      reasons: [
        'plan.windows.pilot.to',
        'plan.windows.launch.to',
        'plan.windows.refine.from',
        'plan.windows.launch.from',
        'plan.startsOn',
      ].map((field) => ({ field })),
    });
    expect(await world.rollout()).toEqual(before);
  });
});

describe('a pause', () => {
  it('that moves the dates makes everything ahead later by its length', async () => {
    await world.pass('2026-01-10T00:00:00Z');
    await world.tick('2026-01-12T09:00:00Z');
    await pauseAt('2026-01-12T09:30:00Z');
    await resumeAt('2026-01-22T09:30:00Z', 'move');
    expect(await world.days('pilot.survey/_')).toEqual({
      'pilot.survey/1': '2026-01-09',
      'pilot.survey/2': '2026-01-26',
      'pilot.survey/3': '2026-02-02',
      'pilot.survey/4': '2026-02-09',
    });
    await world.tick('2026-01-22T09:31:00Z');
    expect(await world.played('pilot.survey/%')).toEqual(['pilot.survey/1/reminder']);
    await world.tick('2026-01-26T09:00:00Z');
    expect(await world.played('pilot.survey/_')).toEqual(['pilot.survey/2']);
  });

  /** The pilot was closed on 24 January, the launch is planned for 2 February, and the pause began on 26 January. */
  const pausedBeforeLaunch = async (): Promise<void> => {
    await world.rows(
      `update phase set opened_on = '2026-01-05', opened_at = '2026-01-05T08:00:00Z', closed_on = '2026-01-24', closed_at = '2026-01-24T09:00:00Z'
        where rollout_id = $1 and key = 'pilot'`,
    );
    await world.pass('2026-01-26T08:00:00Z');
    await world.tick('2026-01-26T08:00:00Z');
    await pauseAt('2026-01-26T09:00:00Z');
    for (let on = 27; on <= 31; on++) await world.tick(`2026-01-${on}T03:00:00Z`);
    for (let on = 1; on <= 20; on++) await world.tick(`2026-02-${String(on).padStart(2, '0')}T03:00:00Z`);
  };
  const launch = async (): Promise<unknown> => {
    const [row] = await world.rows<{ opened_on: string | null }>(
      `select opened_on from phase where rollout_id = $1 and key = 'launch'`,
    );
    return row!.opened_on;
  };

  it('opens no phase; moved by it, the launch opens on its new day and is said then', async () => {
    await pausedBeforeLaunch();
    expect(await launch()).toBeNull();
    await resumeAt('2026-02-20T09:00:00Z', 'move');
    expect(await launch()).toBeNull();
    for (const at of ['2026-02-26T03:00:00Z', '2026-02-27T03:00:00Z', '2026-02-27T09:00:00Z'])
      await world.tick(at);
    expect(await launch()).toBe('2026-02-27');
    expect(await world.states('launch.opening')).toEqual({ 'launch.opening': 'done' });
    expect(await world.days('launch.opening')).toEqual({ 'launch.opening': '2026-02-27' });
  });

  it('that keeps the dates opens what came due when it is over, not a day earlier', async () => {
    await pausedBeforeLaunch();
    await resumeAt('2026-02-20T09:30:00Z', 'keep');
    expect(await launch()).toBe('2026-02-20');
    await world.tick('2026-02-20T09:31:00Z');
    expect(await world.states('launch.opening')).toEqual({ 'launch.opening': 'done' });
  });

  it('in which a phase is closed opens the next one only when it is over', async () => {
    await world.rows(
      `update phase set opened_on = '2026-01-19', opened_at = '2026-01-19T03:00:00Z' where rollout_id = $1 and key = 'refine'`,
    );
    await world.pass('2026-02-03T08:00:00Z');
    await pauseAt('2026-02-03T09:00:00Z');
    const by = {
      accountId: lead().accountId,
      override: { reason: 'It went well.', askedBy: lead().accountId },
    };
    await stage.app.dataSource.transaction(async (tx) =>
      stage.app
        .get(PhaseService)
        .close(tx, await world.rollout(), 'pilot', { ...by, now: stage.app.clock.now() }),
    );
    expect(await launch()).toBeNull();
    await resumeAt('2026-02-05T09:00:00Z', 'move');
    expect(await launch()).toBe('2026-02-05');
  });

  it('that keeps the dates holds for a lead what came too late', async () => {
    await world.pass('2026-01-10T00:00:00Z');
    await pauseAt('2026-01-12T08:00:00Z');
    await resumeAt('2026-01-19T12:00:00Z', 'keep');
    await world.tick();
    expect(await world.states('pilot.survey/2%')).toEqual({
      'pilot.survey/2': 'held',
      'pilot.survey/2/reminder': 'done',
      'pilot.survey/2/closes': 'planned',
    });
  });

  it('into which T or a step of its ladder fell goes on only with a new T', async () => {
    await world.told({ 'sunset.transition': announced('2026-05-04') });
    await world.pass('2026-04-15T00:00:00Z');
    await pauseAt('2026-04-15T09:00:00Z');
    const resuming = resumeAt('2026-04-28T09:00:00Z', 'move');
    await expect(resuming).rejects.toMatchObject({
      kind: 'conflict',
      reasons: [
        { field: 'transition', message: expect.stringContaining('Monday 20 April') as unknown },
        { field: 'transition', message: expect.stringContaining('Monday 27 April') as unknown },
      ],
    });
    expect((await world.rollout()).pausedAt).not.toBeNull();
    await world.told({
      'sunset.transition': announced('2026-06-08', [{ id: 'r2', at: '2026-04-28T09:00:00Z' }]),
    });
    await resumeAt('2026-04-28T09:00:00Z', 'move');
    expect((await world.rollout()).pausedAt).toBeNull();
  });

  it('begun after a notice of the ladder was said does not count it among what it swallowed', async () => {
    await world.told({ 'sunset.transition': announced('2026-05-04') });
    await world.pass('2026-04-27T07:00:00Z');
    await pauseAt('2026-04-27T09:00:00Z');
    await resumeAt('2026-04-28T09:00:00Z', 'keep');
    expect((await world.rollout()).pausedAt).toBeNull();
  });

  it('may keep T where everybody is proven told and the week before it is still ahead', async () => {
    await world.told({ 'sunset.transition': announced('2026-05-04') });
    await world.pass('2026-04-15T00:00:00Z');
    await pauseAt('2026-04-15T09:00:00Z');
    await world.told({
      'sunset.notice-proof': { roster: 9, proven: 9, declined: 0, exceptions: 0, open: 0 },
    });
    await resumeAt('2026-04-22T09:00:00Z', 'keep');
    expect((await world.days('sunset.notice/%'))['sunset.notice/r1/T-7']).toBe('2026-04-27');
  });

  it('is not begun twice, and not ended where there is none', async () => {
    await expect(resumeAt('2026-01-06T09:00:00Z', 'keep')).rejects.toMatchObject({ kind: 'conflict' });
    await pauseAt('2026-01-06T09:00:00Z');
    await expect(pauseAt('2026-01-07T09:00:00Z')).rejects.toMatchObject({ kind: 'conflict' });
  });
});

describe('an ending', () => {
  it('by cancellation tells once, says nothing else any more, and cannot be had twice', async () => {
    await world.tick('2026-01-08T09:00:00Z');
    await course.cancel(lead(), world.id, 'We stay where we are.');
    for (const at of ['2026-01-08T09:01:00Z', '2026-01-08T09:02:00Z', '2026-02-08T09:00:00Z'])
      await world.tick(at);
    expect(await world.played('rollout.cancelled%')).toEqual(['rollout.cancelled']);
    expect(await world.played('pilot.%')).toEqual([]);
    const ahead = await world.states('%');
    const plays = Object.keys(ahead).filter((key) => ahead[key] === 'planned');
    expect(plays.filter((key) => !/^(rollout\.day|retention\.purge|lead\.alert)/.test(key))).toEqual([]);
    await expect(course.cancel(lead(), world.id, 'Again.')).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('by keeping both counts from the day of the decision, tells once, and closes nothing', async () => {
    await world.rows(
      `update phase set opened_on = '2026-02-02', opened_at = '2026-02-02T09:00:00Z' where rollout_id = $1 and key = 'launch'`,
    );
    await world.told({ 'sunset.transition': announced('2026-05-04') });
    await world.pass('2026-04-10T07:00:00Z');
    await course.keepBoth(lead(), world.id, 'Some of us need the old place.');
    await world.tick('2026-04-10T08:00:00Z');
    expect(await world.played('rollout.kept-both%')).toEqual(['rollout.kept-both']);
    expect(await world.days('sunset.%')).toMatchObject({ 'sunset.celebration': '2026-04-11' });
    expect(await world.states('sunset.notice%')).toEqual({});
    expect(await world.days('retrospective.meeting')).toEqual({ 'retrospective.meeting': '2026-07-10' });
    const again = course.keepBoth(lead(), world.id, 'Again.');
    await expect(again).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('by keeping both ends a pause: the word of it goes out, and what was held besides goes on', async () => {
    await world.rows(`update phase set opened_on = '2026-02-02' where rollout_id = $1 and key = 'launch'`);
    await world.pass('2026-04-10T07:00:00Z');
    await pauseAt('2026-04-10T07:30:00Z');
    await course.keepBoth(lead(), world.id, 'Some of us need the old place.');
    expect((await world.rollout()).pausedAt).toBeNull();
    await world.tick('2026-04-10T08:00:00Z');
    expect(await world.played('rollout.kept-both%')).toEqual(['rollout.kept-both']);
  });

  it('by keeping both is refused before the launch opens; neither way is open once an old place is read-only', async () => {
    const early = course.keepBoth(lead(), world.id, 'Some of us need the old place.');
    await expect(early).rejects.toMatchObject({ kind: 'too-early' });
    await world.rows(`update phase set opened_on = '2026-02-02' where rollout_id = $1 and key = 'launch'`);
    const readOnlyOn = Temporal.PlainDate.from('2026-05-04');
    await world.told({ 'sunset.places': [{ id: 'old', name: 'Old', readOnlyOn, redirectOn: null }] });
    const late = course.keepBoth(lead(), world.id, 'Some of us need the old place.');
    await expect(late).rejects.toMatchObject({ kind: 'conflict' });
    const off = course.cancel(lead(), world.id, 'We stay where we are.');
    await expect(off).rejects.toMatchObject({ kind: 'conflict' });
    expect((await world.rollout()).cancelledAt).toBeNull();
  });
});
