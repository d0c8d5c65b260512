import type { Temporal } from 'temporal-polyfill';
import type { Letters } from '../notices/letter.js';
import { spokenDay } from '../rollout/calendar.words.js';

/** To who reported a problem, once it is resolved. */
export function findingResolved(done: string): Letters {
  return {
    en: {
      subject: 'What became of what you reported',
      opening: 'Something that you told us about the new place has been put right, {firstName}.',
      paragraphs: [
        `What was done: ${done}`,
        'Tell us on your page if it still bothers you. Thank you for saying it.',
      ],
      action: { label: 'Open your page', to: '' },
      nothing: 'You need not do anything now.',
      why: 'You get this because you told us about it.',
    },
  };
}

/** To everybody who was told of the move: a text to read and, if they want, to object to. */
export function charterReview(number: number, windowEndsOn: Temporal.PlainDate): Letters {
  const until = spokenDay(windowEndsOn);
  const again = number > 1;
  return {
    en: {
      subject: again
        ? 'Our rules are to change: read the draft'
        : 'The rules of the new place: read the draft',
      opening: `A draft of our rules for the new place can be read, and objected to, until ${until}.`,
      paragraphs: [
        'It says why we move, how we want to treat each other there, what is stored about you, who sees it, and when it is deleted.',
        'Every objection gets an answer before anything is decided.',
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
      opening: `New rules for our community hold since ${spokenDay(adoptedOn)}.`,
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
