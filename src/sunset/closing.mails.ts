import type { Temporal } from 'temporal-polyfill';
import type { Letters, PostText } from '../notices/letter.js';
import { postOf } from '../notices/post.rules.js';
import { subjectOf, titled } from '../notices/subject.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath } from '../rollout/lead-nav.js';
import type { Scene } from '../rollout/scene.js';
import type { Closing } from './announcement.mails.js';
import type { OldPlatform } from './old-places.js';

const page = { label: 'Open your page', to: '' };
const why = 'You get this because it is about everybody’s place.';
const questions = ({ responsible, contact }: Scene): string => `Questions: ${responsible}, ${contact}.`;

export type Rung = 'T-14' | 'T-7' | 'T-1';
const leadTime: Record<Rung, string> = { 'T-14': 'In two weeks', 'T-7': 'In one week', 'T-1': 'Tomorrow' };

/** Two weeks, one week and one day before: when, your things, how to come along, who helps. */
export function closingSoon({ scene, t, archiveEnds }: Closing, rung: Rung): Letters {
  const { oldPlace, newPlace } = scene;
  return {
    en: {
      subject: subjectOf(
        `${leadTime[rung]} we leave ${oldPlace}`,
        `${leadTime[rung]} we leave the old place`,
      ),
      opening: `On ${spokenDay(t)} at 09:00 we leave ${oldPlace}. From then on we are in ${newPlace}.`,
      paragraphs: [
        'Your page shows how to come along, and how to save your things.',
        '{helper} helps you, if you ask on your page.',
      ],
      action: page,
      nothing: `If you do nothing, you can still read there until ${spokenDay(archiveEnds)}.`,
      why,
    },
  };
}

export function closingSoonPost({ scene, t, archiveEnds }: Closing, rung: Rung): PostText {
  return postOf([
    `${leadTime[rung]}, on ${spokenDay(t)} at 09:00, we leave ${scene.oldPlace}.`,
    `From then on we are in ${scene.newPlace}.`,
    `Until ${spokenDay(archiveEnds)} this place can be read: save what you want to keep.`,
    `Help: ${scene.responsible}, ${scene.contact}.`,
  ]);
}

/** To who has not said that they have their things; `last`: one week before the old place is shut down. */
export function takeYourThings({ scene, t, archiveEnds }: Closing, last: boolean): Letters {
  const until = spokenDay(archiveEnds);
  const things = last ? 'One week left: your things in ' : 'Your things in ';
  return {
    en: {
      subject: subjectOf(`${things}${scene.oldPlace}`, `${things}the old place`),
      opening: last
        ? `${scene.oldPlace} can be read until ${until}. Until then you can save your things.`
        : `We leave on ${spokenDay(t)}. Save from ${scene.oldPlace} what you want to keep.`,
      paragraphs: [
        'Your page says how. If you want help with it, ask there.',
        'Then press “I have my things” or “Nothing to keep”, and we stop reminding you.',
      ],
      action: { label: 'See how', to: '#things' },
      nothing: `If you do nothing, what is there may be gone after ${until}.`,
      why,
    },
  };
}

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
export function celebration(scene: Scene, came: number | null, bothKept: boolean): Letters {
  return {
    en: {
      subject: bothKept ? 'We made ourselves a new home' : 'We have moved. Thank you.',
      opening:
        came === null
          ? 'We did it together.'
          : `We did it together: ${came} of us came to ${scene.newPlace}.`,
      paragraphs: [
        'We gained a place of our own, where we decide who sees what and how long it stays.',
        'Thank you to those who tried it first, to those who helped, and to you.',
        bothKept ? 'The old place stays open too.' : 'Whoever is not there yet is still welcome.',
      ],
      action: page,
      nothing: 'You need not do anything now.',
      why: 'You get this because you belong to our community.',
    },
  };
}

export function celebrationPost(scene: Scene, came: number | null): PostText {
  return postOf([
    came === null ? 'We did it together.' : `We did it together: ${came} of us came to ${scene.newPlace}.`,
    'Thank you to those who tried it first, to those who helped, and to everybody for their patience.',
    `Whoever is not there yet is welcome, and gets help: ${scene.responsible}, ${scene.contact}.`,
  ]);
}

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

export function cancelled(scene: Scene): Letters {
  return {
    en: {
      subject: titled(scene.community, 'we stay where we are'),
      opening: `The move to ${scene.newPlace} is called off. We stay in ${scene.oldPlace}.`,
      paragraphs: [
        'What you told us is kept for the people who decide what comes next. It is deleted within a year.',
        'On your page you can delete yours now.',
      ],
      action: page,
      nothing: 'You need not do anything now.',
      why: 'You get this because we had told you of the move.',
    },
  };
}

export function cancelledPost(scene: Scene): PostText {
  return postOf([
    `The move to ${scene.newPlace} is called off. We stay in ${scene.oldPlace}. You need not do anything.`,
    questions(scene),
    'What we stored for the move is deleted within a year, and yours at once if you say so.',
  ]);
}

export function keptBoth(scene: Scene): Letters {
  return {
    en: {
      subject: subjectOf(`It is decided: we keep ${scene.oldPlace}`, 'It is decided: we keep the old place'),
      opening: `We keep ${scene.oldPlace}, and ${scene.newPlace} too. Both are ours from now on.`,
      paragraphs: [
        'Nobody has to move any more. Whoever likes the new place is welcome there, and still gets help.',
      ],
      action: page,
      nothing: 'You need not do anything now.',
      why,
    },
  };
}

export function keptBothPost(scene: Scene): PostText {
  return postOf([
    `We keep ${scene.oldPlace}, and ${scene.newPlace} too. Both are ours from now on.`,
    'Nobody has to move any more. Whoever likes the new place is welcome there, and still gets help.',
    questions(scene),
  ]);
}
