import type { Letters } from '../notices/letter.js';
import type { Point } from './adoption.queries.js';
import { percent } from './band.rules.js';

/** To leads, once: a milestone of 60 or 70 percent was reached and held. */
export function milestoneReached(
  rolloutId: string,
  milestone: number,
  { day, low, high, baseline, comfortable, unknown }: Point,
): Letters {
  const band = low === null || high === null ? 'not known' : `${percent(low)} to ${percent(high)}`;
  return {
    en: {
      subject: `${milestone}% are at home in the new place`,
      opening: `At least ${milestone}% of those who were active in the old place are at home in the new one.`,
      paragraphs: [
        `On ${day.toLocaleString('en-GB', { dateStyle: 'long' })}: ${band}, seven days running.`,
        `That is ${comfortable} of ${baseline} people, and ${unknown} whom we cannot see.`,
        milestone === 60
          ? 'This was one thing that the soft launch had to show.'
          : 'This was the aim. Some people will still need time, or another way.',
      ],
      action: { label: 'Open the overview', to: `/rollouts/${rolloutId}` },
      nothing: 'Nothing happens by itself because of this.',
      why: 'You get this because you lead the move. It comes once.',
    },
  };
}
