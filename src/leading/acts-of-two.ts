import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { YesRequest } from './yes.entity.js';
import type { YesKind } from './yes.rules.js';

/** What of its kind a request is about. */
export interface About {
  communityId: string;
  /** Null where it is the whole community's. Locked while it is asked for or done. */
  rollout: Rollout | null;
  subject: string;
}

export interface Shown {
  /** “Close the pilot circle in spite of its gate”: what the yes does; without a member's name. */
  title: string;
  /** What exactly, in numbers, as it is now. */
  lines: string[];
  /** What follows from it, and what cannot be undone. */
  after: string;
  /** Where it was asked for. */
  back: `/${string}`;
  participationId?: string;
}

export interface Agreed {
  tx: EntityManager;
  about: About;
  request: YesRequest;
  /** In the asker's words. */
  reason: string;
  /** Who said yes; who asked, where they did it alone. */
  by: string;
  now: Temporal.Instant;
}

export interface Noted {
  asked: string;
  done: string;
  subject: string;
}

/** Socket: an act that needs a second lead's yes. It registers itself with `ActsOfTwo`. */
export interface ActOfTwo {
  readonly kind: YesKind;
  /** For the record: `gate.override-asked.pilot`, `gate.overridden.pilot`, and whose id stands there. */
  noted(about: Omit<About, 'rollout'> & { rolloutId: string | null }): Noted;
  /** @throws Refusal where it cannot be asked for, or not be done any more */
  show(tx: EntityManager, about: About, now: Temporal.Instant): Promise<Shown>;
  /** Does it. What the community opens afterwards, such as a file, it finds with the request. */
  do(agreed: Agreed): Promise<void>;
}

/** Which feature does what at a yes. Features bring their acts; this room knows none of theirs. */
@Injectable()
export class ActsOfTwo {
  private readonly acts = new Map<YesKind, ActOfTwo>();

  add(act: ActOfTwo): void {
    if (this.acts.has(act.kind)) throw new Error(`Two features do what a yes to "${act.kind}" asks for.`);
    this.acts.set(act.kind, act);
  }

  of(kind: YesKind): ActOfTwo {
    const act = this.acts.get(kind);
    if (!act) throw new Error(`No feature does what a yes to "${kind}" asks for.`);
    return act;
  }
}
