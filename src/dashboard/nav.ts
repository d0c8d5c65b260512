import type { NavItem } from '../kernel/ui/shell.js';

const pages = [
  { key: 'overview', path: '', label: 'Overview' },
  { key: 'messages', path: '/messages', label: 'Messages' },
  { key: 'record', path: '/record', label: 'Record' },
] as const;

/** The pages of one rollout, as a lead walks through them. */
export function pagesOf(rolloutId: string, here: (typeof pages)[number]['key']): NavItem[] {
  return [
    ...pages.map(({ key, path, label }) => ({
      href: `/rollouts/${rolloutId}${path}`,
      label,
      here: key === here,
    })),
    { href: '/mailbox', label: 'Mailbox' },
  ];
}
