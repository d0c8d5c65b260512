import type { Letters } from '../notices/letter.js';
import { leadPath } from '../rollout/lead-nav.js';

/** To the leads: of the `people` whom somebody helped, nobody was free for `alone`. */
export function helperStopped(
  rolloutId: string,
  { people, alone }: { people: number; alone: number },
): Letters {
  const found = people - alone;
  return {
    en: {
      subject: 'Somebody has stopped helping',
      opening: `Somebody who helped has stopped. Nobody is free for ${alone} of the people they helped.`,
      paragraphs: [
        ...(found > 0 ? [`For ${found} we found somebody else.`] : []),
        'Until somebody is found, you help them. A helper can also take more people than now.',
      ],
      action: { label: 'See who asks for help', to: leadPath(rolloutId, 'help') },
      nothing: 'If you do nothing, they can still press “Help me”; it comes to you.',
      why: 'You get this because you lead the move.',
    },
  };
}
