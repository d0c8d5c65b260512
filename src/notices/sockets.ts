import { SetMetadata } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What is asked just before sending: who of these should still get it? */
export interface Wish {
  rolloutId: string;
  /** The notice's key. */
  key: string;
  memberIds: string[];
}

export type StillWantedMethod = (tx: EntityManager, wish: Wish) => Promise<Set<string>>;

export const STILL_WANTED = 'changeover:still-wanted';

/**
 * Socket 3: the one method that says, at the moment of sending, who of a play's audience still wants it (has not
 * arrived, answered, declined …). Optional; the boot fails when a play has two.
 */
export function StillWanted(
  play: string,
): (target: object, name: string | symbol, descriptor: TypedPropertyDescriptor<StillWantedMethod>) => void {
  return SetMetadata(STILL_WANTED, play);
}
