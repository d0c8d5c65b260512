import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/refusal.js';
import { deliveriesOf, type DeliveryRow, type Wanted } from '../notices/ledger.queries.js';
import { daysWithPosts, noticesProven, type NoticeProof } from '../notices/proof.queries.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { missingPeople, type MissingPerson } from './missing.queries.js';
import type { Kind } from './missing.rules.js';
import { claimOf } from './outlook.js';
import type { TransitionAnswer } from './sunset.schemas.js';
import { Transition } from './transition.entity.js';
import { TransitionView } from './transition-view.service.js';

export interface ProofView {
  rollout: Rollout;
  transition: TransitionAnswer;
  /** On how many different days something was posted in an old place. */
  postDays: number;
  notices: NoticeProof[];
}

export interface Said {
  rollout: Rollout;
  id: string;
  key: string;
  play: string;
}

/** What we did to tell people, and who is not proven told. Reads only. */
@Injectable()
export class Proof {
  constructor(
    private readonly desk: LeadDesk,
    private readonly dataSource: DataSource,
    private readonly view: TransitionView,
    private readonly clock: Clock,
  ) {}

  async overview(actor: Actor, rolloutId: string, skip = 0): Promise<ProofView> {
    const transition = await this.view.read(actor, rolloutId);
    return this.desk.read(actor, rolloutId, async (tx, rollout) => ({
      ...{ rollout, transition },
      postDays: await daysWithPosts(tx, rollout.id, rollout.plan.timeZone),
      notices: await noticesProven(tx, rollout.id, this.clock.now(), skip),
    }));
  }

  /** One notice to members, by its key or its id. @throws Refusal where there is none */
  said(actor: Actor, rolloutId: string, one: { key: string } | { id: string }): Promise<Said> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const [column, value] = 'id' in one ? ['id', one.id] : ['key', one.key];
      const [found] = await tx.query<{ id: string; key: string; play: string }[]>(
        `select id, key, play from notice where rollout_id = $1 and ${column} = $2 and purpose <> 'team'`,
        [rolloutId, value],
      );
      if (!found) throw new Refusal('not-found', 'There is no such message.');
      return { rollout, ...found };
    });
  }

  /** To whom it was said, with how surely each was told; 200 at a time. */
  people(noticeId: string, wanted: Wanted): Promise<DeliveryRow[]> {
    return deliveriesOf(this.dataSource.manager, noticeId, this.clock.now(), wanted);
  }

  /** Everybody to whom it was said, read piece by piece: their number does not matter. */
  async *everybody(noticeId: string, wanted: Wanted = {}): AsyncGenerator<DeliveryRow> {
    yield* inPieces(
      (after) => this.people(noticeId, { ...wanted, after }),
      ({ id }) => id,
    );
  }

  /** Who is not proven told of the closing day, 200 at a time; nobody while none was announced. */
  missing(
    actor: Actor,
    rolloutId: string,
    wanted: { kind?: Kind | undefined; after?: string | undefined } = {},
  ): Promise<{ rollout: Rollout; announced: boolean; people: MissingPerson[] }> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const transition = await tx.findOneBy(Transition, { rolloutId });
      if (!transition) return { rollout, announced: false, people: [] };
      const claim = await claimOf(tx, transition);
      const people = await missingPeople(tx, rollout, claim, this.clock.now(), wanted);
      return { rollout, announced: true, people };
    });
  }

  async *allMissing(actor: Actor, rolloutId: string): AsyncGenerator<MissingPerson> {
    yield* inPieces(
      async (after) => (await this.missing(actor, rolloutId, { after })).people,
      ({ participationId }) => participationId,
    );
  }
}

/** Piece after piece until one is empty. */
async function* inPieces<T>(
  read: (after: string | undefined) => Promise<T[]>,
  idOf: (one: T) => string,
): AsyncGenerator<T> {
  for (let piece = await read(undefined); piece.length > 0; piece = await read(idOf(piece.at(-1)!)))
    yield* piece;
}
