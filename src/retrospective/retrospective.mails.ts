import type { Letters } from '../notices/letter.js';
import { leadPath } from '../rollout/lead-nav.js';
import type { Scene } from '../rollout/scene.js';

const why = 'You get this because the move was about you too.';
const whyLead = 'You get this because you lead the move.';

export function askToLookBack(scene: Scene, survey: { path: string; until: string }): Letters {
  return {
    en: {
      subject: 'Three months on: how is it for you now?',
      opening: `We look back at the move. How is ${scene.newPlace} for you now?`,
      paragraphs: [
        'A few questions, two minutes: what works, what does not, what got lost on the way.',
        `You can answer until ${survey.until}. Then we meet and decide what to change.`,
      ],
      action: { label: 'Answer', to: survey.path },
      nothing: 'If you do nothing, that is fine too.',
      why,
    },
  };
}

export function remindToLookBack(scene: Scene, survey: { path: string; until: string }): Letters {
  return {
    en: {
      subject: 'Two minutes to look back, if you like',
      opening: `You can still say how ${scene.newPlace} is for you, until ${survey.until}.`,
      paragraphs: ['What you say is read before we meet. We do not remind you again.'],
      action: { label: 'Answer', to: survey.path },
      nothing: 'If you do nothing, that is fine too.',
      why,
    },
  };
}

export interface Meeting {
  when: string;
  where: string;
}

export function comeToMeeting(scene: Scene, { when, where }: Meeting): Letters {
  return {
    en: {
      subject: 'Looking back together: when and where',
      opening: `We meet to look back at the move: ${when}, ${where}.`,
      paragraphs: ['We read what everybody said, and decide what to keep and what to change.'],
      action: { label: 'Put it into my calendar', to: '/looking-back.ics' },
      nothing: 'You need not come. What was decided is on your page afterwards.',
      why: 'You get this because you help others, or said that you would like to come.',
    },
  };
}

export function meetingForLeads({ when, where }: Meeting, rolloutId: string): Letters {
  return {
    en: {
      subject: 'Looking back together: when and where',
      opening: `The meeting that looks back: ${when}, ${where}.`,
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
