import { ProblemPage } from '../kernel/http/problem.pages.js';
import { failed, refused } from '../kernel/http/problem.js';
import { msg } from '../kernel/language/message.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { CallSheet } from '../launch/people.pages.js';
import { WordsPage } from '../launch/to-tell.pages.js';
import { YouChoose } from '../launch/you-choose.pages.js';
import { OwnPage } from '../rollout/own-page.pages.js';
import { SurveyWaiting } from '../surveys/survey.card.js';
import { readTyped } from '../surveys/answering.rules.js';
import type { Sheet } from '../surveys/answers.service.js';
import type { Form } from '../surveys/form.js';
import { pilotQuestions, pulseQuestions } from '../surveys/questions.js';
import { ClosedPage, ScreenPage, ThanksPage } from '../surveys/survey-form.pages.js';
import { at, ownPath, sayIn, scene, zone } from './garden.js';
import { letters } from './garden-letters.js';
import { called, helped, toTell } from './garden-people.js';
import { wholePath, type Dir, type WholePage } from './part.pages.js';

const places = { old: 'the old group', new: 'Mill Brook on Matrix' };
const weekly = pilotQuestions([{ key: 'post', words: 'write a message' }], places);

const sheetOf = (form: Form, given: Sheet['answers'] = new Map()): Sheet => ({
  round: { id: 'round', rolloutId: 'move', closesAt: at(4), closedAt: null },
  survey: { name: 'pilot', secrecy: 'confidential' },
  ...{ form, ours: true, answered: false, withHelp: false, answers: given, open: true },
});
const survey = (dir: Dir, sheet: Sheet) => ({
  ...{ say: sayIn(dir), sheet, path: `${ownPath}/survey/round`, home: ownPath, timeZone: zone },
});
const wrote = new Map([['task-post', 'yes']]);
const typed = { 'minutes-post': 'quite long' };

const home = (dir: Dir) => {
  const say = sayIn(dir);
  const path = ownPath;
  return OwnPage({
    ...{ firstName: 'Aylin', path, scene: scene(say) },
    happening: [
      say('A few of us try {newPlace} first. The old place stays as it is.', {
        newPlace: 'Mill Brook on Matrix',
      }),
      say('You need not do anything now.'),
    ],
    said: null,
    cards: [
      YouChoose({ say, path, said: null, arrivedOn: null, onlySaid: false, open: true, promised: null }),
      SurveyWaiting({
        ...{ say, answered: false, until: say.moment(at(5), zone), href: wholePath('survey-question') },
        title: say('How is it going in the new place?'),
      }),
    ],
    told: { path, say, letters, timeZone: zone, now: at(0), more: false },
  });
};

/** What members meet as a page, each in a state of its own. */
export const wholeMembers: WholePage[] = [
  { name: 'A member’s own page', slug: 'home', draw: home },
  {
    name: 'Survey: the question is the heading',
    slug: 'survey-question',
    draw: (dir) =>
      ScreenPage({ ...survey(dir, sheetOf(pulseQuestions(places))), screen: 1, form: emptyForm() }),
  },
  {
    name: 'Survey: an answer that cannot be read',
    slug: 'survey-refused',
    draw: (dir) => {
      const sheet = sheetOf(weekly, wrote);
      const { problems } = readTyped(weekly[1]!.questions, typed, sayIn(dir));
      return ScreenPage({ ...survey(dir, sheet), screen: 2, form: { values: typed, reasons: problems } });
    },
  },
  {
    name: 'Survey: saved',
    slug: 'survey-saved',
    draw: (dir) => ThanksPage(survey(dir, sheetOf(weekly, wrote))),
  },
  {
    name: 'Survey: closed while somebody typed',
    slug: 'survey-closed',
    draw: (dir) => ClosedPage({ ...survey(dir, sheetOf(weekly)), typed: { confused: 'The small arrow.' } }),
  },
  {
    name: 'Call sheet',
    slug: 'call-sheet',
    draw: (dir) => CallSheet({ say: sayIn(dir), path: ownPath, ...called, now: at(0) }),
  },
  {
    name: 'Call sheet: nobody waits',
    slug: 'call-sheet-done',
    draw: (dir) =>
      CallSheet({
        ...{ say: sayIn(dir), path: ownPath, requests: [], toTell: [], people: helped, told: [] },
        ...{ timeZone: 'Europe/Berlin', now: at(0) },
      }),
  },
  {
    name: 'Words to send',
    slug: 'words-to-send',
    draw: (dir) => WordsPage({ say: sayIn(dir), path: ownPath, card: toTell }),
  },
  {
    name: 'Problem: too many tries',
    slug: 'problem',
    draw: (dir) =>
      ProblemPage({
        say: sayIn(dir),
        problem: refused('too-many', [{ message: msg('That were many attempts. Try again in an hour.') }]),
        back: { to: ownPath, label: msg('Back to my page') },
      }),
  },
  {
    name: 'Problem: signed out while typing',
    slug: 'problem-at-the-door',
    draw: (dir) =>
      ProblemPage({
        say: sayIn(dir),
        problem: refused('unknown-actor', [{ message: 'Sign in to go on.' }]),
        door: {
          ...{ by: '/sign-in', byLabel: msg('Sign in'), to: '/begin' },
          typed: [{ name: 'words', text: 'The hedge is cut on Saturday.\nBring gloves.' }],
        },
      }),
  },
  {
    name: 'Problem: our side failed',
    slug: 'problem-on-our-side',
    draw: (dir) => ProblemPage({ say: sayIn(dir), problem: failed('7f3a-hedge') }),
  },
];
