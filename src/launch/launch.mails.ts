import type { Temporal } from 'temporal-polyfill';
import type { Letters, PostText } from '../notices/letter.js';
import { postOf } from '../notices/post.rules.js';
import { spokenDay, spokenMoment } from '../rollout/calendar.words.js';
import { leadPath } from '../rollout/lead-nav.js';
import type { Scene } from '../rollout/scene.js';
import type { OfficeHour } from './office-hour.entity.js';

/** The dates of help hours, for everybody who did not register: a line of an invitation, a nudge, a post. */
export interface HelpHours {
  next: readonly Pick<OfficeHour, 'id' | 'startsAt' | 'host' | 'room'>[];
  timeZone: string;
}

/** As many as a letter names; all of them, and where they are, stand on the own page. */
const NAMED = 2;

const helpHours = ({ next, timeZone }: HelpHours): string[] => {
  if (next.length === 0) return [];
  const hours = next.slice(0, NAMED).map(({ startsAt }) => spokenMoment(startsAt, timeZone));
  return [
    `Help ${hours.length === 1 ? 'hour' : 'hours'}: ${hours.join('; ').replaceAll(` (${timeZone});`, ';')}.`,
  ];
};

/** Said once in the old places, on the day on which the new one opens. */
export function opening(scene: Scene, hours: HelpHours): PostText {
  return postOf(
    [
      `From today everybody can come along to ${scene.newPlaceCalled}.`,
      'This place stays open beside it. You need not do anything now.',
      'Whoever is on our list gets a personal invitation.',
      `Not on it, or a question? ${scene.responsible}, ${scene.contact}.`,
    ],
    helpHours(hours),
  );
}

/** The invitation; `{helper}` is whoever helps this reader. */
export function invitation(scene: Scene, hours: HelpHours): Letters {
  return {
    en: {
      subject: 'Come along to our new place',
      opening: `You can now come along to ${scene.newPlaceCalled}.`,
      paragraphs: [
        'Your page shows how to begin. {helper} helps you, if you like. Rather not? Say so there; that is fine.',
        'The old place stays open.',
        ...helpHours(hours),
      ],
      action: { label: 'See how to begin', to: '' },
      nothing: 'If you do nothing, we remind you twice at most.',
      why: 'You get this because you belong to the old place.',
    },
  };
}

/** At most two, and never to somebody who has arrived or answered. */
export function nudge(scene: Scene, number: 1 | 2, hours: HelpHours): Letters {
  const first = number === 1;
  return {
    en: {
      subject: first ? 'Would a little help be good?' : 'Our last reminder: the new place is open',
      opening: `${scene.newPlaceCalled} is open for you, and {helper} would help you begin.`,
      paragraphs: [
        'On your page you can say “I’m in”, “Help me” or “I’d rather not”. Each is a good answer.',
        ...helpHours(hours),
      ],
      action: { label: 'Choose on your page', to: '' },
      nothing: first
        ? 'If you do nothing, we remind you once more in two weeks.'
        : 'If you do nothing, we do not remind you again.',
      why: 'You get this because we have not heard from you yet.',
    },
  };
}

/** To whoever helps somebody who arrived today. */
export function welcome(scene: Scene): Letters {
  return {
    en: {
      subject: 'Somebody you help has arrived',
      opening: `Somebody you help has come to ${scene.newPlaceCalled}.`,
      paragraphs: ['Your page shows who it is. A short hello from you makes it a home.'],
      action: { label: 'See who to greet', to: '/people' },
      nothing: 'If you do nothing, they are there all the same.',
      why: 'You get this because you said that you help others.',
    },
  };
}

/** Before a help hour, to who registered or asked for help. */
export function officeHourNear(
  hour: Pick<OfficeHour, 'id' | 'startsAt' | 'minutes' | 'host' | 'room'>,
  timeZone: string,
  step: '24h' | '1h',
): Letters {
  return {
    en: {
      subject: step === '24h' ? 'Tomorrow: the help hour' : 'In an hour: the help hour',
      opening: `The help hour with ${hour.host} begins on ${spokenMoment(hour.startsAt, timeZone)}.`,
      paragraphs: [
        `Where: ${hour.room}. It lasts ${hour.minutes} minutes; come when you like.`,
        'Bring the phone or computer that you want to use. No question is too small.',
      ],
      action: { label: 'See it on your page', to: '' },
      nothing: 'You need not tell us if you cannot come.',
      why: 'You get this because you registered, or asked for help.',
    },
  };
}

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
export function pulse(scene: Scene, round: { path: string; until: string }): Letters {
  return {
    en: {
      subject: 'How is it going in the new place?',
      opening: `Two taps: how is it going in ${scene.newPlace}, and are you at home there?`,
      paragraphs: [`You can answer until ${round.until}. A “no” helps us as much as a “yes”.`],
      action: { label: 'Answer in two taps', to: round.path },
      nothing: 'If you do nothing, that is fine.',
      why: 'You get this because you have come along.',
    },
  };
}

/** To a helper: somebody asks for help. Who it is, and how they would like it, stands on the helper's own page. */
export function helpAsked(promisedOn: Temporal.PlainDate): Letters {
  return {
    en: {
      subject: 'Somebody asks for your help',
      opening: `Somebody asks for help with the new place. We said: by ${spokenDay(promisedOn)}.`,
      paragraphs: ['Your page shows who it is and how they would like it. Press “I take it” when you do.'],
      action: { label: 'See who asks', to: '/people' },
      nothing: 'If you do nothing, somebody else is asked after two days.',
      why: 'You get this because you said that you help others.',
    },
  };
}

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
