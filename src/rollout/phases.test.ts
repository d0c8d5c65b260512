import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { factsWith, phaseWas } from '../../test/support/facts.js';
import type { Facts } from './facts.js';
import { gateRows } from './gate-paths.js';
import { gate, passes, type Criterion } from './gate.rules.js';
import { opening } from './phase.rules.js';
import { phases } from './phases.js';
import { usualPlan } from './plan.js';

const plan = usualPlan('2026-01-05', 'Europe/Berlin');
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const verdicts = (phase: keyof typeof phases, facts: Partial<Facts>): Record<string, string> =>
  Object.fromEntries(
    gate(phases[phase].gate, { plan, facts: factsWith(facts) }).map((one: Criterion) => [
      one.criterion,
      one.state,
    ]),
  );

const round = (number: number, answered: number): Facts['surveys.pilot-rounds'][number] => ({
  ...{ number, answered },
  asked: 8,
  closed: true,
});

const band = (lows: number[], from = '2026-03-01'): Facts['adoption.band'] =>
  lows.map((low, i) => ({ day: day(from).add({ days: i }), low, high: Math.min(1, low + 0.1) }));

const sustained = 'the low end of adoption at or above 60% on seven days running';

describe('a gate', () => {
  it.each(['pilot', 'refine', 'launch', 'sunset'] as const)(
    'of %s is met in nothing while nothing is known',
    (key) => {
      expect(Object.values(verdicts(key, {}))).not.toContain('met');
      const none = { roster: 0, proven: 0, declined: 0, exceptions: 0, open: 0 };
      const announced = {
        'sunset.transition': { revision: 1, on: day('2026-05-04'), changes: [] },
        'sunset.notice-proof': none,
        'sunset.places': [],
      };
      expect(Object.values(verdicts(key, announced))).not.toContain('met');
    },
  );

  it('takes an answered round in which nothing was found as evidence', () => {
    const refine = verdicts('refine', { 'surveys.pilot-rounds': [round(1, 5)] });
    expect(refine['every pilot pain point answered or dismissed with a reason']).toBe('met');
    expect(refine['every blocker and major of the pilot resolved']).toBe('met');
  });
});

describe('the pilot gate', () => {
  it('passes for a mixed circle that did its tasks and answered', () => {
    const facts = factsWith({
      'pilot.circle': {
        confirmedAt: null,
        chosen: 8,
        accepted: [
          'enthusiast',
          'enthusiast',
          'confident',
          'skeptic',
          'hesitant',
          'confident',
          'unknown',
          'confident',
        ],
      },
      'pilot.tasks': { circle: 8, tasks: [{ key: 'post', words: 'write a message', done: 7 }] },
      'surveys.pilot-rounds': [round(1, 8), round(2, 5), round(3, 6), round(4, 2)],
    });
    expect(passes(gate(phases.pilot.gate, { plan, facts }))).toBe(true);
  });

  it('holds for want of evidence before a round was answered: silence is no pass', () => {
    expect(verdicts('pilot', {})).toEqual({
      '5 to 10 members accepted': 'not met',
      'a mixed circle': 'not met',
      'every key task done by 80% of the circle': 'not enough evidence',
      'three weekly rounds answered by 60%': 'not enough evidence',
      'no open blocker': 'not enough evidence',
    });
  });

  it('says who has not told their comfort instead of failing the mix', () => {
    const accepted: Facts['pilot.circle']['accepted'] = [
      'enthusiast',
      'confident',
      'unknown',
      'unknown',
      'unknown',
    ];
    const circle = { confirmedAt: null, chosen: 5, accepted };
    const [, mix] = gate(phases.pilot.gate, { plan, facts: factsWith({ 'pilot.circle': circle }) });
    expect(mix).toMatchObject({
      state: 'not enough evidence',
      missing: expect.stringContaining('3 of the circle'),
    });
  });
});

