import type { NavItem } from '../kernel/ui/shell.js';

const pages = [
  { path: '/', label: 'Your moves' },
  { path: '/begin', label: 'Begin' },
  { path: '/roster', label: 'People' },
  { path: '/places', label: 'Places' },
  { path: '/team', label: 'Who works here' },
  { path: '/yes', label: 'What takes two' },
  { path: '/care', label: 'How careful?' },
  { path: '/audit', label: 'Who did what' },
  { path: '/account', label: 'My account' },
] as const;

/** The pages of a community, which belong to no single move. */
export const homeNav = (here?: (typeof pages)[number]['path']): NavItem[] =>
  pages.map(({ path, label }) => ({ href: path, label, here: path === here }));

/** For whoever works here without leading. */
export const readerNav = (here?: '/' | '/account'): NavItem[] =>
  homeNav(here).filter(({ href }) => href === '/' || href === '/account');
