import type { Role } from './access.rules.js';

export const roleWords: Record<Role, string> = {
  admin: 'Admin',
  lead: 'Lead',
  advocate: 'Helper',
  viewer: 'Reader',
  operator: 'Host',
};

/** What each role may do, in a line. */
export const roleHints: Record<Role, string> = {
  admin: 'People, settings, exports, and all that a lead may.',
  lead: 'Runs the moves.',
  advocate: 'Sees the people who agreed to be helped by them.',
  viewer: 'Reads numbers, no names.',
  operator: 'Sees numbers and health, no names and no texts.',
};

/** Roles that are given on the page of who works here; the others come about elsewhere. */
export const givenRoles = ['admin', 'lead', 'viewer'] as const;
