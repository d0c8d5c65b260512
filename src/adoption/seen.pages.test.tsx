import { describe, expect, it } from '@jest/globals';
import { emptyForm } from '../kernel/ui/forms.js';
import { render } from '../kernel/ui/render.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { SeenPage } from './seen.pages.js';

const rollout = { id: 'one', name: 'The move' } as Rollout;
const crowd = (people: number) =>
  Array.from({ length: people }, (_, i) => ({
    memberId: `m${i}`,
    name: `Person ${String(i).padStart(3, '0')}`,
    arrived: i < 7,
  }));
const page = (people: number, more = 0, present: string[] = []): string =>
  render(
    SeenPage({ rollout, people: crowd(people), more, places: [], counts: [], form: emptyForm({ present }) }),
  );

describe('who is in the new place', () => {
  it('begins with how it stands; of a few, every name is seen at once', () => {
    const html = page(30);
    expect(html).toContain('7 of 30 people have come to the new place, as far as we know.');
    expect(html).not.toContain('<details id="from-');
  });

  it('folds many names into groups that can be read; what was ticked before stands open', () => {
    const html = page(120, 0, ['m30']);
    expect(html.match(/<details id="from-/g)).toHaveLength(5);
    expect(html).toContain('\u2068Person 024\u2069 to \u2068Person 047\u2069: 24 names, 1 ticked');
    expect(html.match(/<details id="from-[^>]* open/g)).toHaveLength(1);
    expect(html.match(/name="present"/g)).toHaveLength(120);
  });

  it('does not let whoever has no room on it be told absent', () => {
    expect(page(300)).toContain('Yes: whoever is not ticked is not there');
    const html = page(300, 40);
    expect(html).not.toContain('whoever is not ticked is not there');
    expect(html).toContain('<input type="hidden" name="complete" value="no"');
    expect(html).toContain('340 people take part in the move.');
  });
});
