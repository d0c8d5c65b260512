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

const many: Record<Role, string> = {
  admin: 'admins',
  lead: 'leads',
  advocate: 'helpers',
  viewer: 'readers',
  operator: 'the host',
};

/** Why a page is not shown to somebody, and whom to ask. */
export const notForYou = (wanted: readonly Role[], role: Role): string =>
  `This is for ${wanted.map((one) => many[one]).join(' and ')}. Your role is ${roleWords[role]}: ask one of them, if you need it.`;
