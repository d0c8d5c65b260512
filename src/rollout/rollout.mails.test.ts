import { describe, expect, it } from '@jest/globals';
import { sceneOf, type Scene, type SceneFacts } from './scene.js';
import { alertForLeads, openingWord, weekForLeads } from './rollout.mails.js';

const scene = (community: string): Scene =>
  sceneOf({ community, oldPlaces: [], newPlaces: [], announced: true } as unknown as SceneFacts);

describe('a subject', () => {
  it('is whole with a name of up to 24 characters, and does without a longer one', () => {
    const subjects = (name: string): string[] =>
      [openingWord(scene(name)), alertForLeads(scene(name), 'r', '')].map((letters) => letters.en.subject);
    const name = 'x'.repeat(24);
    expect(subjects(name)).toEqual([`${name}: a few try a new place`, `${name}: the move needs a look`]);
    expect(subjects('x'.repeat(60))).toEqual(['A few try a new place', 'The move needs a look']);
    expect(subjects(name).every((subject) => subject.length <= 50)).toBe(true);
  });

  it('counts one thing as one', () => {
    const week = (held: number): string =>
      weekForLeads(scene('Hill'), 'r', { open: [], held, coming: [] }).en.subject;
    expect([0, 1, 2].map(week)).toEqual([
      'This week: nothing waits for you',
      'This week: 1 thing waits for you',
      'This week: 2 things wait for you',
    ]);
  });
});
