import { leadPath, phasePath, work, type Work } from '../rollout/lead-nav.js';
import { phases } from '../rollout/phases.js';
import { phaseKeys, type PhaseKey } from '../rollout/words.js';

/** In which phase a task stands on “Who does what”. The other pages are to look at, or a decision. */
const phaseOf: Record<Exclude<Work, 'keep-both' | 'people' | 'proof'>, PhaseKey> = {
  ...{ circle: 'pilot', questions: 'pilot', answers: 'pilot', tasks: 'pilot', findings: 'pilot' },
  ...{ guides: 'refine', charter: 'refine' },
  ...{
    waves: 'launch',
    seeding: 'launch',
    helpers: 'launch',
    help: 'launch',
    'help-hours': 'launch',
    seen: 'launch',
    joining: 'launch',
    'by-hand': 'launch',
  },
  ...{ closing: 'sunset', 'open-names': 'sunset', 'old-places': 'sunset', ending: 'sunset' },
  'looking-back': 'sunset',
};

export const STAND_IN = 'stand-in';
export type TaskKey = keyof typeof phaseOf | 'plan' | 'posts' | typeof STAND_IN | `close-${PhaseKey}`;

export interface Task {
  key: TaskKey;
  label: string;
  phase: PhaseKey | null;
  /** Where it is done; null where there is nothing to do until somebody is missed. */
  path: ((rolloutId: string) => `/${string}`) | null;
}

const ofPhase = (phase: PhaseKey): Task[] => [
  ...Object.entries(phaseOf)
    .filter(([, of]) => of === phase)
    .map(([key]): Task => {
      const page = key as keyof typeof phaseOf;
      return { key: page, label: work[page], phase, path: (id) => leadPath(id, page) };
    }),
  {
    key: `close-${phase}`,
    label: `Closing “${phases[phase].name}”`,
    phase,
    path: (id) => phasePath(id, phase),
  },
];

/** Every task of a rollout; each has one name. */
export const tasks: readonly Task[] = [
  { key: 'plan', label: 'Plan, pauses and dates', phase: null, path: (id) => leadPath(id, 'plan') },
  { key: 'posts', label: 'Posting in our places', phase: null, path: (id) => `/rollouts/${id}/posts` },
  { key: STAND_IN, label: 'Is told when none of the leads looks in', phase: null, path: null },
  ...phaseKeys.flatMap(ofPhase),
];

export const taskKeys = tasks.map(({ key }) => key);
