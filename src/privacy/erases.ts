import { SetMetadata } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';

/** Who is being deleted, of one community, while their rows are still there. */
export interface Leaving {
  communityId: string;
  memberIds: string[];
  participationIds: string[];
}

export type Eraser = (tx: EntityManager, people: Leaving, now: Temporal.Instant) => Promise<void>;

export const ERASES = 'changeover:erases';

/**
 * Marks a method that removes what a room knows of people and no foreign key removes by itself. Any number of
 * rooms may have one; all run in one transaction, before the members' rows go.
 */
export function Erases(): (
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<Eraser>,
) => void {
  return SetMetadata(ERASES, true);
}