describe('the launch gate', () => {
  it('wants the low end on seven consecutive days', () => {
    expect(
      verdicts('launch', { 'adoption.band': band([0.6, 0.6, 0.61, 0.62, 0.6, 0.64, 0.7]) })[sustained],
    ).toBe('met');
    expect(
      verdicts('launch', { 'adoption.band': band([0.6, 0.6, 0.6, 0.4, 0.6, 0.6, 0.6]) })[sustained],
    ).toBe('not met');
    expect(verdicts('launch', { 'adoption.band': band([0.6, 0.6, 0.6, 0.6]) })[sustained]).toBe(
      'not enough evidence',
    );
    const gap = [...band([0.7, 0.7, 0.7]), ...band([0.7, 0.7, 0.7, 0.7], '2026-03-05')];
    expect(verdicts('launch', { 'adoption.band': gap })[sustained]).toBe('not enough evidence');
  });

  it('does not fail those whom nobody can see: it asks for evidence', () => {
    const seen = band([0.6, 0.6, 0.6, 0.55, 0.6, 0.6, 0.6]);
    expect(verdicts('launch', { 'adoption.band': seen })[sustained]).toBe('not enough evidence');
  });

  it('never counts a baseline of zero as a pass', () => {
    const none = Array.from({ length: 7 }, (_, i) => ({
      day: day('2026-03-01').add({ days: i }),
      low: null,
      high: null,
    }));
    expect(verdicts('launch', { 'adoption.band': none })[sustained]).toBe('not enough evidence');
  });

  it('never turns from met to not enough when one more good day is measured', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(share, { minLength: 7, maxLength: 20 }),
        fc.double({ min: 0.6, max: 1, noNaN: true }),
        (lows, next) => {
          const before = verdicts('launch', { 'adoption.band': band(lows) })[sustained];
          const after = verdicts('launch', { 'adoption.band': band([...lows, next]) })[sustained];
          expect(before === 'met' && after !== 'met').toBe(false);
        },
      ),
    );
  });
});

describe('the sunset gate', () => {
  it('asks nothing about a closing where both places are kept', () => {
    const facts: Partial<Facts> = {
      'rollout.kept-both': Temporal.Instant.from('2026-05-01T10:00:00Z'),
      'sunset.notice-proof': { roster: 10, proven: 9, declined: 1, exceptions: 0, open: 0 },
      'sunset.celebration': { celebratedOn: day('2026-05-02') },
      'retrospective.record': { meetingAt: null, publishedOn: day('2026-08-10') },
      'sunset.places': [{ id: 'a', name: 'A', readOnlyOn: null, redirectOn: null }],
    };
    expect(new Set(Object.values(verdicts('sunset', facts)))).toEqual(new Set(['met']));
  });
});

describe('opening', () => {
  const known = factsWith()['rollout.phases'];

  it('opens what is due and says what a late phase waits for', () => {
    const facts = factsWith({
      'rollout.phases': { ...known, pilot: phaseWas('2026-01-05'), refine: phaseWas('2026-01-19') },
    });
    expect(opening({ plan, facts }, day('2026-02-01'), false)).toEqual({ open: [], late: [] });
    expect(opening({ plan, facts }, day('2026-02-02'), false)).toEqual({
      open: [],
      late: [{ key: 'launch', waitsFor: ['the pilot is closed'] }],
    });
  });

  it('opens the launch on its day once the pilot is closed', () => {
    const facts = factsWith({
      'rollout.phases': {
        ...known,
        pilot: phaseWas('2026-01-05', '2026-01-31'),
        refine: phaseWas('2026-01-19'),
      },
    });
    expect(opening({ plan, facts }, day('2026-02-02'), false).open).toEqual(['launch']);
  });
});

it('each criterion of a gate leads to the page with its rows', () => {
  for (const { gate: criteria } of Object.values(phases))
    for (const criterion of Object.keys(criteria))
      expect(gateRows('m', [{ criterion, state: 'met', evidence: '' }])[0]!.href).toMatch(
        /^\/rollouts\/m\/\w/,
      );
});
