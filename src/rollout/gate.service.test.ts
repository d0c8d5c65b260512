import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Facts } from './facts.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { GateService } from './gate.service.js';

let stage: RolloutStage;
let gates: GateService;
let world: RolloutWorld;
beforeAll(async () => {
  stage = await RolloutStage.open();
  gates = stage.app.get(GateService);
});
afterAll(() => stage.app.close());
beforeEach(async () => {
  world = await stage.settle();
});

/** Everything that the pilot has to show. */
const goodPilot: Partial<Facts> = {
  'pilot.circle': {
    confirmedAt: Temporal.Instant.from('2026-01-05T09:00:00Z'),
    chosen: 6,
    accepted: ['enthusiast', 'skeptic', 'hesitant', 'confident', 'confident'],
  },
  'pilot.tasks': { circle: 5, tasks: [{ key: 'post', words: 'write a message', done: 5 }] },
  'surveys.pilot-rounds': [1, 2, 3].map((number) => ({ number, asked: 5, answered: 4, closed: true })),
};
const phase = async (key: string) =>
  (await gates.list(world.leads[0], world.id)).find((one) => one.key === key)!;
const alerts = (kind: string) =>
  world.rows<{ subject: string; text: string }>(
    'select subject, text from alert where rollout_id = $1 and kind = $2 and ended_at is null',
    kind,
  );

describe('a phase', () => {
  it('opens on its day, or is late and says what it waits for, and opens when that is there', async () => {
    expect((await phase('pilot')).openedOn?.toString()).toBe('2026-01-05');
    await world.pass('2026-02-01T20:00:00Z');
    expect((await phase('refine')).openedOn).toBeNull();
    await world.tick('2026-02-02T04:00:00Z');
    expect((await phase('refine')).openedOn?.toString()).toBe('2026-02-02');
    expect(await alerts('phase late')).toEqual([
      { subject: 'launch', text: 'Soft launch is late. It waits until the pilot is closed.' },
    ]);
    await world.told(goodPilot);
    await gates.close(world.leads[0], world.id, 'pilot');
    expect((await phase('launch')).openedOn?.toString()).toBe('2026-02-02');
    const listed = await gates.list(world.leads[0], world.id);
    expect(listed.map(({ key }) => key)).toEqual(['pilot', 'refine', 'launch', 'sunset']);
    expect(await alerts('phase late')).toEqual([]);
  });

  it('is not closed before its gate shows everything, and the refusal names all that is missing', async () => {
    const closing = gates.close(world.leads[0], world.id, 'pilot');
    await expect(closing).rejects.toMatchObject({
      kind: 'conflict',
      reasons: Array.from({ length: 5 }, () => ({ field: 'gate.pilot' })),
    });
    expect((await phase('pilot')).closedOn).toBeNull();
  });

  it('tells the leads when its gate is ready, and takes it back when it is no more', async () => {
    await world.told(goodPilot);
    expect((await alerts('gate ready')).map(({ subject }) => subject)).toEqual(['pilot']);
    const blocker = { openBlockers: 1, openMajors: 0, unansweredPainPoints: 0, painPoints: 1, resolved: [] };
    await world.told({ 'refine.findings': blocker });
    expect(await alerts('gate ready')).toEqual([]);
  });

  it('is closed once, by a named lead, and that ends its own series', async () => {
    await world.pass('2026-01-24T00:00:00Z');
    await world.told(goodPilot);
    await gates.close(world.leads[0], world.id, 'pilot');
    const { closedBy, closedOn, overrideReason } = await phase('pilot');
    expect([closedBy, closedOn?.toString(), overrideReason]).toEqual([
      world.leads[0].accountId,
      '2026-01-24',
      null,
    ]);
    expect(Object.keys(await world.days('pilot.survey/4%'))).toEqual([]);
    expect(await world.days('pilot.survey/3/closes')).toEqual({ 'pilot.survey/3/closes': '2026-01-24' });
    const again = gates.close(world.leads[1], world.id, 'pilot');
    await expect(again).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('that is not open cannot be closed', async () => {
    const closing = gates.close(world.leads[0], world.id, 'launch');
    await expect(closing).rejects.toMatchObject({ kind: 'too-early' });
  });
});
