import { describe, expect, it } from '@jest/globals';
import { render } from '../kernel/ui/render.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { AnswersPage } from './answers.pages.js';

const rollout = { id: 'one', plan: { timeZone: 'Europe/Berlin' }, name: 'The move' } as Rollout;
const round = {
  ...{
    id: 'r1',
    number: 1,
    openedAt: '2026-01-09T09:00:00Z',
    closesAt: '2026-01-12T09:00:00Z',
    closed: true,
  },
  ...{ asked: 9, answered: 7, questions: [] },
  texts: Array.from({ length: 7 }, (_, i) => ({
    ...{ answerId: `a${i}`, question: i < 5 ? 'well' : 'badly', from: i === 0 ? 'Olga' : null },
    ...{ words: i < 5 ? 'What works well?' : 'What does not?', text: `Text ${i}` },
  })),
};

describe('what people wrote', () => {
  it('stands by question, the first three open and the others folded, each with its way to a problem', () => {
    const html = render(AnswersPage({ rollout, surveys: [{ name: 'pilot', rounds: [round] }] }));
    expect(html.match(/<h4>/g)).toHaveLength(2);
    expect(html).toContain('<summary>2 more of 5</summary>');
    expect(html.indexOf('Text 2')).toBeLessThan(html.indexOf('<summary>'));
    expect(html.indexOf('Text 3')).toBeGreaterThan(html.indexOf('<summary>'));
    expect(html.match(/Note it as a problem/g)).toHaveLength(7);
    expect(html.match(/Olga/g)).toHaveLength(1);
  });
});
