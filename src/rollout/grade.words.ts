import { grades, type Grade } from '../notices/words.js';

interface GradeWords {
  label: string;
  means: string;
}

/** Four grades of how sure we are, as leads read them. Never added up, and none of them says "read". */
export const gradeWords: Record<Grade, GradeWords> = {
  confirmed: { label: 'Confirmed', means: 'they answered, chose, or said that they read it' },
  told: { label: 'Told', means: 'somebody told them, and ticked it' },
  accepted: { label: 'Accepted', means: 'their mail server took it, and nothing came back within 72 hours' },
  'posted only': { label: 'Posted only', means: 'it waits on their own page, which proves nothing' },
};

/** Who has none of the grades. */
export const NONE = 'None of these';

/** How many have none of the grades. */
export const ungraded = (of: { people: number; grades: Record<Grade, number> }): number =>
  grades.reduce((rest, grade) => rest - of.grades[grade], of.people);

/** Why the numbers of the grades differ from those of the states. */
export const ONCE_EACH = 'Each person counts once, in the surest grade.';

/** A sentence each, for lists of what the grades are. */
export const gradeSentences = grades.map((grade) => ({
  grade,
  words: `${gradeWords[grade].label}: ${gradeWords[grade].means}`,
}));
