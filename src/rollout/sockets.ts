import { SetMetadata } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Say } from '../kernel/language/say.js';
import type { FactKey, Facts } from './facts.js';
import type { Participation } from './participation.entity.js';
import type { PlayKey } from './playbook.js';
import type { PlayRow } from './plays.js';
import type { Rollout } from './rollout.entity.js';

/** One occurrence at the moment of doing it. Everything a play reads or writes goes through `tx`. */
export interface Occasion {
  tx: EntityManager;
  rollout: Rollout;
  row: PlayRow;
  /** The occurrence's key, stable for ever: `pilot.survey/2/reminder`. */
  key: string;
  /** The key after the play's name: `2/reminder`; '' where the play happens once. */
  step: string;
  /** The day it belongs to, in the rollout's zone. */
  day: Temporal.PlainDate;
  now: Temporal.Instant;
  /** Words that a lead put in place of ours for this play, if any. */
  reworded: Rewording | null;
}

export interface Rewording {
  subject?: string | undefined;
  body?: string | undefined;
}

/** What a member sees of themselves on their own page. */
export interface OwnPageVisit {
  tx: EntityManager;
  rollout: Rollout;
  participation: Participation;
  /** `/m/{token}`: forms of a card post below it. */
  path: string;
  now: Temporal.Instant;
  /** In the language that this member reads. */
  say: Say;
}

type Method<F> = (target: object, name: string | symbol, descriptor: TypedPropertyDescriptor<F>) => void;

export const PLAY = 'changeover:play';
export const FACT = 'changeover:fact';
export const CARD = 'changeover:card';
export const REHEARSES = 'changeover:rehearses';

/** Socket 1: the one method that does a play of the playbook. The boot fails when a play has none, or two. */
export function Play(play: PlayKey): Method<(occasion: Occasion) => Promise<void>> {
  return SetMetadata(PLAY, play);
}

/** Socket 2: the one method that answers a fact. The boot fails when a fact has none, or two. */
export function ProvidesFact<K extends FactKey>(
  fact: K,
): Method<(tx: EntityManager, rollout: Rollout) => Promise<Facts[K]>> {
  return SetMetadata(FACT, fact);
}

/** A rehearsal on its stage: a copy of the rollout with a handful of imaginary people, undone at the end. */
export interface Rehearsing {
  tx: EntityManager;
  /** The copy. */
  rollout: Rollout;
  /** What would be so if every step of the plan succeeds on its day. */
  facts: Facts;
  now: Temporal.Instant;
  /** Participations of the copy: who has said yes to trying it first, and who has not answered yet. */
  cast: { accepted: string[]; asked: string };
  /** Ids in the facts → ids of the copy, where the two differ: keys of the agenda name the former. */
  renamed: Map<string, string>;
}

/** Socket 4: writes into the rehearsal's copy what the facts say is so by `now`. Called again every day of it. */
export function Rehearses(): Method<(rehearsing: Rehearsing) => Promise<void>> {
  return SetMetadata(REHEARSES, true);
}

/**
 * A card of the own page: what is asked of this member, or nothing (null). Cards stand in the order of their
 * numbers: 10 asked now, 20 choices, 30 helping others, 40 my things, 50 reading.
 */
export function OwnPageCard(order: number): Method<(visit: OwnPageVisit) => Promise<VNode | null>> {
  return SetMetadata(CARD, order);
}
