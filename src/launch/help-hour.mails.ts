import { msg } from '../kernel/language/message.js';
import { inEveryLanguage, type Letters } from '../notices/letter.js';
import type { OfficeHour } from './office-hour.entity.js';

type Hour = Pick<OfficeHour, 'kind' | 'startsAt' | 'host' | 'room'>;

const why = msg('You get this because you wanted to come.');

/** To who registered, or was reminded of it. */
export const cancelledHour = ({ kind, startsAt, host }: Hour, timeZone: string): Letters =>
  inEveryLanguage((say) => ({
    subject: say(
      kind === 'office hour'
        ? 'The help hour does not take place'
        : 'The meeting about our rules does not take place',
    ),
    opening: say(
      kind === 'office hour'
        ? 'On {when}, the help hour with {host} does not take place.'
        : 'On {when}, the meeting about our rules with {host} does not take place.',
      { when: say.moment(startsAt, timeZone), host },
    ),
    paragraphs: [say('Your page shows the next ones. You can also press “Help me” there.')],
    action: { label: say('See other ways to get help'), to: '' },
    nothing: say('If you do nothing, nothing is lost.'),
    why: say(why),
  }));

/** To the same people. They stay on the list. */
export const movedHour = ({ kind, startsAt, host, room }: Hour, timeZone: string): Letters =>
  inEveryLanguage((say) => ({
    subject: say(
      kind === 'office hour'
        ? 'Another time or place for the help hour'
        : 'Another time or place for our meeting',
    ),
    opening: say(
      kind === 'office hour'
        ? 'New: the help hour with {host} begins on {when}.'
        : 'New: the meeting about our rules with {host} begins on {when}.',
      { when: say.moment(startsAt, timeZone), host },
    ),
    paragraphs: [
      say('Where: {room}.', { room }),
      say('Your page has a new file for your calendar. If you cannot come, say so there.'),
    ],
    action: { label: say('See it on your page'), to: '' },
    nothing: say('If you do nothing, you stay on the list.'),
    why: say(why),
  }));
