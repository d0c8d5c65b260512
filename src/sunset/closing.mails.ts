import type { Temporal } from 'temporal-polyfill';
import { msg, type Msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';
import type { Letter, Letters, PostText } from '../notices/letter.js';
import { postOf } from '../notices/post.rules.js';
import { subjectOf, titled } from '../notices/subject.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath } from '../rollout/lead-nav.js';
import { lettersOf, postOn, questionsTo, type Scene } from '../rollout/scene.js';
import type { Closing } from './announcement.mails.js';
import type { OldPlatform } from './old-places.js';

const page = (say: Say): NonNullable<Letter['action']> => ({ label: say('Open your page'), to: '' });
const why = msg('You get this because it is about everybody’s place.');
const nothing = msg('You need not do anything now.');

export type Rung = 'T-14' | 'T-7' | 'T-1';
const soon: Record<Rung, { subject: Msg; short: Msg; post: Msg }> = {
  'T-14': {
    subject: msg('In two weeks we leave {oldPlace}'),
    short: msg('In two weeks we leave the old place'),
    post: msg('In two weeks, on {day} at 09:00, we leave {oldPlace}.'),
  },
  'T-7': {
    subject: msg('In one week we leave {oldPlace}'),
    short: msg('In one week we leave the old place'),
    post: msg('In one week, on {day} at 09:00, we leave {oldPlace}.'),
  },
  'T-1': {
    subject: msg('Tomorrow we leave {oldPlace}'),
    short: msg('Tomorrow we leave the old place'),
    post: msg('Tomorrow, on {day} at 09:00, we leave {oldPlace}.'),
  },
};

/** Two weeks, one week and one day before: when, your things, how to come along, who helps. */
export const closingSoon = ({ scene, t, archiveEnds }: Closing, rung: Rung): Letters =>
  lettersOf(scene, ({ say, oldPlace, newPlace }) => ({
    subject: subjectOf(say(soon[rung].subject, { oldPlace }), say(soon[rung].short)),
    opening: say('On {day} at 09:00 we leave {oldPlace}. From then on we are in {newPlace}.', {
      ...{ day: say.day(t), oldPlace, newPlace },
    }),
    paragraphs: [
      say('Your page shows how to come along, and how to save your things.'),
      say('{helper} helps you, if you ask on your page.'),
    ],
    action: page(say),
    nothing: say('If you do nothing, you can still read there until {day}.', { day: say.day(archiveEnds) }),
    why: say(why),
  }));

export const closingSoonPost = ({ scene, t, archiveEnds }: Closing, rung: Rung): PostText =>
  postOn(scene, ({ say, oldPlace, newPlace, responsible, contact }) =>
    postOf([
      say(soon[rung].post, { day: say.day(t), oldPlace }),
      say('From then on we are in {newPlace}.', { newPlace }),
      say('Until {day} this place can be read: save what you want to keep.', { day: say.day(archiveEnds) }),
      say('Help: {responsible}, {contact}.', { responsible, contact }),
    ]),
  );

/** To who has not said that they have their things; `last`: one week before the old place is shut down. */
export const takeYourThings = ({ scene, t, archiveEnds }: Closing, last: boolean): Letters =>
  lettersOf(scene, ({ say, oldPlace }) => {
    const day = say.day(archiveEnds);
    return {
      subject: subjectOf(
        say(last ? 'One week left: your things in {oldPlace}' : 'Your things in {oldPlace}', { oldPlace }),
        say(last ? 'One week left: your things in the old place' : 'Your things in the old place'),
      ),
      opening: last
        ? say('{oldPlace} can be read until {day}. Until then you can save your things.', { oldPlace, day })
        : say('We leave on {day}. Save from {oldPlace} what you want to keep.', {
            ...{ day: say.day(t), oldPlace },
          }),
      paragraphs: [
        say('Your page says how. If you want help with it, ask there.'),
        say('Then press “I have my things” or “Nothing to keep”, and we stop reminding you.'),
      ],
      action: { label: say('See how'), to: '#things' },
      nothing: say('If you do nothing, what is there may be gone after {day}.', { day }),
      why: say(why),
    };
  });

/** To the leads, for the keeper of one place, on the morning of T. */
export function readOnlyList(
  place: { name: string; caretaker: string | null },
  platform: Pick<OldPlatform, 'readOnly'>,
  rolloutId: string,
): Letters {
  return {
    en: {
      subject: subjectOf(`Today: close ${place.name} for writing`, 'Today: close the old place for writing'),
      opening: `Today ${place.name} becomes read-only. ${place.caretaker ? `${place.caretaker} does it by hand.` : 'Nobody is named as its keeper.'}`,
      paragraphs: [platform.readOnly, 'Confirm on the page what you have looked at yourself.'],
      action: { label: 'See the steps and confirm', to: leadPath(rolloutId, 'old-places') },
      nothing: 'If nobody does it, people go on writing there.',
      why: 'You get this because you lead the move.',
    },
  };
}

/** The day after: what was achieved, the safety and control gained, with thanks. `came`: null where too few to count. */
export const celebration = (moved: Scene, came: number | null, bothKept: boolean): Letters =>
  lettersOf(moved, (scene) => {
    const { say } = scene;
    return {
      subject: say(bothKept ? 'We made ourselves a new home' : 'We have moved. Thank you.'),
      opening: together(scene, came),
      paragraphs: [
        say('We gained a place of our own, where we decide who sees what and how long it stays.'),
        say('Thank you to those who tried it first, to those who helped, and to you.'),
        say(bothKept ? 'The old place stays open too.' : 'Whoever is not there yet is still welcome.'),
      ],
      action: page(say),
      nothing: say(nothing),
      why: say('You get this because you belong to our community.'),
    };
  });

export const celebrationPost = (moved: Scene, came: number | null): PostText =>
  postOn(moved, (scene) => {
    const { say, responsible, contact } = scene;
    return postOf([
      together(scene, came),
      say('Thank you to those who tried it first, to those who helped, and to everybody for their patience.'),
      say('Whoever is not there yet is welcome, and gets help: {responsible}, {contact}.', {
        ...{ responsible, contact },
      }),
    ]);
  });

const together = ({ say, newPlace }: Scene, came: number | null): string =>
  came === null
    ? say('We did it together.')
    : say('We did it together: {came, plural, one {# of us} other {# of us}} came to {newPlace}.', {
        ...{ came, newPlace },
      });

/** To a named person: shutting down is never done by itself. */
export function shutdownAsked(
  scene: Scene,
  ends: Temporal.PlainDate,
  archiveKept: boolean,
  rolloutId: string,
): Letters {
  return {
    en: {
      subject: subjectOf(`May ${scene.oldPlace} be shut down now?`, 'May the old place be shut down now?'),
      opening: `People could save things from ${scene.oldPlace} until ${spokenDay(ends)}. Shutting it down is up to you.`,
      paragraphs: [
        archiveKept
          ? 'The community’s own copy is confirmed.'
          : 'First export the community’s own copy, look into it, and confirm it.',
        'Then shut the place down, confirm it, and ask a second lead to confirm it too.',
      ],
      action: { label: 'Confirm each step', to: leadPath(rolloutId, 'ending') },
      nothing: 'If you do nothing, the old place stays as it is.',
      why: 'You get this because you answer for the old place.',
    },
  };
}

export const cancelled = (scene: Scene): Letters =>
  lettersOf(scene, ({ say, community, oldPlace, newPlace }) => ({
    subject: titled(say, community, say('we stay where we are')),
    opening: say('The move to {newPlace} is called off. We stay in {oldPlace}.', { newPlace, oldPlace }),
    paragraphs: [
      say('What you told us is kept for the people who decide what comes next. It is deleted within a year.'),
      say('On your page you can delete yours now.'),
    ],
    action: page(say),
    nothing: say(nothing),
    why: say('You get this because we had told you of the move.'),
  }));

export const cancelledPost = (scene: Scene): PostText =>
  postOn(scene, (here) => {
    const { say, oldPlace, newPlace } = here;
    return postOf([
      say('The move to {newPlace} is called off. We stay in {oldPlace}. You need not do anything.', {
        ...{ newPlace, oldPlace },
      }),
      questionsTo(here),
      say('What we stored for the move is deleted within a year, and yours at once if you say so.'),
    ]);
  });

export const keptBoth = (scene: Scene): Letters =>
  lettersOf(scene, ({ say, oldPlace, newPlace }) => ({
    subject: subjectOf(
      say('It is decided: we keep {oldPlace}', { oldPlace }),
      say('It is decided: we keep the old place'),
    ),
    opening: say('We keep {oldPlace}, and {newPlace} too. Both are ours from now on.', {
      oldPlace,
      newPlace,
    }),
    paragraphs: [
      say('Nobody has to move any more. Whoever likes the new place is welcome there, and still gets help.'),
    ],
    action: page(say),
    nothing: say(nothing),
    why: say(why),
  }));

export const keptBothPost = (scene: Scene): PostText =>
  postOn(scene, (here) => {
    const { say, oldPlace, newPlace } = here;
    return postOf([
      say('We keep {oldPlace}, and {newPlace} too. Both are ours from now on.', { oldPlace, newPlace }),
      say('Nobody has to move any more. Whoever likes the new place is welcome there, and still gets help.'),
      questionsTo(here),
    ]);
  });
