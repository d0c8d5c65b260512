import { describe, expect, it } from '@jest/globals';
import { unsaidIn } from '../../test/support/unsaid.js';
import { usualKeyTasks } from '../adoption/key-tasks.js';
import { mirrored } from '../kernel/language/say.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { render } from '../kernel/ui/render.js';
import { sceneOf } from '../rollout/scene.js';
import { FirstPage, HelpOthersPage } from './pilot.pages.js';

const facts = {
  ...{ community: 'Gardeners', language: 'en', oldPlaces: ['Stairwell'], newPlaces: ['Room'] },
  ...{ announced: false, closesOn: null, responsible: 'Ada', contact: 'x', baseUrl: 'https://x.example' },
};
const scene = sceneOf(facts, mirrored);

describe('trying it first', () => {
  it.each(['asked', 'accepted', 'declined'] as const)(
    'is offered in the reader’s language, but for what a lead wrote: %s',
    (state) => {
      const tasks = [...usualKeyTasks, { key: 'prune', words: 'prune roses' }];
      const form = { ...emptyForm(), reasons: [{ field: 'comfort', message: 'Choose yes or no.' }] };
      const page = FirstPage({ scene, home: '/m/x', state, tasks, objectives: ['Videos'], form });
      expect(unsaidIn(render(page))).toEqual(['prune', 'roses', 'Videos']);
    },
  );

  it.each([null, true, false])('so is helping others: %s', (wouldHelp) => {
    expect(unsaidIn(render(HelpOthersPage({ scene, home: '/m/x', wouldHelp })))).toEqual([]);
  });
});
