import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { mustKnowHowMany } from '../notices/many.rules.js';
import { speak } from '../kernel/language/say.js';
import { PosterPage, SlipsPage } from '../printables/sheet.pages.js';
import { sheetOf } from '../printables/sheet.rules.js';
import { OccurrencePage } from '../rollout/agenda.pages.js';
import { Occurrence } from '../rollout/occurrence.entity.js';
import type { OccurrenceView } from '../rollout/occurrence-view.service.js';
import { Phase } from '../rollout/phase.entity.js';
import { PhasePage } from '../rollout/phase.pages.js';
import { at, move, sayIn, scene, today } from './garden.js';
import type { Dir, WholePage } from './part.pages.js';
import { wholeMessages } from './whole-messages.js';

const none = { subject: '', text: '', letter: null, language: 'en' as const, posts: [], team: 0 };

/** The invitations of the second wave. */
const invitations = (state: Partial<Occurrence>, of: Partial<OccurrenceView>): OccurrenceView => ({
  ...{ rollout: move(), now: at(0), roster: 218, decidedBy: null, waits: false, tally: undefined },
  one: Object.assign(new Occurrence(), {
    ...{ id: 'one', key: 'launch.invitation/2', play: 'launch.invitation', step: '2', day: today },
    ...{ dueAt: at(0), speaks: true, state: 'planned', reason: null, doneAt: null, ...state },
  }),
  said: {
    ...none,
    ...{ people: 214, ways: { email: 180, byHand: 30, ownPage: 4 } },
    leftOut: [{ people: 4, why: 'would rather not come along' }],
  },
  ...of,
});

const stopped = invitations(
  { state: 'done', doneAt: at(0) },
  {
    decidedBy: 'Rosa',
    said: null,
    tally: {
      ...{ noticeId: 'n', stoppedAt: new Date(at(0).epochMilliseconds), went: 96, onPages: 0 },
      ...{ waiting: 0, not: 118, stopped: 118 },
    },
  },
);
const held = invitations({ state: 'held', dueAt: at(1) }, { decidedBy: 'Rosa' });

/** The number was typed wrong. */
function wrongNumber(): FormState {
  try {
    mustKnowHowMany(214, 241);
  } catch (error) {
    if (error instanceof Refusal) return { values: { people: '241' }, reasons: error.reasons };
  }
  return emptyForm();
}

const met = { state: 'met' as const, evidence: '214 of 214' };
const notMet = { state: 'not met' as const, evidence: '115 of 214 (54%)' };

const launch = (phase: Partial<Phase>) =>
  PhasePage({
    rollout: move(),
    phase: Object.assign(new Phase(), {
      ...{ rolloutId: 'move', key: 'launch', openedOn: today.subtract({ days: 40 }), openedAt: at(-40) },
      ...{ closedOn: null, closedAt: null, closedBy: null, overrideReason: null, gate: [], gateAt: at(0) },
      ...phase,
    }),
    ...{ closedBy: phase.closedOn ? 'Rosa' : null, asked: null, alone: false, form: emptyForm() },
    beside: { now: at(0), coming: [], counts: new Map(), names: new Map([['waves', 'Rosa']]) },
  });

const sheet = (dir: Dir) => {
  const { community, oldPlace, newPlaceCalled, responsible, contact, baseUrl } = scene(sayIn('ltr'));
  return {
    ...{ back: '/design', lacks: dir === 'rtl' ? ['ܐ'] : [] },
    sheet: sheetOf({
      ...{ community, oldPlace, newPlaceCalled, closesOn: null, responsible, contact, baseUrl },
      ...{ say: speak('en'), care: 'open', code: 'hq7mk3ea', spoken: 'hq7m k3ea' },
    }),
  };
};

/** What leads meet as a page, each in a state of its own. */
export const wholeLeads: WholePage[] = [
  {
    name: 'To go out by itself',
    slug: 'planned',
    draw: () => OccurrencePage({ view: invitations({ dueAt: at(1) }, {}) }),
  },
  { name: 'Stopped on its way', slug: 'stopped', draw: () => OccurrencePage({ view: stopped }) },
  ...wholeMessages,
  {
    name: 'Confirm: a wrong number',
    slug: 'wrong-number',
    draw: () => OccurrencePage({ view: held, form: wrongNumber() }),
  },
  {
    name: 'Phase: something is missing',
    slug: 'phase',
    draw: () =>
      launch({
        gate: [
          { criterion: '95% of the roster proven invited', ...met },
          { criterion: 'the low end of adoption at or above 60% on seven days running', ...notMet },
        ],
      }),
  },
  {
    name: 'Phase: all is met',
    slug: 'phase-met',
    draw: () => launch({ gate: [{ criterion: 'an office hour held', ...met }] }),
  },
  {
    name: 'Phase: closed in spite of it',
    slug: 'phase-overridden',
    draw: () =>
      launch({
        gate: [{ criterion: '95% of the roster proven invited', ...notMet }],
        ...{ closedOn: today, closedAt: at(0), overrideReason: 'The others were asked one by one.' },
      }),
  },
  { name: 'Print: poster', slug: 'poster', draw: (dir) => PosterPage(sheet(dir)) },
  { name: 'Print: slips', slug: 'slips', draw: (dir) => SlipsPage(sheet(dir)) },
];
