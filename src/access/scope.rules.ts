import { may, type Role } from './access.rules.js';

/** What a token may do, the least first. Never more than its owner. */
export const scopes = ['numbers', 'read', 'act'] as const;
export type Scope = (typeof scopes)[number];

export const scopeWords: Record<Scope, { label: string; hint: string }> = {
  numbers: { label: 'Read numbers', hint: 'What a reader sees: sums and shares, no names of members.' },
  read: { label: 'Read all that I may read', hint: 'Names of members too. It changes nothing.' },
  act: { label: 'Act as me', hint: 'Whatever I may do, a program may do with it.' },
};

/** How long a token may last, in days; a year at most: long enough to forget where it is written down. */
export const tokenDays = [30, 90, 365] as const;

/** The role in which a token acts for somebody of `role`; undefined where it does not reach so far. */
export function roleUnder(scope: Scope, role: Role, method: string): Role | undefined {
  if (scope === 'act') return role;
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  if (scope === 'read') return role;
  return may(role, ['viewer']) ? 'viewer' : undefined;
}

/** What a token must at least be for, on a route for people of these roles. */
export const leastScopes = (wanted: readonly Role[]): { reading: Scope; acting: Scope } => ({
  reading: may('viewer', wanted) ? 'numbers' : 'read',
  acting: 'act',
});
