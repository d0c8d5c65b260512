import type { NavItem } from '../kernel/ui/shell.js';

const pages = [
  { key: 'overview', path: '', label: 'Overview' },
  { key: 'by-hand', path: '/by-hand', label: 'Tell in person' },
  { key: 'posts', path: '/posts', label: 'Posts' },
  { key: 'joining', path: '/joining', label: 'Joining' },
  { key: 'messages', path: '/messages', label: 'Messages' },
  { key: 'record', path: '/record', label: 'Record' },
] as const;

export type LeadPage = (typeof pages)[number]['key'];

/** The pages of one rollout, as a lead walks through them. `here`: which of them is looked at, if one is. */
export function pagesOf(rolloutId: string, here?: LeadPage): NavItem[] {
  return [
    ...pages.map(({ key, path, label }) => ({
      href: `/rollouts/${rolloutId}${path}`,
      label,
      here: key === here,
    })),
    { href: '/mailbox', label: 'Mailbox' },
  ];
}

/** Where a lead reads, stops, sends or skips one occurrence. */
export const occurrencePath = (rolloutId: string, key: string): `/${string}` =>
  `/rollouts/${rolloutId}/agenda/${encodeURIComponent(key)}`;
