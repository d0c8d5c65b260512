import type { Letters } from '../notices/letter.js';
import type { Scene } from '../rollout/scene.js';

const why = (scene: Scene): string => `You get this because you belong to ${scene.community}.`;

export function askToLookBack(scene: Scene, survey: { path: string; until: string }): Letters {
  return {
    en: {
      subject: 'Three months on: how is it for you now?',
      opening: `We have been in ${scene.newPlace} for three months. How is it for you?`,
      paragraphs: [
        'A few questions, two minutes: what works, what does not, what we lost on the way.',
        `You can answer, and change your answers, until ${survey.until}. Then we meet and decide what to change.`,
      ],
      action: { label: 'Answer', to: survey.path },
      nothing: 'If you do nothing, that is fine too.',
      why: why(scene),
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
      why: why(scene),
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
      paragraphs: [
        'We read what everybody said, and decide what to keep and what to change. Each decision gets a name beside it.',
        'The file for your calendar is on your page.',
      ],
      action: { label: 'Put it into my calendar', to: '/looking-back.ics' },
      nothing: 'You need not come. What was decided is on your page afterwards.',
      why: 'You get this because you help others, or said that you would like to come.',
    },
  };
}

export function meetingForLeads(scene: Scene, { when, where }: Meeting, at: string): Letters {
  return {
    en: {
      subject: 'Looking back together: when and where',
      opening: `The meeting that looks back: ${when}, ${where}.`,
      paragraphs: [
        'Helpers and whoever asked to come have been told, with a file for their calendar.',
        `Another day or place, and your own calendar file: ${at}`,
        'Seven days after it the draft of the report is ready: plan and reality, who came along, what confused people.',
      ],
      nothing: 'If you do nothing, the meeting stands as it is.',
      why: `You get this because you lead the move of ${scene.community}.`,
    },
  };
}

export function reportReady(scene: Scene, at: string): Letters {
  return {
    en: {
      subject: 'The look back is drafted: read and publish',
      opening: 'The draft of the report is ready. It has filled itself from the record.',
      paragraphs: [
        'Add what was decided, each with a name, and the day on which you look again. Then publish it to everybody.',
        `Here: ${at}`,
        'Thirty days after it is published, names, addresses and answers are deleted.',
      ],
      nothing: 'If nobody publishes it, it waits on the overview.',
      why: `You get this because you lead the move of ${scene.community}.`,
    },
  };
}
