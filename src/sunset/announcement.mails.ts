import type { Temporal } from 'temporal-polyfill';
import { msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';
import type { Letter, Letters, PostText } from '../notices/letter.js';
import { postOf } from '../notices/post.rules.js';
import { subjectOf } from '../notices/subject.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath } from '../rollout/lead-nav.js';
import { lettersOf, postOn, questionsTo, type Scene } from '../rollout/scene.js';

type Day = Temporal.PlainDate;

/** What the letters about the closing day say of it. */
export interface Closing {
  scene: Scene;
  t: Day;
  archiveEnds: Day;
}

const page = (say: Say): NonNullable<Letter['action']> => ({ label: say('Open your page'), to: '' });
const why = msg('You get this because it is about everybody’s place.');
const nothing = msg('You need not do anything now.');

export const announcement = ({ scene, t, archiveEnds }: Closing): Letters =>
  lettersOf(scene, ({ say, oldPlace, newPlace }) => {
    const day = say.day(t);
    return {
      subject: subjectOf(
        say('{day}: we leave {oldPlace}', { day, oldPlace }),
        say('{day}: we leave the old place', { day }),
      ),
      opening: say('On {day} we leave {oldPlace}. From then on we are in {newPlace}.', {
        ...{ day, oldPlace, newPlace },
      }),
      paragraphs: [
        say('You can read the old place until {day}. After that it is shut down.', {
          day: say.day(archiveEnds),
        }),
        say('Your page shows how to come along and save your things. A person helps you, if you ask.'),
      ],
      action: page(say),
      nothing: say(nothing),
      why: say(why),
    };
  });

export const announcementPost = ({ scene, t, archiveEnds }: Closing): PostText =>
  postOn(scene, ({ say, oldPlace, newPlace, responsible, contact }) =>
    postOf([
      say('On {day} we leave {oldPlace}. From then on we are in {newPlace}.', {
        ...{ day: say.day(t), oldPlace, newPlace },
      }),
      say('After that day this place can be read, not written in. After {day} it is shut down.', {
        day: say.day(archiveEnds),
      }),
      say('You want help, or have not heard from us? {responsible}, {contact}.', { responsible, contact }),
      say('Take your things along.'),
    ]),
  );

export const correction = ({ scene, t, archiveEnds }: Closing, before: Day): Letters =>
  lettersOf(scene, ({ say, oldPlace, newPlace }) => ({
    subject: say('New day: we leave on {day}', { day: say.day(t) }),
    opening: say('We leave {oldPlace} on {day}, and not on {before}.', {
      ...{ oldPlace, day: say.day(t), before: say.day(before) },
    }),
    paragraphs: [
      say('From that day on we are in {newPlace}. You can read the old place until {day}.', {
        ...{ newPlace, day: say.day(archiveEnds) },
      }),
      say('We are sorry if the old day stood in your calendar.'),
    ],
    action: page(say),
    nothing: say(nothing),
    why: say(why),
  }));

export const correctionPost = ({ scene, t, archiveEnds }: Closing, before: Day): PostText =>
  postOn(scene, (here) => {
    const { say, oldPlace } = here;
    return postOf([
      say('New day: we leave {oldPlace} on {day}, and not on {before}.', {
        ...{ oldPlace, day: say.day(t), before: say.day(before) },
      }),
      say('This place can be read until {day}.', { day: say.day(archiveEnds) }),
      questionsTo(here),
    ]);
  });

/** T is held: said to everybody at once. */
export const notYet = ({ scene, t }: Closing, earliest: Day): Letters =>
  lettersOf(scene, ({ say, oldPlace }) => ({
    subject: subjectOf(
      say('Not yet: {oldPlace} stays open', { oldPlace }),
      say('Not yet: the old place stays open'),
    ),
    opening: say('We do not leave {oldPlace} on {day}. Not yet; nothing to do.', {
      ...{ oldPlace, day: say.day(t) },
    }),
    paragraphs: [
      say('Some of us have not heard of it in time.'),
      say('It will not be before {day}. We tell you the new day as soon as there is one.', {
        day: say.day(earliest),
      }),
    ],
    action: page(say),
    nothing: say('You need not do anything now. Both places stay open.'),
    why: say(why),
  }));

export const notYetPost = ({ scene, t }: Closing, earliest: Day): PostText =>
  postOn(scene, (here) => {
    const { say, oldPlace } = here;
    return postOf([
      say('Not yet: we do not leave {oldPlace} on {day}. You need not do anything now.', {
        ...{ oldPlace, day: say.day(t) },
      }),
      say('Some of us have not heard of it in time. It will not be before {day}; we tell you the new day.', {
        day: say.day(earliest),
      }),
      questionsTo(here),
    ]);
  });

export interface Unsettled {
  open: number;
  promised: number;
  earliest: Day;
  because: string[];
}

/** To the leads, three and two weeks before T. */
export function settle({ scene, t }: Closing, unsettled: Unsettled, rolloutId: string): Letters {
  const { open, promised, earliest, because } = unsettled;
  const late = earliest.until(t).days < 0;
  const people = open === 1 ? '1 person' : `${open} people`;
  return {
    en: {
      subject: open === 0 ? 'The closing day has to move' : `${open} not told yet: settle each by name`,
      opening:
        open === 0
          ? 'Everybody is told, but not early enough.'
          : `We have no proof yet that ${people} heard that we leave ${scene.oldPlace}.`,
      paragraphs: [
        ...(open > 0
          ? [
              promised === 0
                ? 'Nobody has promised yet to tell them.'
                : `Somebody has promised to tell ${promised} of them by a day.`,
              `While a name is open on ${spokenDay(t.subtract({ days: 7 }))} at 08:00, the closing is held.`,
            ]
          : []),
        ...(late ? [`The earliest permitted day is ${spokenDay(earliest)}: ${because.join('; ')}.`] : []),
      ],
      action:
        open > 0
          ? { label: 'Settle each name', to: leadPath(rolloutId, 'open-names') }
          : { label: 'Move the day', to: leadPath(rolloutId, 'closing') },
      nothing: 'If nobody does it, the closing is held.',
      why: 'You get this because you lead the move.',
    },
  };
}
