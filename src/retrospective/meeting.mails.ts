import { inEveryLanguage, type Letters } from '../notices/letter.js';
import { spokenMoment } from '../rollout/calendar.words.js';
import { leadPath } from '../rollout/lead-nav.js';
import type { Meeting } from './retrospective.mails.js';
import { placeSaid } from './meeting-place.js';

/** To whoever was told of the meeting at another time or place. */
export const movedMeeting = ({ at, timeZone, where }: Meeting): Letters =>
  inEveryLanguage((say) => ({
    subject: say('Looking back together: another time or place'),
    opening: say('New: we meet to look back on {when}, {where}.', {
      ...{ when: say.moment(at, timeZone), where: placeSaid(say, where) },
    }),
    paragraphs: [
      say('What we told you before does not hold any more. Your page has a new file for your calendar.'),
    ],
    action: { label: say('Put it into my calendar'), to: '/looking-back.ics' },
    nothing: say('If you do nothing, that is fine: what was decided is on your page afterwards.'),
    why: say('You get this because we told you of the meeting.'),
  }));

export function movedMeetingForLeads({ at, timeZone, where }: Meeting, rolloutId: string): Letters {
  return {
    en: {
      subject: 'Looking back together: another time or place',
      opening: `New: the meeting that looks back is on ${spokenMoment(at, timeZone)}, ${where}.`,
      paragraphs: ['Whoever was told of the old time has been told of this one.'],
      action: { label: 'See the meeting', to: leadPath(rolloutId, 'looking-back') },
      nothing: 'If you do nothing, the meeting stands as it is.',
      why: 'You get this because you lead the move.',
    },
  };
}
