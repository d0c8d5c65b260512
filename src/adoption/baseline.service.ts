import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import type { AtDesk } from '../rollout/lead-desk.js';
import { Participation } from '../rollout/participation.entity.js';
import { Phase } from '../rollout/phase.entity.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { SocketBoard } from '../rollout/socket-board.js';
import { Adoption, BaselineCorrection } from './baseline.entity.js';
import { refreshBaseline } from './baseline.queries.js';
import { windows } from './standing.rules.js';

export interface Correction {
  memberId: string;
  change: 'in' | 'out';
  /** Kept sealed, shown to leads. */
  reason: string;
}

/** The denominator: who was there before anybody was asked to move. */
@Injectable()
export class Baseline {
  constructor(
    private readonly vault: Vault,
    private readonly board: SocketBoard,
  ) {}

  /** Follows what is known until the launch opens; on that day for the last time. */
  async follow(tx: EntityManager, rollout: Rollout): Promise<void> {
    const startsOn = Temporal.PlainDate.from(rollout.plan.startsOn);
    const baselineFrom = startsOn.subtract({ days: windows.baseline });
    await tx
      .createQueryBuilder()
      .insert()
      .into(Adoption)
      .values({ rolloutId: rollout.id, baselineFrom })
      .orIgnore()
      .execute();
    const adoption = await tx.findOneByOrFail(Adoption, { rolloutId: rollout.id });
    if (adoption.frozenOn) return;
    const launch = await tx.findOneBy(Phase, { rolloutId: rollout.id, key: 'launch' });
    await refreshBaseline(tx, rollout.id, baselineFrom, startsOn);
    await tx.update(
      Adoption,
      { rolloutId: rollout.id },
      { baselineFrom, frozenOn: launch?.openedOn ?? null },
    );
  }

  /** Puts a member in or takes them out, with a reason, until the transition is announced. */
  async correct(
    { tx, rollout, now, today }: AtDesk,
    actor: Actor,
    { memberId, change, reason }: Correction,
  ): Promise<{ participationId: string }> {
    if (await this.board.tell('sunset.transition', tx, rollout))
      throw new Refusal(
        'conflict',
        'The transition is announced, so the baseline stands. What you found can go into the retrospective.',
      );
    const rolloutId = rollout.id;
    const person = await tx.findOneBy(Participation, { rolloutId, memberId });
    if (!person)
      throw new Refusal('invalid', {
        field: 'memberId',
        message: 'This member does not take part in the move.',
      });
    await this.follow(tx, rollout);
    await tx.query(
      `insert into baseline_member (participation_id, rollout_id, evidence, taken_out_on)
       values ($1, $2, 'corrected', $3)
       on conflict (participation_id) do update set evidence = 'corrected', taken_out_on = $3`,
      [person.id, rolloutId, change === 'out' ? today.toString() : null],
    );
    await tx.insert(BaselineCorrection, {
      ...{ rolloutId, participationId: person.id, change, day: today, at: now, notedBy: actor.accountId },
      reasonSealed: (await this.vault.ring(tx, rollout.communityId)).seal(reason),
    });
    return { participationId: person.id };
  }

  /** Every correction, newest first, with its reason opened for leads. */
  async corrections(tx: EntityManager, { id: rolloutId, communityId }: Rollout): Promise<CorrectionView[]> {
    const rows = await tx.find(BaselineCorrection, { where: { rolloutId }, order: { at: 'DESC' } });
    const ring = await this.vault.ring(tx, communityId);
    return rows.map(({ change, day, reasonSealed, notedBy }) => ({
      change,
      day,
      reason: ring.open(reasonSealed),
      notedBy,
    }));
  }
}

export interface CorrectionView {
  change: 'in' | 'out';
  day: Temporal.PlainDate;
  reason: string;
  notedBy: string;
}
