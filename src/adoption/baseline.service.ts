import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { localDay } from '../rollout/calendar.rules.js';
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
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly audit: Audit,
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

  /** Puts members in or takes them out, each with a reason, until the transition is announced. */
  async correct(actor: Actor, rolloutId: string, corrections: readonly Correction[]): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const rollout = await tx.findOne(Rollout, {
        where: { id: rolloutId, communityId: actor.communityId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!rollout) throw new Refusal('not-found', 'There is no such rollout.');
      if (await this.board.tell('sunset.transition', tx, rollout))
        throw new Refusal(
          'conflict',
          'The transition is announced, so the baseline stands. What you found can go into the retrospective.',
        );
      await this.follow(tx, rollout);
      const found = await participationsOf(tx, rolloutId, corrections);
      for (const [index, correction] of corrections.entries())
        await this.apply(tx, actor, rollout, found[index]!, correction);
    });
  }

  private async apply(
    tx: EntityManager,
    actor: Actor,
    rollout: Rollout,
    participationId: string,
    { change, reason }: Correction,
  ): Promise<void> {
    const { id: rolloutId, communityId } = rollout;
    const at = this.clock.now();
    const day = localDay(at, rollout.plan.timeZone);
    await tx.query(
      `insert into baseline_member (participation_id, rollout_id, evidence, taken_out_on)
       values ($1, $2, 'corrected', $3)
       on conflict (participation_id) do update set evidence = 'corrected', taken_out_on = $3`,
      [participationId, rolloutId, change === 'out' ? day.toString() : null],
    );
    await tx.insert(BaselineCorrection, {
      ...{ rolloutId, participationId, change, day, at, notedBy: actor.accountId },
      reasonSealed: (await this.vault.ring(tx, communityId)).seal(reason),
    });
    await this.audit.note(tx, {
      ...{ communityId, actor: actor.accountId, what: `baseline.${change}`, subject: participationId },
      ...{ reason, at },
    });
  }
}

/** In the order of `given`; refuses with all who are not in the rollout. */
async function participationsOf(
  tx: EntityManager,
  rolloutId: string,
  given: readonly { memberId: string }[],
): Promise<string[]> {
  const rows = await tx.query<{ id: string; member_id: string }[]>(
    'select id, member_id from participation where rollout_id = $1 and member_id = any($2)',
    [rolloutId, given.map(({ memberId }) => memberId)],
  );
  const ids = new Map(rows.map((row) => [row.member_id, row.id]));
  const missing = given.flatMap(({ memberId }, i) =>
    ids.has(memberId)
      ? []
      : [{ field: `corrections.${i}.memberId`, message: 'This member does not take part in the rollout.' }],
  );
  if (missing.length > 0) throw new Refusal('invalid', missing);
  return given.map(({ memberId }) => ids.get(memberId)!);
}
