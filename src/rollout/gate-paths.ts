import type { Criterion } from './gate.rules.js';
import { leadPath, type Work } from './lead-nav.js';

/** The page on which the rows behind a criterion stand, and where it is brought about. */
const rows: Record<string, Work> = {
  '5 to 10 members accepted': 'circle',
  'a mixed circle': 'circle',
  'every key task done by 80% of the circle': 'tasks',
  'three weekly rounds answered by 60%': 'answers',
  'no open blocker': 'findings',
  'quick start, visual guide and charter published': 'guides',
  'every pilot pain point answered or dismissed with a reason': 'findings',
  "the charter's objection window is over and each objection answered": 'charter',
  'every blocker and major of the pilot resolved': 'findings',
  'the low end of adoption at or above 60% on seven days running': 'seen',
  'no open blocker or major': 'findings',
  '95% of the roster proven invited': 'waves',
  'an office hour held': 'help-hours',
  'everybody was told': 'open-names',
  'read-only and redirect confirmed for each source place': 'old-places',
  'archive period over': 'ending',
  'shutdown confirmed': 'ending',
  celebrated: 'ending',
  'retrospective published': 'looking-back',
};

/** The same in plain words, where the table's are short for who wrote it. */
const plain: Record<string, string> = {
  'every pilot pain point answered or dismissed with a reason':
    'everything that the circle found hard answered, or dismissed with a reason',
  '95% of the roster proven invited': '95% of the people proven invited',
  'read-only and redirect confirmed for each source place':
    'each old place confirmed read-only and pointing to the new one',
  'retrospective published': 'the look back published',
  'an office hour held': 'a help hour held',
  'the low end of adoption at or above 60% on seven days running':
    'at least 60% surely at home, on seven days running',
};

/** A criterion as whoever leads is told of it. */
export const plainly = (criterion: string): string => plain[criterion] ?? criterion;

/** A gate as its list shows it to who leads: each criterion in plain words, with the way to its rows. */
export const gateRows = (rolloutId: string, gate: readonly Criterion[]) =>
  gate.map(({ state, criterion, ...row }) => {
    const page = rows[criterion];
    return {
      ...row,
      ...{ verdict: state, criterion: plainly(criterion) },
      ...(page && { href: leadPath(rolloutId, page) }),
    };
  });
