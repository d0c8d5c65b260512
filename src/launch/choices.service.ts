import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Statements } from '../adoption/statements.service.js';
import { Participation } from '../rollout/participation.entity.js';
import type { Outcome } from '../rollout/words.js';

/** What somebody says of themselves on their own page; everything can be taken back. */
export type Choice = 'in' | Exclude<Outcome, 'unreachable'>;

/** I'm in, I'd rather not, and the other ways. Every method runs in the caller's transaction. */
@Injectable()
export class Choices {
  constructor(private readonly statements: Statements) {}

  /** @param withHelp somebody sat beside them; counted alike */
  async choose(
    tx: EntityManager,
    { id, rolloutId }: Pick<Participation, 'id' | 'rolloutId'>,
    choice: Choice,
    today: Temporal.PlainDate,
    withHelp = false,
  ): Promise<void> {
    if (choice === 'in') {
      await tx.update(Participation, id, { outcome: null, outcomeOn: null });
      await this.statements.record(tx, { rolloutId, participationId: id }, 'arrived', today, withHelp);
    } else await tx.update(Participation, id, { outcome: choice, outcomeOn: today });
    // Whoever does not come needs nobody who waits for them.
    if (choice === 'declined' || choice === 'will leave')
      await tx.query(`delete from office_hour_guest where participation_id = $1`, [id]);
  }

  /** "I have changed my mind": what was chosen instead is not chosen any more. That they came stays true. */
  async takeBack(tx: EntityManager, { id }: Pick<Participation, 'id'>): Promise<void> {
    await tx.update(Participation, id, { outcome: null, outcomeOn: null });
  }

  /** "I am not there yet": "I'm in" is taken back. Where they were seen all the same, they stay counted. */
  async notIn(tx: EntityManager, { id, rolloutId }: Pick<Participation, 'id' | 'rolloutId'>): Promise<void> {
    await this.statements.takeBack(tx, { rolloutId, participationId: id }, 'arrived');
  }

  /** Whether that they came rests on "I'm in" alone, said by them or by a helper beside them. */
  async onlySaid(tx: EntityManager, participationId: string): Promise<boolean> {
    return this.statements.restsOn(tx, participationId, 'arrived');
  }
}
