import type { Care, Door } from '../community/community.entity.js';

export type StepKey = 'care' | 'places' | 'people' | 'lead' | 'plan' | 'tonight' | 'start';

/** What is stored already, from which follows which steps are done. */
export interface Begun {
  /** Null until one was chosen. */
  door: Door | null;
  care: Care;
  responsible: string;
  places: number;
  people: number;
  /** Of these, who came 30 days ago or earlier and heard nothing; asked only while there is no move. */
  unheard: number;
  leads: number;
  /** Drafts first. `code`: there is one for everybody. */
  /** `over`: its codes open nothing any more. */
  moves: { id: string; name: string; state: string; code: boolean; over: boolean }[];
}

/** Each door's way, shortest first to something that can be used tonight. A second lead can wait, and says so. */
const ways: Record<Door, readonly StepKey[]> = {
  file: ['care', 'places', 'people', 'plan', 'tonight', 'start', 'lead'],
  group: ['care', 'places', 'plan', 'tonight', 'start', 'lead'],
  begun: ['care', 'places', 'people', 'plan', 'start', 'tonight', 'lead'],
};

const done: Record<StepKey, (begun: Begun) => boolean> = {
  // Set-up asks it before anything is stored.
  care: () => true,
  places: ({ places }) => places >= 2,
  people: ({ people }) => people > 0,
  lead: ({ leads }) => leads >= 2,
  plan: ({ moves }) => moves.length > 0,
  tonight: (begun) => finished(begun) || begun.moves.some(({ code }) => code),
  start: ({ moves }) => moves.some(({ state }) => state !== 'draft'),
};

/** Every move is past its closing day: nothing is to be begun but another one. */
export const finished = ({ moves }: Begun): boolean => moves.length > 0 && moves.every(({ over }) => over);

/** The steps behind the chosen door, in their order. A move that was planned without one goes by the first. */
export const stepsOf = (begun: Begun): { key: StepKey; done: boolean }[] =>
  ways[begun.door ?? 'file'].map((key) => ({ key, done: done[key](begun) }));

/** What to do now: the first step that is not done; null when all are. */
export const nextOf = (begun: Begun): StepKey | null =>
  finished(begun) ? null : (stepsOf(begun).find((step) => !step.done)?.key ?? null);

/** Nobody has chosen a way, and nothing says which it is. */
export const atTheDoors = ({ door, moves }: Begun): boolean => door === null && moves.length === 0;
