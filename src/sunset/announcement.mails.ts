import type { Temporal } from 'temporal-polyfill';
import { spokenDay } from '../rollout/calendar.words.js';
import type { Letters, PostText } from '../notices/letter.js';
import type { Scene } from '../rollout/scene.js';

type Day = Temporal.PlainDate;

/** What the letters about the closing day say of it. */
export interface Closing {
  scene: Scene;
  t: Day;
  archiveEnds: Day;
}

const page = { label: 'Open your page', to: '' };
const why = ({ scene }: Closing): string =>
  `You get this because you belong to ${scene.community}, and it is about everybody’s place.`;
const nothing = ({ archiveEnds }: Closing): string =>
  `You need not do anything now. You can read the old place until ${spokenDay(archiveEnds)}.`;

/** At most 50 characters: a long name of the old place gives way. */
export function subject(before: string, place: string, after: string): string {
  const full = `${before}${place}${after}`;
  return full.length <= 50 ? full : `${before}the old place${after}`.slice(0, 50);
}

export function announcement(closing: Closing): Letters {
  const { scene, t, archiveEnds } = closing;
  return {
    en: {
      subject: subject(`${spokenDay(t)}: we leave `, scene.oldPlace, ''),
      opening: `On ${spokenDay(t)} we leave ${scene.oldPlace}. From then on we are in ${scene.newPlace}.`,
      paragraphs: [
        `After that day you can read the old place, but not write there. On ${spokenDay(archiveEnds)} it goes for good.`,
        'Your page shows how to come along and how to take your things with you.',
        'If you want help, say so on your page: a person will come to you. If you would rather not come, say that there too.',
      ],
      action: page,
      nothing: nothing(closing),
      why: why(closing),
    },
  };
}

export function announcementPost({ scene, t, archiveEnds }: Closing): PostText {
  const short = `On ${spokenDay(t)} we leave ${scene.oldPlace}. From then on we are in ${scene.newPlace}. After that day this place can be read, not written in; on ${spokenDay(archiveEnds)} it goes for good. Take your things along. Want help, or have not heard from us? Write to ${scene.responsible}, ${scene.contact}.`;
  return { short: short.slice(0, 600), long: short };
}

export function correction(closing: Closing, before: Day): Letters {
  const { scene, t } = closing;
  return {
    en: {
      subject: subject(`New day, ${spokenDay(t)}: we leave `, scene.oldPlace, ''),
      opening: `We leave ${scene.oldPlace} on ${spokenDay(t)}, and not on ${spokenDay(before)}.`,
      paragraphs: [
        `Everything else stays as we told you: from that day on we are in ${scene.newPlace}, and help is on your page.`,
        'We are sorry if the old day stood in your calendar.',
      ],
      action: page,
      nothing: nothing(closing),
      why: why(closing),
    },
  };
}

export function correctionPost({ scene, t }: Closing, before: Day): PostText {
  const short = `New day: we leave ${scene.oldPlace} on ${spokenDay(t)}, and not on ${spokenDay(before)}. Everything else stays as we told you. Questions: ${scene.responsible}, ${scene.contact}.`;
  return { short: short.slice(0, 600), long: short };
}

/** T is held: said to everybody at once. */
export function notYet(closing: Closing, earliest: Day): Letters {
  const { scene, t } = closing;
  return {
    en: {
      subject: subject('Not yet: ', scene.oldPlace, ' stays open'),
      opening: `We do not leave ${scene.oldPlace} on ${spokenDay(t)}. Not yet; nothing to do.`,
      paragraphs: [
        'Some of us have not heard of it, and nobody is to be left behind.',
        `It will not be before ${spokenDay(earliest)}. We tell you the new day as soon as there is one.`,
      ],
      action: page,
      nothing: 'You need not do anything now. Both places stay open.',
      why: why(closing),
    },
  };
}

export function notYetPost({ scene, t }: Closing, earliest: Day): PostText {
  const short = `Not yet: we do not leave ${scene.oldPlace} on ${spokenDay(t)}. Some of us have not heard of it. It will not be before ${spokenDay(earliest)}; we tell you the new day. You need not do anything now. Questions: ${scene.responsible}, ${scene.contact}.`;
  return { short: short.slice(0, 600), long: short };
}

export interface Unsettled {
  open: number;
  promised: number;
  earliest: Day;
  because: string[];
}

/** To the leads, three and two weeks before T. */
export function settle(
  { scene, t }: Closing,
  { open, promised, earliest, because }: Unsettled,
  at: string,
): Letters {
  const late = earliest.until(t).days < 0;
  return {
    en: {
      subject: open === 0 ? 'The closing day has to move' : `${open} not told yet: settle each by name`,
      opening:
        open === 0
          ? 'Everybody is told, but not early enough.'
          : `${open} people are not proven told that ${scene.oldPlace} closes on ${spokenDay(t)}.`,
      paragraphs: [
        ...(open > 0
          ? [
              `For ${promised} of them somebody has promised to. For each other one: somebody tells them by a day, or two leads sign an exception, or the day moves.`,
              `Promised days end on ${spokenDay(t.subtract({ days: 8 }))}. On ${spokenDay(t.subtract({ days: 7 }))} at 08:00 it is decided: while a name is open, the closing is held.`,
            ]
          : []),
        ...(late
          ? [`The earliest permitted day is ${spokenDay(earliest)}: ${because.join('; ')}. Move it now.`]
          : []),
        `Settle them here: ${at}`,
      ],
      nothing: 'If nobody settles them, the closing is held and everybody is told so.',
      why: `You get this because you lead the move of ${scene.community}.`,
    },
  };
}
