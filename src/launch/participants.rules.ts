/** How somebody stands in the move, each person in exactly one: what a lead looks for in the list of people. */
export const stages = {
  come: 'Has come',
  'not yet': 'On the way: we heard from them',
  'no word': 'No word from them since they were invited',
  'not asked': 'Not invited yet',
  'another way': 'Needs another way',
  'rather not': 'Would rather not, or leaves',
} as const;
export type Stage = keyof typeof stages;

export const stageKeys = Object.keys(stages) as [Stage, ...Stage[]];

export type StageCounts = Record<Stage, number>;

const inSentence: Record<Stage, (n: number) => string> = {
  come: (n) => `${n} ${n === 1 ? 'has' : 'have'} come`,
  'not yet': (n) => `${n} ${n === 1 ? 'is' : 'are'} on the way`,
  'no word': (n) => `of ${n} we have no word`,
  'not asked': (n) => `${n} ${n === 1 ? 'is' : 'are'} not invited yet`,
  'another way': (n) => `${n} ${n === 1 ? 'needs' : 'need'} another way`,
  'rather not': (n) => `${n} would rather not`,
};

/** The answer of the page: how many take part, and how they stand; what counts nobody is left out. */
export function peopleInWords(counts: StageCounts): string {
  const all = stageKeys.reduce((sum, stage) => sum + counts[stage], 0);
  if (all === 0) return 'Nobody takes part yet. People come in as they are added to the list.';
  const parts = stageKeys
    .filter((stage) => counts[stage] > 0)
    .map((stage) => inSentence[stage](counts[stage]));
  const [last, ...others] = parts.toReversed();
  const listed = others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
  return `${all.toLocaleString('en')} ${all === 1 ? 'person takes' : 'people take'} part: ${listed}.`;
}
