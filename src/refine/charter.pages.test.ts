import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { mirrored } from '../kernel/language/say.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { render } from '../kernel/ui/render.js';
import { unsaidIn } from '../../test/support/unsaid.js';
import type { CharterReading } from './charter-pages.service.js';
import { CharterPage } from './charter.pages.js';
import { GuidePage } from './guide.pages.js';
import type { GuideView } from './guides.service.js';

const day = Temporal.PlainDate.from('2026-10-01');
const reading = {
  inForce: { body: 'Old', adoptedOn: day, whatChanged: 'Pictures' },
  before: { body: 'Older' },
  draft: { body: 'New', windowEndsOn: day },
  canObject: true,
  mine: [
    { id: 'a', words: 'Who?', answer: 'Members' },
    { id: 'b', words: 'Why?', answer: null },
  ],
} as unknown as CharterReading;
const page = (with_: Partial<CharterReading>): string =>
  render(CharterPage({ say: mirrored, path: '/m/x', reading: { ...reading, ...with_ }, form: emptyForm() }));

describe('the rules', () => {
  it('are read in every language, their own text as it was written', () => {
    const typed = ['New', 'New', 'Old', 'Who', 'Why', 'Old', 'Old', 'Older'];
    expect(unsaidIn(page({}))).toEqual(typed);
  });

  it('say in every language that there is nothing to object to', () => {
    const nothing = { before: null, mine: [], canObject: false };
    expect(unsaidIn(page({ ...nothing, draft: null }))).toEqual(['Old']);
    expect(unsaidIn(page({ ...nothing, draft: null, inForce: null }))).toEqual([]);
  });
});

describe('a guide', () => {
  it('has a frame in every language around its own text', () => {
    const guide = { title: 'Start', body: 'Press', version: 2, publishedOn: '2026-10-01' };
    const html = render(
      GuidePage({ say: mirrored, guide: guide as unknown as GuideView, faq: [], back: '/m/x' }),
    );
    expect(unsaidIn(html)).toEqual(['Start', 'Start', 'Press']);
  });
});
