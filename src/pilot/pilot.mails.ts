import type { Temporal } from 'temporal-polyfill';
import { msg } from '../kernel/language/message.js';
import { inEveryLanguage, type Letters } from '../notices/letter.js';
import type { Plan } from '../rollout/plan.js';
import { lettersOf, type Scene } from '../rollout/scene.js';

/** The words of the circle. "Trying it first" is what members read; the path of a button lies below their own page. */

const asked = msg('You get this because we ask you to be one of the first to try the new place.');
const trying = msg('You get this because you said that you try the new place first.');

export const invitation = (moving: Scene, plan: Plan): Letters =>
  lettersOf(moving, ({ say, newPlaceCalled }) => ({
    subject: say('Would you try the new place first?'),
    opening: say(
      'Would you try {newPlaceCalled} for about {weeks, plural, =1 {a week} other {# weeks}}, with a few others?',
      { newPlaceCalled, weeks: weeks(plan) },
    ),
    paragraphs: [
      say('You do small things there, and tell us once a week what was hard. You can stop on any day.'),
      say('The old place stays as it is.'),
    ],
    action: { label: say('Say yes or no'), to: '/first' },
    nothing: say('If you do nothing, we ask once more.'),
    why: say(asked),
  }));

export const invitationReminder = (moving: Scene): Letters =>
  lettersOf(moving, ({ say, newPlaceCalled }) => ({
    subject: say('Once more: would you try it first?'),
    opening: say('We would still like you to be one of the first to try {newPlaceCalled}.', {
      newPlaceCalled,
    }),
    paragraphs: [say('A no is as good as a yes: then we ask somebody else. We will not ask you again.')],
    action: { label: say('Say yes or no'), to: '/first' },
    nothing: say('If you do nothing, we take it as a no for now.'),
    why: say(asked),
  }));

export interface WeeklyRound {
  path: string;
  until: Temporal.Instant;
  timeZone: string;
}

export const weekly = (moving: Scene, { path, until, timeZone }: WeeklyRound): Letters =>
  lettersOf(moving, ({ say, newPlaceCalled }) => ({
    subject: say('How was your week in the new place?'),
    opening: say('Tell us in two minutes how {newPlaceCalled} was for you this week.', { newPlaceCalled }),
    paragraphs: [
      say('You can answer, and change your answers, until {when}.', { when: say.moment(until, timeZone) }),
      say('Only the people who lead the move read them. Doubts help us as much as joy.'),
    ],
    action: { label: say('Answer a few questions'), to: path },
    nothing: say('If you do nothing, we remind you once.'),
    why: say(trying),
  }));

export const weeklyReminder = ({ path, until, timeZone }: WeeklyRound): Letters =>
  inEveryLanguage((say) => ({
    subject: say('Your week: the questions are still open'),
    opening: say('You can still tell us about your week, until {when}.', {
      when: say.moment(until, timeZone),
    }),
    paragraphs: [say('It takes less than two minutes, and you can skip any question.')],
    action: { label: say('Answer a few questions'), to: path },
    nothing: say('If you do nothing, that is fine: this week stays without your answer.'),
    why: say(trying),
  }));

/** `reported` problems came out of the weeks of trying, `resolved` of them are put right by now. */
export const thanks = (
  moving: Scene,
  { reported, resolved }: { reported: number; resolved: number },
): Letters =>
  lettersOf(moving, ({ say, newPlace }) => ({
    subject: say('Thank you for trying it first'),
    opening: say('The weeks of trying {newPlace} first are over: thank you.', { newPlace }),
    paragraphs: [
      reported === 0
        ? say('No problem had to be written down. That is worth knowing too.')
        : resolved === 0
          ? say(
              '{reported, plural, one {# problem was} other {# problems were}} written down, and we are still at work on it.',
              { reported },
            )
          : say(
              '{reported, plural, one {# problem was} other {# problems were}} written down. {resolved, plural, one {# is} other {# are}} put right by now.',
              { reported, resolved },
            ),
      say('Would you help a few others to come along? You can stop on any day.'),
    ],
    action: { label: say('Say yes or no'), to: '/first/help' },
    nothing: say('If you do nothing, that is fine: you stay in the new place as you are.'),
    why: say('You get this because you tried the new place first.'),
  }));

const weeks = ({ windows: { pilot } }: Plan): number =>
  pilot.to === null ? 4 : Math.max(1, Math.round((pilot.to - pilot.from + 1) / 7));
