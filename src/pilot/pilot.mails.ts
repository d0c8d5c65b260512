import type { Letters } from '../notices/letter.js';
import type { Plan } from '../rollout/plan.js';
import type { Scene } from '../rollout/scene.js';

/** The words of the circle. "Trying it first" is what members read; the path of a button lies below their own page. */

const why = 'You get this because we ask you to be one of the first to try the new place.';

export function invitation(scene: Scene, plan: Plan): Letters {
  return {
    en: {
      subject: 'Would you try the new place first?',
      opening: `Would you try ${scene.newPlaceCalled} for ${weeks(plan)}, with a few others?`,
      paragraphs: [
        'You do small things there, and tell us once a week what was hard. You can stop on any day.',
        'The old place stays as it is.',
      ],
      action: { label: 'Say yes or no', to: '/first' },
      nothing: 'If you do nothing, we ask once more.',
      why,
    },
  };
}

export function invitationReminder(scene: Scene): Letters {
  return {
    en: {
      subject: 'Once more: would you try it first?',
      opening: `We would still like you to be one of the first to try ${scene.newPlaceCalled}.`,
      paragraphs: ['A no is as good as a yes: then we ask somebody else. We will not ask you again.'],
      action: { label: 'Say yes or no', to: '/first' },
      nothing: 'If you do nothing, we take it as a no for now.',
      why,
    },
  };
}

export function weekly(scene: Scene, round: { path: string; until: string }): Letters {
  return {
    en: {
      subject: 'How was your week in the new place?',
      opening: `Tell us in two minutes how ${scene.newPlaceCalled} was for you this week.`,
      paragraphs: [
        `You can answer, and change your answers, until ${round.until}.`,
        'Only the people who lead the move read them. Doubts help us as much as joy.',
      ],
      action: { label: 'Answer a few questions', to: round.path },
      nothing: 'If you do nothing, we remind you once.',
      why: 'You get this because you said that you try the new place first.',
    },
  };
}

export function weeklyReminder(round: { path: string; until: string }): Letters {
  return {
    en: {
      subject: 'Your week: the questions are still open',
      opening: `You can still tell us about your week, until ${round.until}.`,
      paragraphs: ['It takes less than two minutes, and you can skip any question.'],
      action: { label: 'Answer a few questions', to: round.path },
      nothing: 'If you do nothing, that is fine: this week stays without your answer.',
      why: 'You get this because you said that you try the new place first.',
    },
  };
}

/** `reported` problems came out of the weeks of trying, `resolved` of them are put right by now. */
export function thanks(scene: Scene, found: { reported: number; resolved: number }): Letters {
  const what =
    found.reported === 0
      ? 'No problem had to be written down. That is worth knowing too.'
      : `${found.reported === 1 ? '1 problem was' : `${found.reported} problems were`} written down, and ${putRight(found.resolved)}.`;
  return {
    en: {
      subject: 'Thank you for trying it first',
      opening: `The weeks of trying ${scene.newPlace} first are over: thank you.`,
      paragraphs: [what, 'Would you help a few others to come along? You can stop on any day.'],
      action: { label: 'Say yes or no', to: '/first/help' },
      nothing: 'If you do nothing, that is fine: you stay in the new place as you are.',
      why: 'You get this because you tried the new place first.',
    },
  };
}

const putRight = (resolved: number): string =>
  resolved === 0
    ? 'we are still at work on it'
    : `${resolved} ${resolved === 1 ? 'is' : 'are'} put right by now`;

function weeks({ windows: { pilot } }: Plan): string {
  const count = pilot.to === null ? 4 : Math.max(1, Math.round((pilot.to - pilot.from + 1) / 7));
  return count === 1 ? 'about a week' : `about ${count} weeks`;
}
