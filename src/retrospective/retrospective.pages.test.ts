import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { mirrored } from '../kernel/language/say.js';
import { render } from '../kernel/ui/render.js';
import { sceneOf, type SceneFacts } from '../rollout/scene.js';
import { unsaidIn } from '../../test/support/unsaid.js';
import type { LookBack } from './look-back.js';
import { LookingBackPage } from './retrospective.pages.js';
import type { Kept } from './retrospective.service.js';

const facts = { oldPlaces: ['Stairwell'], newPlaces: ['Room'], responsible: 'Ada', contact: 'Gate' };
const scene = sceneOf(facts as unknown as SceneFacts, mirrored);
const on = Temporal.PlainDate.from('2026-10-01');
const decision = { id: 'a', number: 1, text: 'Pictures', owner: 'Mira' };
const kept = {
  decisions: [
    { ...decision, dueOn: on },
    { ...decision, id: 'b', dueOn: null },
  ],
  words: 'Thanks',
  nextCheckIn: on,
} as unknown as Kept;
const record = (few: number, moved: number, low: number | null): LookBack => ({
  ...{ asOf: '2026-10-01', phases: [], bothKept: true, notices: [] },
  transition: { first: '2026-06-01', final: '2026-07-01', timesMoved: moved },
  adoption: [{ day: '2026-07-01', low, high: 0.8 }],
  leftBehind: [{ by: 'place', group: 'Choir', comfortable: 7, behind: 5 }],
  proof: { roster: 20, proven: 19, declined: 0, exceptions: 0, open: 0 },
  notComing: few,
  confused: { blockers: 1, majors: 2, minors: 0, open: 1, questions: ['Where?'] },
  help: { asked: few, hours: 3 },
});

describe('looking back', () => {
  it.each([
    [1, 1, 0.6],
    [0, 0, 0.8],
    [12, 1, null],
  ])('is read in every language (%i, %i, %p)', (few, moved, low) => {
    const html = render(LookingBackPage({ path: '/m/x', scene, kept, record: record(few, moved, low) }));
    expect(unsaidIn(html)).toEqual(['Pictures', 'Mira', 'Thanks', 'Where']);
    expect(html).toContain('dir="rtl"');
    expect(html).toContain(
      few === 1 ? 'Fewer than 5 chose not to come.' : `${few} people chose not to come.`,
    );
  });
});
