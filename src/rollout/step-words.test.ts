import { describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { whatOf } from './play-words.js';
import { lineOf, stepWords, titleOf } from './step-words.js';

describe('one of a kind', () => {
  it.each([
    ['pilot.survey/2/reminder', 'pilot.survey', 'round 2, reminder'],
    ['launch.invitation/3', 'launch.invitation', 'wave 3'],
    ['sunset.notice/r1/T-7', 'sunset.notice', '7 days before'],
    ['sunset.notice/r2/T-1', 'sunset.notice', 'date 2, the day before'],
    ['launch.nudge/2026-04-09', 'launch.nudge', 'Thursday 9 April'],
    ['launch.office-hour/2b1f8f7e-8f0e-4c0e-9d9a-6f4d3a2b1c0d/24h', 'launch.office-hour', '24 hours before'],
    ['retention.purge/warning', 'retention.purge', 'the warning, a week before'],
    ['retrospective.survey/closes', 'retrospective.survey', 'its end'],
    ['lead.tomorrow/launch.invitation/2', 'lead.tomorrow', 'How to come along, who helps, wave 2'],
    ['lead.alert/f1be9b92-1d2a-4474-a7b6-32950cc79bd6', 'lead.alert', ''],
    ['lead.week/2026-07-13', 'lead.week', 'Monday 13 July'],
    ['rollout.opening-word', 'rollout.opening-word', ''],
    ['break-began/somebody/2026-02-04T11:00:00Z', 'break-began', ''],
  ])('%s is told apart in words', (key, play, words) => {
    expect(stepWords(key, play)).toBe(words);
  });
});

describe('a line among others', () => {
  it.each([
    [
      'retention.purge/warning',
      'retention.purge',
      'what is no longer needed is deleted: the warning, a week before',
    ],
    ['pilot.invitation/reminder', 'pilot.invitation', 'would you try it first? (reminder)'],
    ['pilot.survey/2/reminder', 'pilot.survey', 'the questions of the week: round 2, reminder'],
    ['launch.welcome/2026-04-09', 'launch.welcome', 'greet them in the new place'],
  ] as const)('%s says which of its kind it is, and not the day again', (key, play, line) => {
    expect(lineOf(key, play)).toBe(line);
  });

  it('is the title of its own page, which says the day', () => {
    expect(titleOf('launch.welcome/2026-04-09', 'launch.welcome')).toBe(
      'Greet them in the new place: Thursday 9 April',
    );
  });
});

describe('what is said', () => {
  it('has words in the ledger wherever the source says something under a name', () => {
    const src = path.resolve(import.meta.dirname, '..');
    const names = fs
      .readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [
        ...fs
          .readFileSync(path.join(src, file), 'utf8')
          .matchAll(/\b(?:play: '|key(?:: | = )`)([a-z]+(?:[.-][a-z]+)+)['/]/g),
      ])
      .map(([, name]) => name!);
    expect(new Set(names).size).toBeGreaterThan(12);
    expect(names.filter((name) => whatOf(name) === 'Something else')).toEqual([]);
    expect(whatOf('break-began/somebody')).toBe('Somebody takes a break');
  });
});
