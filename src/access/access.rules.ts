import { createHash } from 'node:crypto';

export const roles = ['admin', 'lead', 'advocate', 'viewer', 'operator'] as const;
export type Role = (typeof roles)[number];

/** What each role may do beside its own: an admin all that a lead may, a lead all that a viewer may. */
const includes: Record<Role, readonly Role[]> = {
  admin: ['admin', 'lead', 'viewer'],
  lead: ['lead', 'viewer'],
  advocate: ['advocate'],
  viewer: ['viewer'],
  operator: ['operator'],
};

/** True when somebody of role `has` may do what is for any of `wanted`. */
export const may = (has: Role, wanted: readonly Role[]): boolean =>
  wanted.some((role) => includes[has].includes(role));

/** Who says a second yes, and may do what a lead may. */
export const leads = (role: Role): boolean => may(role, ['lead']);

/** Whom somebody may add or remove: admins everybody, leads the people who help them. */
export const mayManage = (has: Role, other: Role): boolean =>
  has === 'admin' || (has === 'lead' && (other === 'lead' || other === 'advocate' || other === 'viewer'));

/** Whether somebody leads once `id` has another role, or, with null, is gone. */
export const stillLed = (
  people: readonly { id: string; role: Role }[],
  id: string,
  becomes: Role | null,
): boolean =>
  people.some((person) => {
    const role = person.id === id ? becomes : person.role;
    return role === 'admin' || role === 'lead';
  });

export interface ChainLink {
  communityId: string;
  number: number;
  actor: string;
  what: string;
  subject: string;
  at: { epochMilliseconds: number };
  reasonHash: Buffer | null;
}

/** Each entry's hash covers the one before: changing, removing or inserting one breaks all that follow. */
export function chained(previous: Buffer | null, entry: ChainLink): Buffer {
  const fields = [
    previous?.toString('hex') ?? '',
    entry.communityId,
    entry.number,
    entry.actor,
    entry.what,
    entry.subject,
    entry.at.epochMilliseconds,
    entry.reasonHash?.toString('hex') ?? '',
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest();
}

/** How far a chain was followed: so much is kept of it, however long it is. */
export interface Followed {
  number: number;
  hash: Buffer | null;
}

export const chainStart: Followed = { number: 0, hash: null };

/** One entry further; undefined where it does not fit to what came before. */
export const follow = (
  { number, hash }: Followed,
  entry: ChainLink & { hash: Buffer },
): Followed | undefined =>
  entry.number === number + 1 && chained(hash, entry).equals(entry.hash)
    ? { number: entry.number, hash: entry.hash }
    : undefined;

/** The first entry at which the chain is broken; undefined when it holds. `entries` in order of number, from 1. */
export function brokenAt(entries: (ChainLink & { hash: Buffer })[]): number | undefined {
  let so: Followed | undefined = chainStart;
  for (const [index, entry] of entries.entries()) {
    so = follow(so, entry);
    if (!so) return index + 1;
  }
  return undefined;
}

/** A secret is found again by its hash; it is random enough that nobody can try them all. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
