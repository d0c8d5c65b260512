import { SetMetadata } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';

/** Fits methods that take fewer parameters too. */
type Method<F> = <M extends F>(
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

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
export function StillWanted(play: string): Method<StillWantedMethod> {
  return SetMetadata(STILL_WANTED, play);
}

export type ForeseesMethod = (
  tx: EntityManager,
  rolloutId: string,
  between: { from: Temporal.Instant; until: Temporal.Instant },
) => Promise<Temporal.Instant[]>;

export const FORESEES = 'changeover:foresees';

/**
 * The one method that knows when essential messages of a rollout are planned, so that the others leave them room in
 * the budget. Optional: without it only what was already said counts.
 */
export function Foresees(): Method<ForeseesMethod> {
  return SetMetadata(FORESEES, true);
}

/** Our own mail server, or the mailbox into which mail comes back; `trouble`: null once it is as it should be. */
export interface OwnMail {
  about: 'server' | 'returned mail';
  trouble: { rolloutIds: string[]; text: string } | null;
}

export type HearsOfMailMethod = (tx: EntityManager, told: OwnMail) => Promise<boolean>;

export const HEARS_OF_MAIL = 'changeover:hears-of-mail';

/**
 * The one method that tells the leads what is wrong with our own mail, in a few sentences, once until it is well again.
 * Answers whether that was news. Optional.
 */
export function HearsOfMail(): Method<HearsOfMailMethod> {
  return SetMetadata(HEARS_OF_MAIL, true);
}
