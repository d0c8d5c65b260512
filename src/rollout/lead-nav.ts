import type { NavItem } from '../kernel/ui/shell.js';
import { Refusal } from '../kernel/refusal.js';
import { pathId } from './path-id.js';
import { phaseKeys, type PhaseKey } from './words.js';

const pages = [
  { key: 'overview', path: '', label: 'Overview' },
  { key: 'plan', path: '/plan', label: 'Plan' },
  { key: 'people', path: '/people', label: 'People' },
  { key: 'feedback', path: '/feedback', label: 'Feedback' },
  { key: 'guides', path: '/guides', label: 'Guides' },
  { key: 'messages', path: '/messages', label: 'Messages' },
  { key: 'reports', path: '/reports', label: 'Reports' },
  { key: 'who', path: '/who', label: 'Who does what' },
  { key: 'record', path: '/record', label: 'Record' },
  { key: 'settings', path: '/settings', label: 'Settings' },
] as const;

type Page = (typeof pages)[number]['key'];

/** Pages that stand below one of these. */
const below = {
  ...{ help: 'people', waves: 'people', helpers: 'people' },
  ...{ answers: 'feedback', findings: 'feedback', questions: 'feedback' },
  ...{ tasks: 'settings', seeding: 'settings' },
  ...{ 'by-hand': 'messages', posts: 'messages', joining: 'messages', mailbox: 'messages' },
} as const satisfies Record<string, Page>;

export type LeadPage = Page | keyof typeof below;

const isBelow = (page: LeadPage): page is keyof typeof below => page in below;

/** The pages of one rollout, as a lead walks through them. `here`: which of them is looked at, if one is. */
export function pagesOf(rolloutId: string, here?: LeadPage): NavItem[] {
  const shown = here && isBelow(here) ? below[here] : here;
  return [
    ...pages.map(({ key, path, label }) => ({
      href: `/rollouts/${rolloutId}${path}`,
      label,
      here: key === shown,
    })),
    { href: '/begin', label: 'Community' },
  ];
}

/** For whoever reads and downloads figures, and does nothing else. */
export const pagesOfViewers = (rolloutId: string, here: 'overview' | 'messages' | 'reports'): NavItem[] => [
  ...pages
    .filter(({ key }) => key === 'overview' || key === 'messages' || key === 'reports')
    .map(({ key, path, label }) => ({ href: `/rollouts/${rolloutId}${path}`, label, here: key === here })),
  { href: '/account', label: 'My account' },
];

/** What leads do in each phase; its page stands below the rollout's. */
export const work = {
  circle: 'Who tries it first',
  questions: 'What people are asked',
  answers: 'What people answered',
  findings: 'What was found',
  guides: 'Guides',
  charter: 'The charter',
  people: 'People',
  waves: 'Who is invited when',
  helpers: 'Who helps whom',
  help: 'Who asks for help',
  'help-hours': 'Help hours',
  seen: 'Who is in the new place',
  joining: 'Who asks to join',
  'by-hand': 'Who is told in person',
  closing: 'The closing day',
  'open-names': 'Who is not told yet',
  proof: 'Who was told what',
  'old-places': 'Making the old places read-only',
  ending: 'Thanks, archive and shutdown',
  'keep-both': 'Keep both places',
  'looking-back': 'Looking back',
  tasks: 'What people try to do',
  seeding: 'Something to post',
} as const;

export type Work = keyof typeof work;

const workOf: Record<PhaseKey, readonly Work[]> = {
  pilot: ['circle', 'tasks', 'questions', 'answers', 'findings'],
  refine: ['guides', 'charter', 'findings'],
  launch: [
    'people',
    'waves',
    'helpers',
    'seen',
    'help',
    'help-hours',
    'seeding',
    'joining',
    'by-hand',
    'findings',
  ],
  sunset: ['closing', 'open-names', 'proof', 'old-places', 'ending', 'keep-both', 'looking-back'],
};

/** Where a lead does one kind of work: `/rollouts/{id}/open-names`. */
export const leadPath = (
  rolloutId: string,
  page: Work | 'plan' | 'rehearsal' | 'pause' | 'settings',
): `/${string}` => `/rollouts/${rolloutId}/${page}`;

/** What there is to do in a phase. */
export const workIn = (rolloutId: string, phase: PhaseKey): NavItem[] =>
  workOf[phase].map((page) => ({ href: leadPath(rolloutId, page), label: work[page] }));

/** Where a phase is looked at and closed. */
export const phasePath = (rolloutId: string, phase: PhaseKey): `/${string}` =>
  `/rollouts/${rolloutId}/phases/${phase}`;

/** Where a lead looks at what was changed about a play, and approves it. */
export const playPath = (rolloutId: string, play: string): `/${string}` =>
  `/rollouts/${rolloutId}/plays/${play}`;

/** Where a lead reads, stops, sends or skips one occurrence. */
export const occurrencePath = (rolloutId: string, key: string): `/${string}` =>
  `/rollouts/${rolloutId}/agenda/${encodeURIComponent(key)}`;

/** Where one message is read, with what became of it. */
export const messagePath = (rolloutId: string, key: string): `/${string}` =>
  `/rollouts/${rolloutId}/messages/${encodeURIComponent(key)}`;

/** Where one message is proven name by name. */
export const provenPath = (rolloutId: string, key: string): `/${string}` =>
  `/rollouts/${rolloutId}/proof/messages/${encodeURIComponent(key)}`;

/** Where a message for all stands in every form: to read aloud, to say on the phone, to hang up. */
export const toSayPath = (rolloutId: string, key: string): `/${string}` =>
  `/rollouts/${rolloutId}/to-say/${encodeURIComponent(key)}`;

export interface PhasePath {
  rolloutId: string;
  phase: string;
}

/** A phase in the address of a page. */
export function phaseIn({ rolloutId, phase }: PhasePath): { rolloutId: string; phase: PhaseKey } {
  const known = phaseKeys.find((key) => key === phase);
  if (!known) throw new Refusal('not-found', 'There is no such phase.');
  return { rolloutId: pathId(rolloutId), phase: known };
}
