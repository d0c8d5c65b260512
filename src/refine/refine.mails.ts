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
      opening: 'A draft of our rules for the new place is ready.',
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
