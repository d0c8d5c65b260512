import { english } from '../kernel/language/say.js';
import { msg, type Msg } from '../kernel/language/message.js';
import type { Letters, PostText } from '../notices/letter.js';
import { postOf } from '../notices/post.rules.js';
import { subjectOf, titled } from '../notices/subject.rules.js';
import { occurrencePath } from './lead-nav.js';
import type { News } from './rollout.queries.js';
import { lettersOf, postOn, type Scene } from './scene.js';

/** Day 0: a few will try something; nothing changes now; why; who decides and how to object. */
export const openingWord = (moving: Scene): Letters =>
  lettersOf(moving, ({ say, community, newPlace }) => ({
    subject: titled(say, community, say('a few try a new place')),
    opening: say('A few of us will try {newPlace} for some weeks. For you nothing changes now.', {
      newPlace,
    }),
    paragraphs: [
      say('We look for a home that is ours.'),
      say('The people who lead the move decide. If you object, tell me: I bring it to them.'),
    ],
    action: { label: say('See your page'), to: '' },
    nothing: say('You need not do anything now.'),
    why: say('You get this because our move is about you too.'),
  }));

export const openingWordPost = (moving: Scene): PostText =>
  postOn(moving, ({ say, newPlace, responsible, contact }) =>
    postOf(
      [
        say('A few of us will try {newPlace} for some weeks. Nothing changes here now.', { newPlace }),
        say('The people who lead the move decide.'),
        say('Questions or objections: {responsible}, {contact}.', { responsible, contact }),
        say('We look for a home that is ours.'),
      ],
      [
        say(
          'We keep a list of names so that nobody is forgotten. Everybody can see what we hold about them, and have it removed.',
        ),
      ],
    ),
  );

/** Every two weeks: what was learned, what changed, what is next. A lead may put their own words in its place. */
export const update = (moving: Scene, news: News): PostText =>
  postOn(moving, ({ say, newPlaceCalled, closesOn, responsible, contact }) => {
    const all = (clauses: Msg[]): string => clauses.map((clause) => say(clause)).join(' ');
    const lines = [
      say('News of the move to {place}.', { place: newPlaceCalled }),
      say('Learned: {learned}', { learned: all(news.learned) }),
      say('Changed: {changed}', { changed: all(news.changed) }),
      // No date: this stays on own pages, and a day may move.
      say('Next: {next}', { next: closesOn ? say(asTold) : say(news.next) }),
      say('Questions: {responsible}, {contact}.', { responsible, contact }),
    ];
    return { ...postOf(lines), long: lines.join('\n') };
  });

// translators: behind “Next:”
const asTold = msg('the old place closes, on the day that you were told.');

export interface Week {
  open: string[];
  held: number;
  /** Of the record of acts: kept in mailboxes it shows later whether acts were taken away. */
  mark?: string | undefined;
  coming: { on: string; what: string }[];
}

/** What a letter names; the rest stands where the button leads. */
const NAMED = 2;
const more = (all: unknown[]): string => (all.length > NAMED ? ` And ${all.length - NAMED} more.` : '');

export function weekForLeads(scene: Scene, rolloutId: string, { open, held, coming, mark }: Week): Letters {
  const needs = open.length + held;
  const wait = `${needs === 1 ? '1 thing waits' : `${needs} things wait`} for you`;
  return {
    en: {
      subject: needs === 0 ? 'This week: nothing waits for you' : `This week: ${wait}`,
      opening: needs === 0 ? 'Nothing waits for you.' : `${wait}.`,
      paragraphs: [
        ...(held === 0 ? [] : [held === 1 ? '1 message is held.' : `${held} messages are held.`]),
        ...(open.length === 0
          ? []
          : [`${open[0]!}${open.length > 1 ? ` And ${open.length - 1} more.` : ''}`]),
        coming.length === 0
          ? 'Nothing goes out by itself this week.'
          : `By itself goes out: ${coming
              .slice(0, NAMED)
              .map(({ on, what }) => `${on}: ${what}.`)
              .join(' ')}${more(coming)}`,
        ...(mark ? [`The record of acts has the mark ${mark}`] : []),
      ],
      action: { label: 'Open the overview', to: `/rollouts/${rolloutId}` },
      nothing:
        coming.length === 0 ? 'You need not do anything.' : 'If you do nothing, it goes out on its day.',
      why: leads(scene),
    },
  };
}

export interface Tomorrow {
  when: string;
  people: number;
  key: string;
  /** The letter's own subject and first sentences. */
  subject: string;
  opening: string;
}

export function tomorrowForLeads(scene: Scene, rolloutId: string, one: Tomorrow): Letters {
  const people = one.people.toLocaleString('en-GB');
  return {
    en: {
      subject: `Tomorrow: ${people} people hear from us`,
      opening: `On ${one.when}, ${people} people get a message by itself.`,
      paragraphs: [`Its subject: “${one.subject}”.`, `It begins: “${one.opening}”`],
      action: { label: 'Read it whole, or stop it', to: occurrencePath(rolloutId, one.key) },
      nothing: 'If you do nothing, it goes out.',
      why: leads(scene),
    },
  };
}

/** @param at where it is seen to, for example `/rollouts/1/help` */
export function alertForLeads(scene: Scene, at: string, text: string): Letters {
  return {
    en: {
      subject: titled(english, scene.community, 'the move needs a look'),
      opening: text,
      paragraphs: [],
      action: { label: 'Look at it', to: at },
      nothing: 'It stays on the overview until somebody decides.',
      why: leads(scene),
    },
  };
}

/** Why a lead gets a letter. */
const leads = ({ community }: Scene): string =>
  `You get this because you lead ${subjectOf(`the move of ${community}`, 'the move')}.`;
