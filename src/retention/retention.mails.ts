import type { Temporal } from 'temporal-polyfill';
import type { Letters } from '../notices/letter.js';
import { spokenDay } from '../rollout/calendar.words.js';
import type { Scene } from '../rollout/scene.js';

/**
 * Sent to the known address, because a link alone does not show everything. It opens for an hour. The key itself is
 * filled in when the mail is written: it is stored nowhere.
 */
export function keyToYourData(): Letters {
  return {
    en: {
      subject: 'The key to what we hold about you',
      opening: 'You asked to see, take along or delete what we hold about you. This opens it, for one hour.',
      paragraphs: ['If it was not you, do nothing: without this message nobody gets further.'],
      action: { label: 'Open it', to: '/data?key={key}' },
      nothing: 'If you do nothing, nothing happens.',
      why: 'You get this because somebody with your link asked for it.',
    },
  };
}

const whyLead = (scene: Scene): string => `You get this because you lead the move of ${scene.community}.`;

export function review(
  scene: Scene,
  counts: { people: number; kinds: number; care: string },
  at: string,
): Letters {
  return {
    en: {
      subject: 'Once a year: is what we store still right?',
      opening: `${counts.people} people are still stored here, in ${counts.kinds} kinds of data. Look whether that is still right.`,
      paragraphs: [
        `When you began you chose to be “${counts.care}”. Has anything changed: who could see the list, what could happen, what is sacred here?`,
        'Whatever nobody needs any more can go now. What you change is told to everybody.',
        `Here: ${at}`,
      ],
      nothing: 'If you do nothing, everything stays as it is, and goes on its day.',
      why: whyLead(scene),
    },
  };
}

export interface Purge {
  on: Temporal.PlainDate;
  people: number;
  staying: number;
}

export function purgeAhead(scene: Scene, { on, people, staying }: Purge, at: string): Letters {
  return {
    en: {
      subject: `On ${spokenDay(on)} the names are deleted`.slice(0, 50),
      opening: `On ${spokenDay(on)} we delete the ${people} people of this move: names, addresses, answers.`,
      paragraphs: [
        'What stays is the record without anybody: what was done when, and how many were told.',
        ...(staying > 0
          ? [`${staying} people stay, because another move of ours is under way with them.`]
          : []),
        `Take along now what the community still needs: ${at}`,
      ],
      nothing: 'If you do nothing, they are deleted by themselves. It cannot be undone.',
      why: whyLead(scene),
    },
  };
}

export function purged(scene: Scene, { people, staying }: Omit<Purge, 'on'>): Letters {
  return {
    en: {
      subject: 'The names of the move are deleted',
      opening: `As promised, ${people} people and what we held about them were deleted today.`,
      paragraphs: [
        ...(staying > 0
          ? [`${staying} people stay, because another move of ours is under way with them.`]
          : []),
        'The record stays, without anybody in it.',
      ],
      nothing: 'You need not do anything.',
      why: whyLead(scene),
    },
  };
}
