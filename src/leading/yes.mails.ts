import { english } from '../kernel/language/say.js';
import type { Letters } from '../notices/letter.js';
import { subjectOf, titled } from '../notices/subject.rules.js';

interface YesLetter {
  community: string;
  id: string;
  title: string;
  /** Who asked, or who answered. */
  by: string;
}

/** To the other leads: what is asked, and until when. No numbers, no names of members: they stand on its page. */
export function yesAsked({ community, id, title, by, until }: YesLetter & { until: string }): Letters {
  return {
    en: {
      subject: titled(english, community, 'a second yes is asked'),
      opening: `${by} asks for a second lead’s yes: ${title}.`,
      paragraphs: ['The page says what exactly, and why.'],
      action: { label: 'Look, and say yes or no', to: `/yes/${id}` },
      nothing: `If nobody says yes until ${until}, it is not done.`,
      why: why(community),
    },
  };
}

export type Answer = 'yes' | 'no';

export function yesAnswered({ community, id, title, by, answer }: YesLetter & { answer: Answer }): Letters {
  return {
    en: {
      subject: titled(english, community, `${answer} to what you asked`),
      opening: `${by} said ${answer}: ${title}.`,
      paragraphs: [],
      action: { label: 'Look at it', to: `/yes/${id}` },
      nothing: `You need not do anything: ${answer === 'yes' ? 'it counts from now on' : 'it is not done'}.`,
      why: why(community),
    },
  };
}

const why = (community: string): string =>
  `You get this because you lead ${subjectOf(`the move of ${community}`, 'the move')}.`;
