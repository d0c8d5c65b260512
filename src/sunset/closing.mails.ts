import type { Temporal } from 'temporal-polyfill';
import { spokenDay } from '../rollout/calendar.words.js';
import type { Letters, PostText } from '../notices/letter.js';
import { titled } from '../rollout/rollout.mails.js';
import type { Scene } from '../rollout/scene.js';
import { subject, type Closing } from './announcement.mails.js';
import type { OldPlatform } from './old-places.js';

const page = { label: 'Open your page', to: '' };
const why = (scene: Scene): string => `You get this because you belong to ${scene.community}.`;

export type Rung = 'T-14' | 'T-7' | 'T-1';
const leadTime: Record<Rung, string> = { 'T-14': 'In two weeks', 'T-7': 'In one week', 'T-1': 'Tomorrow' };

/** Two weeks, one week and one day before: when, your things, how to come along, who helps. */
export function closingSoon({ scene, t, archiveEnds }: Closing, rung: Rung): Letters {
  return {
    en: {
      subject: subject(`${leadTime[rung]} we leave `, scene.oldPlace, ''),
      opening: `On ${spokenDay(t)} at 09:00 we leave ${scene.oldPlace} for ${scene.newPlace}.`,
      paragraphs: [
        `Your things: until ${spokenDay(archiveEnds)} you can read the old place and save what you want to keep. Your page says how.`,
        'To come along: your page shows the first steps.',
        'Who helps: {helper}. Ask on your page, as you like it: a message, a call, at the door, at a meeting.',
      ],
      action: page,
      nothing: `If you do nothing, you can still read the old place until ${spokenDay(archiveEnds)}.`,
      why: why(scene),
    },
  };
}

export function closingSoonPost({ scene, t, archiveEnds }: Closing, rung: Rung): PostText {
  const short = `${leadTime[rung]}, on ${spokenDay(t)} at 09:00, we leave ${scene.oldPlace}. From then on we are in ${scene.newPlace}. Until ${spokenDay(archiveEnds)} this place can be read: save what you want to keep. Help: ${scene.responsible}, ${scene.contact}.`;
  return { short: short.slice(0, 600), long: short };
}

/** To who has not said that they have their things; `last`: one week before everything goes. */
export function takeYourThings({ scene, t, archiveEnds }: Closing, how: string[], last: boolean): Letters {
  const until = spokenDay(last ? archiveEnds : t);
  return {
    en: {
      subject: last
        ? subject('One week left: your things in ', scene.oldPlace, '')
        : subject('Your things in ', scene.oldPlace, ''),
      opening: last
        ? `On ${until} ${scene.oldPlace} goes for good. Until then you can save your things.`
        : `Before ${until}, save from ${scene.oldPlace} what you want to keep.`,
      paragraphs: [
        ...how,
        'Then press “I have my things” or “nothing to keep” on your page, and we stop reminding you.',
        'If you want help with it, ask on your page.',
      ],
      action: { label: 'I have my things', to: '' },
      nothing: `If you do nothing, what is there goes on ${spokenDay(archiveEnds)}.`,
      why: why(scene),
    },
  };
}

/** To the leads, for the keeper of one place, on the morning of T. */
export function readOnlyList(
  scene: Scene,
  place: { name: string; caretaker: string | null },
  platform: OldPlatform,
  at: string,
): Letters {
  const checked = platform.checked
    ? `We looked this up on ${platform.checked}.`
    : 'We know this from experience only: check each step.';
  return {
    en: {
      subject: subject('Today: close ', place.name, ' for writing'),
      opening: `Today ${place.name} becomes read-only. ${place.caretaker ?? 'Nobody is named as its keeper: somebody'} does it by hand.`,
      paragraphs: [
        `Read-only: ${platform.readOnly}`,
        `Pointing to the new place: ${platform.redirect}`,
        `Not today, but later: ${platform.shutdown}`,
        checked,
        `When both are done and you have looked, confirm them here: ${at}`,
      ],
      nothing: 'If nobody does it, people go on writing there, and this stays on the overview.',
      why: `You get this because you lead the move of ${scene.community}.`,
    },
  };
}

/** The day after: what was achieved, the safety and control gained, with thanks. */
export function celebration(scene: Scene, came: number | null, bothKept: boolean): Letters {
  const people = came === null ? 'Most of us are' : `${came} of us are`;
  return {
    en: {
      subject: bothKept ? 'We made ourselves a new home' : 'We have moved. Thank you.',
      opening: `We did it together: ${people} in ${scene.newPlace}.`,
      paragraphs: [
        'What we gained: a place whose rules we made ourselves, where we decide who sees what and how long it stays.',
        'Thank you to the people who tried it first and said what was hard; to everybody who helped somebody; and to you, for your patience.',
        bothKept
          ? `${scene.oldPlace} stays open too.`
          : 'Whoever is not there yet is still welcome, and still gets help.',
      ],
      action: page,
      nothing: 'You need not do anything now.',
      why: why(scene),
    },
  };
}

export function celebrationPost(scene: Scene, came: number | null): PostText {
  const people = came === null ? 'most of us are' : `${came} of us are`;
  const short = `We did it together: ${people} in ${scene.newPlace}. Thank you to who tried it first, to who helped, and to everybody for their patience. Whoever is not there yet is welcome, and gets help: ${scene.responsible}, ${scene.contact}.`;
  return { short: short.slice(0, 600), long: short };
}

/** To a named person: shutting down is never done by itself. */
export function shutdownAsked(
  scene: Scene,
  ends: Temporal.PlainDate,
  archiveKept: boolean,
  at: string,
): Letters {
  return {
    en: {
      subject: subject('May ', scene.oldPlace, ' be shut down now?'),
      opening: `The time for saving things from ${scene.oldPlace} ended on ${spokenDay(ends)}. It is yours to shut it down.`,
      paragraphs: [
        archiveKept
          ? 'The community’s own copy is confirmed.'
          : 'First: the community’s own copy is not confirmed yet. Export it, look into it, and confirm it.',
        'Then shut the place down, confirm it, and ask a second lead to confirm it too.',
        `Here: ${at}`,
      ],
      nothing: 'If you do nothing, the old place stays as it is. Nothing is shut down by itself.',
      why: `You get this because you answer for the old place of ${scene.community}.`,
    },
  };
}

export function cancelled(scene: Scene): Letters {
  return {
    en: {
      subject: titled(scene.community, 'we stay where we are'),
      opening: `The move to ${scene.newPlace} is called off. We stay in ${scene.oldPlace}.`,
      paragraphs: [
        'What you told us is kept for the people who decide what comes next, and deleted within a year. You can have yours deleted now, on your page.',
        `Questions: ${scene.responsible}, ${scene.contact}.`,
      ],
      action: page,
      nothing: 'You need not do anything now.',
      why: 'You get this because we had told you of the move.',
    },
  };
}

export function keptBoth(scene: Scene): Letters {
  return {
    en: {
      subject: subject('It is decided: ', scene.oldPlace, ' stays open'),
      opening: `${scene.oldPlace} stays, and ${scene.newPlace} too. Both are ours from now on.`,
      paragraphs: [
        'Nobody has to move any more. Whoever likes the new place is welcome there, and still gets help.',
        `Questions: ${scene.responsible}, ${scene.contact}.`,
      ],
      action: page,
      nothing: 'You need not do anything now.',
      why: why(scene),
    },
  };
}

/** A letter's answer and its paragraphs, for a place: said once, without anybody's name. */
export function asPost({ en }: Letters): PostText {
  const long = [en.opening, ...en.paragraphs].join(' ');
  return { short: long.slice(0, 600), long };
}
