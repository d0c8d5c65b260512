import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { announced } from '../../test/support/facts.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { AgendaService } from './agenda.service.js';
import { AlertService } from './alert.service.js';
import { CourseService } from './course.service.js';
import { OccurrenceService } from './occurrence.service.js';
import { PlaySettings } from './play-settings.service.js';
import { SocketBoard } from './socket-board.js';
import { TickService } from './tick.service.js';

let stage: RolloutStage;
let world: RolloutWorld;
beforeAll(async () => {
  stage = await RolloutStage.open();
});
afterAll(() => stage.app.close());
beforeEach(async () => {
  world = await stage.settle();
});

const numbered = (n: number): string[] => Array.from({ length: n }, (_, i) => `launch.seeding/${i + 1}`);

/** A tick as another process has it: with claims of its own. */
function anotherTick(): TickService {
  const { app } = stage;
  return new TickService(
    app.get(DataSource),
    app.get(SocketBoard),
    app.get(AgendaService),
    app.get(AlertService),
    app.get(PlaySettings),
  );
}

describe('the tick', () => {
  it('does nothing before its time, and each thing once', async () => {
    await world.tick('2026-01-09T08:59:00Z');
    expect(await world.played('pilot.survey%')).toEqual([]);
    await world.tick('2026-01-09T09:00:00Z');
    await world.tick('2026-01-09T09:01:00Z');
    expect(await world.played('pilot.survey%')).toEqual(['pilot.survey/1']);
    expect(await world.states('pilot.survey/1')).toEqual({ 'pilot.survey/1': 'done' });
  });

  it('does each thing once where two tick at once', async () => {
    await world.pile(100);
    stage.app.clock.jump('2026-01-06T09:00:00Z');
    const now = stage.app.clock.now();
    const ticks = [anotherTick(), anotherTick()];
    const ticked = await Promise.all(ticks.map((tick) => tick.run(now)));
    const played = await world.played('launch.seeding/%');
    expect(played.toSorted()).toEqual(numbered(100).toSorted());
    expect(Object.values(await world.states('launch.seeding/%'))).toEqual(
      Array.from({ length: 100 }, () => 'done'),
    );
    expect(ticked.every(({ done, failed }) => done > 0 && failed === 0)).toBe(true);
  });

  it('takes up what a process that died had claimed, once its lease is over', async () => {
    await world.pile(3);
    await world.rows(
      `update occurrence set leased_by = gen_random_uuid(), leased_until = '2026-01-06T09:08:00Z'
       where rollout_id = $1 and key like 'launch.seeding/%'`,
    );
    await world.tick('2026-01-06T09:07:00Z');
    expect(await world.played('launch.seeding/%')).toEqual([]);
    await world.tick('2026-01-06T09:08:00Z');
    expect(await world.played('launch.seeding/%')).toEqual(numbered(3));
  });

  it('leaves nothing of a play that fails, does the others, and tries it again after its lease', async () => {
    await world.pile(3);
    stage.breakPlays('launch.seeding/2');
    expect(await world.tick('2026-01-06T09:00:00Z')).toMatchObject({ failed: 1 });
    expect(await world.played('launch.seeding/%')).toEqual(['launch.seeding/1', 'launch.seeding/3']);
    expect(await world.states('launch.seeding/2')).toEqual({ 'launch.seeding/2': 'planned' });
    stage.mend();
    await world.tick('2026-01-06T09:05:00Z');
    expect(await world.states('launch.seeding/2')).toEqual({ 'launch.seeding/2': 'planned' });
    await world.tick('2026-01-06T09:10:00Z');
    expect(await world.played('launch.seeding/2')).toEqual(['launch.seeding/2']);
  });

  it('tells the leads once that a play failed, until it succeeds', async () => {
    await world.pile(1);
    stage.breakPlays('launch.seeding/1');
    const told = (): Promise<{ text: string; over: boolean }[]> =>
      world.rows(
        `select text, ended_at is not null as over from alert where rollout_id = $1 and kind = 'failed'`,
      );
    const text =
      'Something that should happen by itself did not: “something to post in the new place”, of Tuesday 6 January. It is tried again by itself.';
    await world.tick('2026-01-06T09:00:00Z');
    await world.tick('2026-01-06T09:10:00Z');
    expect(await told()).toEqual([{ text, over: false }]);
    expect(Object.values(await world.states('lead.alert/%'))).toEqual(['done']);
    stage.mend();
    await world.tick('2026-01-06T09:20:00Z');
    expect(await told()).toEqual([{ text, over: true }]);
  });

  it('troubles the leads no more with what failed once it is off the agenda', async () => {
    await world.pile(1);
    stage.breakPlays('launch.seeding/1');
    await world.tick('2026-01-06T09:00:00Z');
    await world.pile(0);
    expect(
      await world.rows(`select 1 from alert where rollout_id = $1 and kind = 'failed' and ended_at is null`),
    ).toEqual([]);
  });

  it('says only the newest of several due steps of a ladder', async () => {
    await world.told({ 'sunset.transition': announced('2026-05-04') });
    await world.pass('2026-04-20T07:00:00Z');
    await world.tick('2026-04-27T08:00:00Z');
    expect(await world.states('sunset.notice/%')).toEqual({
      'sunset.notice/r1/T-14': 'skipped',
      'sunset.notice/r1/T-7': 'done',
      'sunset.notice/r1/T-1': 'planned',
    });
    const [skipped] = await world.rows<{ reason: string }>(
      `select reason from occurrence where rollout_id = $1 and key = 'sunset.notice/r1/T-14'`,
    );
    expect(skipped!.reason).toBe('a newer step of the same is due');
  });

  it('does not say an older step after another process has said the newer one', async () => {
    await world.told({ 'sunset.transition': announced('2026-05-04') });
    await world.pass('2026-04-20T07:00:00Z');
    await world.rows(
      `update occurrence set leased_by = gen_random_uuid(), leased_until = '2026-04-27T08:10:00Z'
       where rollout_id = $1 and key = 'sunset.notice/r1/T-14'`,
    );
    await world.rows(
      `update occurrence set state = 'done' where rollout_id = $1 and key = 'sunset.notice/r1/T-7'`,
    );
    await world.tick('2026-04-27T08:10:00Z');
    expect(await world.played('sunset.notice/%')).toEqual([]);
    expect(await world.states('sunset.notice/r1/T-14')).toEqual({ 'sunset.notice/r1/T-14': 'skipped' });
  });
});

