import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { IsNull, type EntityManager } from 'typeorm';
import { AccountLetters } from '../access/account-letters.js';
import type { LetterWords } from '../access/account-post.js';
import { Community } from '../community/community.entity.js';
import type { Letter, Letters } from '../notices/letter.js';
import { Notices } from '../notices/notices.service.js';
import { Rollout } from '../rollout/rollout.entity.js';

interface ToColleagues {
  communityId: string;
  /** The rollout that it is about; null: the one that goes on. */
  rollout: Rollout | null;
  /** Once for all: `yes-asked/{id}`. */
  key: string;
  to: string[];
  now: Temporal.Instant;
}

/** Letters between the people who lead: what one of them asks of another. */
@Injectable()
export class TeamLetters {
  constructor(
    private readonly notices: Notices,
    private readonly letters: AccountLetters,
  ) {}

  /**
   * With the move's other messages while it goes on, so that its ledger shows them. Before, afterwards, and where there
   * is none, straight to their own addresses.
   */
  async tell(
    tx: EntityManager,
    { communityId, rollout, key, to, now }: ToColleagues,
    write: (about: { community: string; zone: string }) => Letters,
  ): Promise<void> {
    if (to.length === 0) return;
    const { name: community, timeZone } = await tx.findOneByOrFail(Community, { id: communityId });
    const move = rollout ? going(rollout) : await newest(tx, communityId);
    if (!move) {
      const { en } = write({ community, zone: rollout?.plan.timeZone ?? timeZone });
      return this.letters.tell(tx, communityId, to, { kind: 'colleague', words: wordsOf(en) });
    }
    const zone = move.plan.timeZone;
    await this.notices.tellLeads(tx, {
      ...{ communityId, key, now, accountIds: to, play: key.split('/')[0]! },
      rollout: { id: move.id, communityId, timeZone: zone },
      letters: write({ community, zone }),
    });
  }

  /** Whom of them no letter reaches: somebody has to tell them. */
  async unreached(tx: EntityManager, people: readonly string[]): Promise<string[]> {
    if (!this.letters.goesOut) return [...people];
    const rows = await tx.query<{ id: string }[]>(
      'select id from account where id = any ($1) and email_sealed is null',
      [people],
    );
    return rows.map(({ id }) => id);
  }
}

const going = (rollout: Rollout): Rollout | null =>
  rollout.state === 'running' && rollout.cancelledAt === null ? rollout : null;

const newest = (tx: EntityManager, communityId: string): Promise<Rollout | null> =>
  tx.findOne(Rollout, {
    where: { communityId, state: 'running', cancelledAt: IsNull() },
    order: { startedAt: 'DESC', id: 'ASC' },
  });

function wordsOf({ subject, opening, paragraphs, action, nothing, why }: Letter): LetterWords {
  const door = { label: action?.label ?? 'Open it', path: (action?.to ?? '/') as `/${string}` };
  return { subject, opening, paragraphs, door, nothing, why };
}
