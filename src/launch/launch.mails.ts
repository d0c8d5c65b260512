import type { Temporal } from 'temporal-polyfill';
import type { Say } from '../kernel/language/say.js';
import { inEveryLanguage, type Letters, type PostText } from '../notices/letter.js';
import { postOf } from '../notices/post.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath } from '../rollout/lead-nav.js';
import { lettersOf, postOn, type Scene } from '../rollout/scene.js';
import type { OfficeHour } from './office-hour.entity.js';

/** The dates of help hours, for everybody who did not register: a line of an invitation, a nudge, a post. */
export interface HelpHours {
  next: readonly Pick<OfficeHour, 'id' | 'startsAt' | 'host' | 'room'>[];
  timeZone: string;
}

/** The next two; all of them, and where they are, stand on the own page. The time zone is said once. */
function helpHours(say: Say, { next: [first, second], timeZone }: HelpHours): string[] {
  if (!first) return [];
  const when = say.moment(first.startsAt, timeZone);
  if (!second) return [say('Help hour: {when}.', { when })];
  const later = say.moment(second.startsAt, timeZone);
  return [say('Help hours: {when}; {later}.', { when: when.replace(` (${timeZone})`, ''), later })];
}

/** Said once in the old places, on the day on which the new one opens. */
export const opening = (moving: Scene, hours: HelpHours): PostText =>
  postOn(moving, ({ say, newPlaceCalled, responsible, contact }) =>
    postOf(
      [
        say('From today everybody can come along to {newPlaceCalled}.', { newPlaceCalled }),
        say('This place stays open beside it. You need not do anything now.'),
        say('Whoever is on our list gets a personal invitation.'),
        say('Not on it, or a question? {responsible}, {contact}.', { responsible, contact }),
      ],
      helpHours(say, hours),
    ),
  );

/** The invitation; `{helper}` is whoever helps this reader. */
export const invitation = (moving: Scene, hours: HelpHours): Letters =>
  lettersOf(moving, ({ say, newPlaceCalled }) => ({
    subject: say('Come along to our new place'),
    opening: say('You can now come along to {newPlaceCalled}.', { newPlaceCalled }),
    paragraphs: [
      say(
        'Your page shows how to begin. {helper} helps you, if you like. Rather not? Say so there; that is fine.',
      ),
      say('The old place stays open.'),
      ...helpHours(say, hours),
    ],
    action: { label: say('See how to begin'), to: '' },
    nothing: say('If you do nothing, we remind you twice at most.'),
    why: say('You get this because you belong to the old place.'),
  }));

/** At most two, and never to somebody who has arrived or answered. */
export const nudge = (moving: Scene, number: 1 | 2, hours: HelpHours): Letters =>
  lettersOf(moving, ({ say, newPlaceCalled }) => ({
    subject: say(number === 1 ? 'Would a little help be good?' : 'Our last reminder: the new place is open'),
    opening: say('{newPlaceCalled} is open for you, and {helper} would help you begin.', { newPlaceCalled }),
    paragraphs: [
      say('On your page you can say “I’m in”, “Help me” or “I’d rather not”. Each is a good answer.'),
      ...helpHours(say, hours),
    ],
    action: { label: say('Choose on your page'), to: '' },
    nothing: say(
      number === 1
        ? 'If you do nothing, we remind you once more in two weeks.'
        : 'If you do nothing, we do not remind you again.',
    ),
    why: say('You get this because we have not heard from you yet.'),
  }));

/** To whoever helps somebody who arrived today. */
export const welcome = (moving: Scene): Letters =>
  lettersOf(moving, ({ say, newPlaceCalled }) => ({
    subject: say('Somebody you help has arrived'),
    opening: say('Somebody you help has come to {newPlaceCalled}.', { newPlaceCalled }),
    paragraphs: [say('Your page shows who it is. A short hello from you makes it a home.')],
    action: { label: say('See who to greet'), to: '/people' },
    nothing: say('If you do nothing, they are there all the same.'),
    why: say('You get this because you said that you help others.'),
  }));

/** Before a help hour, to who registered or asked for help. */
export const officeHourNear = (
  hour: Pick<OfficeHour, 'id' | 'startsAt' | 'minutes' | 'host' | 'room'>,
  timeZone: string,
  step: '24h' | '1h',
): Letters =>
  inEveryLanguage((say) => ({
    subject: say(step === '24h' ? 'Tomorrow: the help hour' : 'In an hour: the help hour'),
    opening: say('The help hour with {host} begins on {when}.', {
      host: hour.host,
      when: say.moment(hour.startsAt, timeZone),
    }),
    paragraphs: [
      say(
        'Where: {room}. It lasts {minutes, plural, one {# minute} other {# minutes}}; come when you like.',
        { room: hour.room, minutes: hour.minutes },
      ),
      say('Bring the phone or computer that you want to use. No question is too small.'),
    ],
    action: { label: say('See it on your page'), to: '' },
    nothing: say('You need not tell us if you cannot come.'),
    why: say('You get this because you registered, or asked for help.'),
  }));

/** To an owner of the seeding calendar, a lead: what they promised to post. */
export function seedingDue(item: { title: string; body: string; onDay: Temporal.PlainDate }): Letters {
  return {
    en: {
      subject: 'To post today in the new place',
      opening: `Today, ${spokenDay(item.onDay)}, it is your turn to post: ${item.title}`,
      paragraphs: [
        item.body,
        'An announcement goes to the new place first. Then point to it in the old one, and tick it in the calendar.',
      ],
      nothing: 'If you do nothing, it stays in the calendar as not posted.',
      why: 'You get this because you took it in the calendar of things to post.',
    },
  };
}

/** The fortnightly question to who has arrived. */
export const pulse = (
  moving: Scene,
  round: { path: string; until: Temporal.Instant; timeZone: string },
): Letters =>
  lettersOf(moving, ({ say, newPlace }) => ({
    subject: say('How is it going in the new place?'),
    opening: say('Two taps: how is it going in {newPlace}, and are you at home there?', { newPlace }),
    paragraphs: [
      say('You can answer until {when}. A “no” helps us as much as a “yes”.', {
        when: say.moment(round.until, round.timeZone),
      }),
    ],
    action: { label: say('Answer in two taps'), to: round.path },
    nothing: say('If you do nothing, that is fine.'),
    why: say('You get this because you have come along.'),
  }));

/** To a helper: somebody asks for help. Who it is, and how they would like it, stands on the helper's own page. */
export const helpAsked = (promisedOn: Temporal.PlainDate): Letters =>
  inEveryLanguage((say) => ({
    subject: say('Somebody asks for your help'),
    opening: say('Somebody asks for help with the new place. We said: by {day}.', {
      day: say.day(promisedOn),
    }),
    paragraphs: [say('Your page shows who it is and how they would like it. Press “I take it” when you do.')],
    action: { label: say('See who asks'), to: '/people' },
    nothing: say('If you do nothing, somebody else is asked after two days.'),
    why: say('You get this because you said that you help others.'),
  }));

/** The same to the leads, where nobody of that place or language helps yet, or nobody took it. */
export function helpAskedOfLeads(rolloutId: string, promisedOn: Temporal.PlainDate): Letters {
  return {
    en: {
      subject: 'Somebody asks for help',
      opening: `Somebody asks for help, and no helper was free. We named ${spokenDay(promisedOn)}.`,
      paragraphs: ['The list of who asks shows who it is, and how they would like it.'],
      action: { label: 'See who asks', to: leadPath(rolloutId, 'help') },
      nothing: 'If nobody takes it in two days, it stands on top of the list.',
      why: 'You get this because you lead the move.',
    },
  };
}
