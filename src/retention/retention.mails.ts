import type { Temporal } from 'temporal-polyfill';
import { inEveryLanguage, type Letters } from '../notices/letter.js';
import { titled } from '../notices/subject.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';

/**
 * Sent to the known address, because a link alone does not show everything. It opens for an hour. The key itself is
 * filled in when the mail is written: it is stored nowhere.
 */
export const keyToYourData = (): Letters =>
  inEveryLanguage((say) => ({
    subject: say('The key to what we hold about you'),
    opening: say('Somebody with your link asked to see, take along or delete what we hold about you.'),
    paragraphs: [
      say(
        'This opens it, for one hour. If it was not you, do nothing: without this message nobody gets further.',
      ),
    ],
    action: { label: say('Open it'), to: '/data?key={key}' },
    nothing: say('If you do nothing, nothing happens.'),
    why: say('You get this because it is about your data.'),
  }));

/** To an address that a member typed as their new one: whose it is we do not know, so it says nobody's name. */
export const confirmNewAddress = (community: string): Letters =>
  inEveryLanguage((say) => ({
    subject: titled(say, community, say('may we write to you?')),
    opening: say('Somebody typed this address as their new one, to hear from us by e-mail.'),
    paragraphs: [say('Was it you? Then say so on the page behind the button.')],
    action: { label: say('See and confirm'), to: '' },
    nothing: say('If you do nothing, we do not write here again, unless somebody types this address again.'),
    why: say('You get this because of that one request.'),
  }));

/** The link to somebody's page was replaced, because others may have had it. */
export const newLink = (): Letters =>
  inEveryLanguage((say) => ({
    subject: say('Your page has a new link'),
    opening: say('The link to your page was replaced. The one in earlier messages opens nothing any more.'),
    paragraphs: [say('Your page and everything on it are as they were.')],
    action: { label: say('Open my page'), to: '' },
    nothing: say('If you do nothing, you miss nothing: the next messages carry the new link too.'),
    why: say('You get this because somebody who leads the move replaced your link.'),
  }));

const whyLead = 'You get this because you lead the move.';
const peopleStay = (staying: number): string[] =>
  staying === 0
    ? []
    : [
        `${staying} ${staying === 1 ? 'person stays' : 'people stay'}: another move of ours is under way with them.`,
      ];

export function review(counts: { people: number; kinds: number; care: string }): Letters {
  return {
    en: {
      subject: 'Once a year: is what we store still right?',
      opening: `${counts.people} people are still stored here, in ${counts.kinds} kinds of data. Is that still right?`,
      paragraphs: [
        `How careful we are with the list is set to “${counts.care}”. Has anything changed: who could see it, what could happen?`,
        'Whatever nobody needs any more can go now. What you change is told to everybody.',
      ],
      action: { label: 'Look at it', to: '/care' },
      nothing: 'If you do nothing, everything stays as it is, and goes on its day.',
      why: whyLead,
    },
  };
}

export interface Purge {
  on: Temporal.PlainDate;
  people: number;
  staying: number;
}

export function purgeAhead({ on, people, staying }: Purge, rolloutId: string): Letters {
  return {
    en: {
      subject: `On ${spokenDay(on)} the names are deleted`,
      opening: `On ${spokenDay(on)} we delete the ${people} people of this move: names, addresses, answers.`,
      paragraphs: [
        'What stays is the record without anybody: what was done when, and how many were told.',
        ...peopleStay(staying),
        'Take along now what the community still needs.',
      ],
      action: { label: 'See what there is', to: `/rollouts/${rolloutId}` },
      nothing: 'If you do nothing, they are deleted by themselves. It cannot be undone.',
      why: whyLead,
    },
  };
}

export function purged({ people, staying }: Omit<Purge, 'on'>): Letters {
  return {
    en: {
      subject: 'The names of the move are deleted',
      opening: `As promised, ${people} people and what we held about them were deleted today.`,
      paragraphs: [...peopleStay(staying), 'The record stays, without anybody in it.'],
      nothing: 'You need not do anything.',
      why: whyLead,
    },
  };
}
