import type { Temporal } from 'temporal-polyfill';
import type { Letters } from '../notices/letter.js';
import { spokenDay } from '../rollout/calendar.words.js';

/** To who reported a problem, once it is resolved. */
export function findingResolved(done: string): Letters {
  return {
    en: {
      subject: 'What became of what you reported',
      opening: 'You told us what was hard in the new place. Somebody has seen to it.',
      paragraphs: [
        `What was done: ${done}`,
        'If it still bothers you, reply and say so. Thank you for telling us.',
      ],
      action: { label: 'Open your page', to: '' },
      nothing: 'You need not do anything now.',
      why: 'You get this because you told us about it.',
    },
  };
}

/** To everybody who was told of the move: a text to read and, if they want, to object to. */
export function charterReview(number: number, windowEndsOn: Temporal.PlainDate): Letters {
  return {
    en: {
      subject:
        number > 1 ? 'Our rules are to change: read the draft' : 'The rules of the new place: read the draft',
      opening: 'A draft of our rules for the new place is on your page.',
      paragraphs: [
        `Until ${spokenDay(windowEndsOn)} you can object there. Every objection gets an answer.`,
        'It says how we treat each other there, what is stored about you, and who sees it.',
      ],
      action: { label: 'Read the draft', to: '/charter' },
      nothing: 'If you do nothing, that is fine: the text is decided after that day.',
      why: 'You get this because the rules are for you too.',
    },
  };
}

/** To every member, when what is in force has changed. */
/** @param kinds what is stored that was not before, or otherwise; empty where it is only less */
export function storedChanged(kinds: string[]): Letters {
  const named = kinds.slice(0, 2);
  return {
    en: {
      subject: 'What we store about you has changed',
      opening: 'The program that helps us to move stores other things than before.',
      paragraphs: [
        ...(named.length > 0
          ? [...named.map((kind) => `New or changed: ${kind}.`)]
          : ['It stores less than before, and nothing new.']),
        ...(kinds.length > named.length ? ['There is more of it on the page.'] : []),
      ],
      action: { label: 'See everything we store', to: '/data' },
      nothing: 'You need not do anything. You can also delete yourself there.',
      why: 'You get this because it is about your data.',
    },
  };
}

export function charterChanged(whatChanged: string | null, adoptedOn: Temporal.PlainDate): Letters {
  return {
    en: {
      subject: 'Our rules and what we store have changed',
      opening: `Since ${spokenDay(adoptedOn)} our community has new rules.`,
      paragraphs: [
        whatChanged
          ? `What changed: ${whatChanged}`
          : 'Your page shows the new text, with what was added and taken out.',
      ],
      action: { label: 'Read what changed', to: '/charter' },
      nothing: 'You need not do anything now.',
      why: 'You get this because it is about your data and how we live together.',
    },
  };
}
