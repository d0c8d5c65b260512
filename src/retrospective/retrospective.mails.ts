import type { Temporal } from 'temporal-polyfill';
import { msg } from '../kernel/language/message.js';
import { inEveryLanguage, type Letters, type PostText } from '../notices/letter.js';
import { postOf } from '../notices/post.rules.js';
import { spokenMoment } from '../rollout/calendar.words.js';
import { leadPath } from '../rollout/lead-nav.js';
import { lettersOf, postOn, questionsTo, type Scene } from '../rollout/scene.js';
import { placeSaid } from './meeting-place.js';

const why = msg('You get this because the move was about you too.');
const whyLead = 'You get this because you lead the move.';

export interface Asking {
  path: string;
  until: Temporal.Instant;
  timeZone: string;
}

export const askToLookBack = (scene: Scene, { path, until, timeZone }: Asking): Letters =>
  lettersOf(scene, ({ say, newPlace }) => ({
    subject: say('Three months on: how is it for you now?'),
    opening: say('We look back at the move. How is {newPlace} for you now?', { newPlace }),
    paragraphs: [
      say('A few questions, two minutes: what works, what does not, what got lost on the way.'),
      say('You can answer until {until}. Then we meet and decide what to change.', {
        until: say.moment(until, timeZone),
      }),
    ],
    action: { label: say('Answer'), to: path },
    nothing: say('If you do nothing, that is fine too.'),
    why: say(why),
  }));

export const lookBackPost = (
  moved: Scene,
  { until, timeZone }: Pick<Asking, 'until' | 'timeZone'>,
): PostText =>
  postOn(moved, (here) => {
    const { say, newPlace } = here;
    return postOf([
      say('We look back at the move. How is {newPlace} for you now?', { newPlace }),
      say('A few questions, two minutes: what works, what does not, what got lost on the way.'),
      say('They are on your page.'),
      say('You can answer until {until}. Then we meet and decide what to change.', {
        until: say.moment(until, timeZone),
      }),
      questionsTo(here),
    ]);
  });

export const remindToLookBack = (scene: Scene, { path, until, timeZone }: Asking): Letters =>
  lettersOf(scene, ({ say, newPlace }) => ({
    subject: say('Two minutes to look back, if you like'),
    opening: say('You can still say how {newPlace} is for you, until {until}.', {
      ...{ newPlace, until: say.moment(until, timeZone) },
    }),
    paragraphs: [say('What you say is read before we meet. We do not remind you again.')],
    action: { label: say('Answer'), to: path },
    nothing: say('If you do nothing, that is fine too.'),
    why: say(why),
  }));

export interface Meeting {
  at: Temporal.Instant;
  timeZone: string;
  where: string;
}

export const comeToMeeting = ({ at, timeZone, where }: Meeting): Letters =>
  inEveryLanguage((say) => ({
    subject: say('Looking back together: when and where'),
    opening: say('We meet to look back at the move: {when}, {where}.', {
      ...{ when: say.moment(at, timeZone), where: placeSaid(say, where) },
    }),
    paragraphs: [say('We read what everybody said, and decide what to keep and what to change.')],
    action: { label: say('Put it into my calendar'), to: '/looking-back.ics' },
    nothing: say('You need not come. What was decided is on your page afterwards.'),
    why: say('You get this because you help others, or said that you would like to come.'),
  }));

export function meetingForLeads({ at, timeZone, where }: Meeting, rolloutId: string): Letters {
  return {
    en: {
      subject: 'Looking back together: when and where',
      opening: `The meeting that looks back: ${spokenMoment(at, timeZone)}, ${where}.`,
      paragraphs: [
        'Helpers and whoever asked to come have been told, with a file for their calendar.',
        'You can still name another day or place. Seven days after it the draft of the report is ready.',
      ],
      action: { label: 'See the meeting', to: leadPath(rolloutId, 'looking-back') },
      nothing: 'If you do nothing, the meeting stands as it is.',
      why: whyLead,
    },
  };
}

export function reportReady(rolloutId: string): Letters {
  return {
    en: {
      subject: 'The look back is drafted: read and publish',
      opening: 'The draft of the report is ready. It has filled itself from the record.',
      paragraphs: [
        'Add what was decided, each with a name, and when you look again. Then publish it to everybody.',
        'Thirty days after it is published, names, addresses and answers are deleted.',
      ],
      action: { label: 'Read it and publish', to: leadPath(rolloutId, 'looking-back') },
      nothing: 'If nobody publishes it, it waits on the overview.',
      why: whyLead,
    },
  };
}
