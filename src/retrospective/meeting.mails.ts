import type { Letters } from '../notices/letter.js';
import { leadPath } from '../rollout/lead-nav.js';
import type { Meeting } from './retrospective.mails.js';

/** To whoever was told of the meeting at another time or place. */
export function movedMeeting({ when, where }: Meeting): Letters {
  return {
    en: {
      subject: 'Looking back together: another time or place',
      opening: `New: we meet to look back on ${when}, ${where}.`,
      paragraphs: [
        'What we told you before does not hold any more. Your page has a new file for your calendar.',
      ],
      action: { label: 'Put it into my calendar', to: '/looking-back.ics' },
      nothing: 'If you do nothing, that is fine: what was decided is on your page afterwards.',
      why: 'You get this because we told you of the meeting.',
    },
  };
}

export function movedMeetingForLeads({ when, where }: Meeting, rolloutId: string): Letters {
  return {
    en: {
      subject: 'Looking back together: another time or place',
      opening: `New: the meeting that looks back is on ${when}, ${where}.`,
      paragraphs: ['Whoever was told of the old time has been told of this one.'],
      action: { label: 'See the meeting', to: leadPath(rolloutId, 'looking-back') },
      nothing: 'If you do nothing, the meeting stands as it is.',
      why: 'You get this because you lead the move.',
    },
  };
}
