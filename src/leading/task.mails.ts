import { english } from '../kernel/language/say.js';
import type { Letters } from '../notices/letter.js';
import { subjectOf, titled } from '../notices/subject.rules.js';

/** To whom a task was handed. */
export function taskHanded(given: {
  community: string;
  by: string;
  what: string;
  rolloutId: string;
}): Letters {
  const { community, by, what, rolloutId } = given;
  return {
    en: {
      subject: titled(english, community, 'a task is yours now'),
      opening: `${by} handed you a task: ${what}.`,
      paragraphs: ['It carries your name from now on.'],
      action: { label: 'See who does what', to: `/rollouts/${rolloutId}/who` },
      nothing: 'If you do nothing, it stays yours. You can hand it on.',
      why: why(community),
    },
  };
}

/** To the stand-in: somebody takes a break. */
export function breakBegan(given: {
  community: string;
  by: string;
  until: string | null;
  things: number;
}): Letters {
  const { community, by, until, things } = given;
  return {
    en: {
      subject: titled(english, community, `you stand in for ${by}`),
      opening: `${by} takes a break${until ? ` until ${until}` : ''}, and named you to stand in.`,
      paragraphs: [`${things === 1 ? '1 thing carries' : `${things} things carry`} your name now.`],
      action: { label: 'See what is yours', to: '/break' },
      nothing: 'If you do nothing, it stays yours until they are back.',
      why: why(community),
    },
  };
}

export function breakEnded(given: { community: string; by: string; back: boolean }): Letters {
  const { community, by, back } = given;
  return {
    en: {
      subject: titled(english, community, `${by} is back`),
      opening: back
        ? `${by} is back, and took their tasks back.`
        : `${by} is back, and leaves you their tasks.`,
      paragraphs: ['Thank you for standing in.'],
      action: { label: 'Look at it', to: '/break' },
      nothing: 'You need not do anything.',
      why: why(community),
    },
  };
}

/** To the stand-in: none of the leads has looked in. */
export function leadsQuiet(given: {
  community: string;
  days: number;
  rolloutId: string;
  holdsOn: string;
}): Letters {
  const { community, days, rolloutId, holdsOn } = given;
  return {
    en: {
      subject: titled(english, community, `no lead for ${days} days`),
      opening: `For ${days} days no lead has looked in.`,
      paragraphs: [
        'You stand in for them: ask them, or look in yourself if you lead.',
        `If nobody looks in, everything but essential steps is held from ${holdsOn}.`,
      ],
      action: { label: 'Open the overview', to: `/rollouts/${rolloutId}` },
      nothing: 'If nobody looks in, messages stop. What people were promised goes on.',
      why: 'You get this because you answer for the move while its leads are away.',
    },
  };
}

const why = (community: string): string =>
  `You get this because you lead ${subjectOf(`the move of ${community}`, 'the move')}.`;
