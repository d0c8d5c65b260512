import type { Temporal } from 'temporal-polyfill';
import type { Letters, PostText } from '../notices/letter.js';
import { postOf } from '../notices/post.rules.js';
import { subjectOf } from '../notices/subject.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath } from '../rollout/lead-nav.js';
import type { Scene } from '../rollout/scene.js';

type Day = Temporal.PlainDate;

/** What the letters about the closing day say of it. */
export interface Closing {
  scene: Scene;
  t: Day;
  archiveEnds: Day;
}

const page = { label: 'Open your page', to: '' };
const why = 'You get this because it is about everybody’s place.';
const questions = ({ responsible, contact }: Scene): string => `Questions: ${responsible}, ${contact}.`;

export function announcement({ scene, t, archiveEnds }: Closing): Letters {
  const day = spokenDay(t);
  return {
    en: {
      subject: subjectOf(`${day}: we leave ${scene.oldPlace}`, `${day}: we leave the old place`),
      opening: `On ${day} we leave ${scene.oldPlace}. From then on we are in ${scene.newPlace}.`,
      paragraphs: [
        `You can read the old place until ${spokenDay(archiveEnds)}. After that it is shut down.`,
        'Your page shows how to come along and save your things. A person helps you, if you ask.',
      ],
      action: page,
      nothing: 'You need not do anything now.',
      why,
    },
  };
}

export function announcementPost({ scene, t, archiveEnds }: Closing): PostText {
  return postOf([
    `On ${spokenDay(t)} we leave ${scene.oldPlace}. From then on we are in ${scene.newPlace}.`,
    `After that day this place can be read, not written in. After ${spokenDay(archiveEnds)} it is shut down.`,
    `You want help, or have not heard from us? ${scene.responsible}, ${scene.contact}.`,
    'Take your things along.',
  ]);
}

export function correction({ scene, t, archiveEnds }: Closing, before: Day): Letters {
  return {
    en: {
      subject: `New day: we leave on ${spokenDay(t)}`,
      opening: `We leave ${scene.oldPlace} on ${spokenDay(t)}, and not on ${spokenDay(before)}.`,
      paragraphs: [
        `From that day on we are in ${scene.newPlace}. You can read the old place until ${spokenDay(archiveEnds)}.`,
        'We are sorry if the old day stood in your calendar.',
      ],
      action: page,
      nothing: 'You need not do anything now.',
      why,
    },
  };
}

export function correctionPost({ scene, t, archiveEnds }: Closing, before: Day): PostText {
  return postOf([
    `New day: we leave ${scene.oldPlace} on ${spokenDay(t)}, and not on ${spokenDay(before)}.`,
    `This place can be read until ${spokenDay(archiveEnds)}.`,
    questions(scene),
  ]);
}

/** T is held: said to everybody at once. */
export function notYet({ scene, t }: Closing, earliest: Day): Letters {
  return {
    en: {
      subject: subjectOf(`Not yet: ${scene.oldPlace} stays open`, 'Not yet: the old place stays open'),
      opening: `We do not leave ${scene.oldPlace} on ${spokenDay(t)}. Not yet; nothing to do.`,
      paragraphs: [
        'Some of us have not heard of it in time.',
        `It will not be before ${spokenDay(earliest)}. We tell you the new day as soon as there is one.`,
      ],
      action: page,
      nothing: 'You need not do anything now. Both places stay open.',
      why,
    },
  };
}

export function notYetPost({ scene, t }: Closing, earliest: Day): PostText {
  return postOf([
    `Not yet: we do not leave ${scene.oldPlace} on ${spokenDay(t)}. You need not do anything now.`,
    `Some of us have not heard of it in time. It will not be before ${spokenDay(earliest)}; we tell you the new day.`,
    questions(scene),
  ]);
}

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
