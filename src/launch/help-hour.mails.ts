import type { Letters } from '../notices/letter.js';
import { spokenMoment } from '../rollout/calendar.words.js';
import type { OfficeHour } from './office-hour.entity.js';

type Hour = Pick<OfficeHour, 'kind' | 'startsAt' | 'host' | 'room'>;

const called = ({ kind }: Hour): string =>
  kind === 'office hour' ? 'the help hour' : 'the meeting about our rules';

const why = 'You get this because you wanted to come.';

/** To who registered, or was reminded of it. */
export function cancelledHour(hour: Hour, timeZone: string): Letters {
  return {
    en: {
      subject: `${hour.kind === 'office hour' ? 'The help hour' : 'The meeting about our rules'} does not take place`,
      opening: `On ${spokenMoment(hour.startsAt, timeZone)}, ${called(hour)} with ${hour.host} does not take place.`,
      paragraphs: ['Your page shows the next ones. You can also press “Help me” there.'],
      action: { label: 'See other ways to get help', to: '' },
      nothing: 'If you do nothing, nothing is lost.',
      why,
    },
  };
}

/** To the same people. They stay on the list. */
export function movedHour(hour: Hour, timeZone: string): Letters {
  return {
    en: {
      subject: 'Another time or place for the help hour',
      opening: `New: ${called(hour)} with ${hour.host} begins on ${spokenMoment(hour.startsAt, timeZone)}.`,
      paragraphs: [
        `Where: ${hour.room}.`,
        'Your page has a new file for your calendar. If you cannot come, say so there.',
      ],
      action: { label: 'See it on your page', to: '' },
      nothing: 'If you do nothing, you stay on the list.',
      why,
    },
  };
}