describe('what is found late', () => {
  it('waits for a lead after 24 hours if it speaks, and is told to them; measuring is made up for', async () => {
    await world.tick('2026-01-10T10:00:00Z');
    expect(await world.states('pilot.survey/1')).toEqual({ 'pilot.survey/1': 'held' });
    expect(await world.played('adoption.measure/2026-01-07')).toHaveLength(1);
    const alerts = await world.rows<{ kind: string; text: string }>(
      `select kind, text from alert where rollout_id = $1 and subject = 'pilot.survey/1'`,
    );
    expect(alerts).toEqual([
      {
        kind: 'held',
        text: 'Held: “the questions of the week”, to accepted pilots, of Friday 9 January. Send it or skip it.',
      },
    ]);
    expect(Object.values(await world.states('lead.alert/%'))).toContain('done');
  });

  it('goes when a lead sends it, however late, and never when they skip it', async () => {
    await world.pile(2, '2026-01-07');
    await world.tick('2026-01-09T09:00:00Z');
    const occurrences = stage.app.get(OccurrenceService);
    await occurrences.send(world.leads[0], world.id, 'launch.seeding/1');
    await occurrences.skip(world.leads[0], world.id, 'launch.seeding/2', 'Nobody needs it any more.');
    await world.tick('2026-01-09T09:01:00Z');
    await world.tick('2026-01-12T09:01:00Z');
    expect(await world.played('launch.seeding/%')).toEqual(['launch.seeding/1']);
    expect(await world.states('launch.seeding/%')).toEqual({
      'launch.seeding/1': 'done',
      'launch.seeding/2': 'skipped',
    });
    const open = await world.rows(
      `select 1 from alert where rollout_id = $1 and kind = 'held' and subject like 'launch.seeding%' and ended_at is null`,
    );
    expect(open).toEqual([]);
  });
});

describe('a pause', () => {
  it('holds what speaks, and lets measuring go on', async () => {
    await world.tick();
    await stage.app.get(CourseService).pause(world.leads[0], world.id, 'There is a strike.');
    await world.tick('2026-01-09T09:00:00Z');
    expect(await world.played('pilot.survey%')).toEqual([]);
    expect(await world.played('adoption.measure/2026-01-09')).toHaveLength(1);
    expect(await world.states('pilot.survey/1')).toEqual({ 'pilot.survey/1': 'planned' });
  });
});

describe('a pause, however long,', () => {
  it('keeps no data longer than was promised, and no word of the week to the leads', async () => {
    const publishedOn = Temporal.PlainDate.from('2026-01-08');
    await world.told({
      'sunset.transition': announced('2026-01-20'),
      'retrospective.record': { meetingAt: null, publishedOn },
    });
    await stage.app.get(CourseService).pause(world.leads[0], world.id, 'There is a strike.');
    await world.tick('2026-02-07T09:00:00Z');
    expect(await world.states('retention.purge%')).toEqual({
      'retention.purge/warning': 'done',
      'retention.purge': 'done',
    });
    expect(Object.values(await world.states('lead.week/%'))).not.toContain('done');
  });
});

describe('what the leads must know at once', () => {
  const raise = async (): Promise<void> => {
    await stage.app.dataSource.transaction((tx) =>
      stage.app.get(AlertService).raise(tx, world.id, 'late', 'x', 'Something is late.'),
    );
    await world.told({});
  };

  it('is said in a pause', async () => {
    await stage.app.get(CourseService).pause(world.leads[0], world.id, 'There is a strike.');
    await raise();
    await world.tick('2026-01-05T08:01:00Z');
    expect(Object.values(await world.states('lead.alert/%'))).toEqual(['done']);
  });
});

describe('a clock that jumps', () => {
  it('a day forward and an hour back does nothing twice and loses nothing', async () => {
    for (const at of [
      '2026-01-08T09:00:00Z',
      '2026-01-09T09:00:00Z',
      '2026-01-09T08:00:00Z',
      '2026-01-08T10:00:00Z',
    ])
      await world.tick(at);
    for (let hour = 0; hour <= 48; hour++)
      await world.tick(
        `2026-01-${hour < 24 ? '09' : '10'}T${String(hour % 24).padStart(2, '0')}:00:00Z`.replace(
          'T24',
          'T23',
        ),
      );
    const played = await world.played('%');
    expect(new Set(played).size).toBe(played.length);
    const lost = await world.rows(
      `select key from occurrence where rollout_id = $1 and due_at <= $2 and state = 'planned'`,
      stage.app.clock.now().toString(),
    );
    expect(lost).toEqual([]);
  });

  it('gives back at once what was claimed while it stood ahead', async () => {
    await world.pile(1);
    stage.breakPlays('launch.seeding/1');
    await world.tick('2026-01-07T08:00:00Z');
    stage.mend();
    await world.tick('2026-01-06T09:00:00Z');
    expect(await world.played('launch.seeding/1')).toEqual(['launch.seeding/1']);
  });
});
