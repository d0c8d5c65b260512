import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';
import type { PlayKey } from './playbook.js';

export type OccurrenceState = 'planned' | 'done' | 'held' | 'skipped';

/** One dated entry of the agenda. `key` is unique in its rollout and, once done, is never done again. */
@Entity('occurrence')
export class Occurrence {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  @Column('text') key!: string;
  @Column('text') play!: PlayKey;
  @Column('text') step!: string;
  @DayColumn() day!: Temporal.PlainDate;
  @MomentColumn() dueAt!: Temporal.Instant;
  /** Says something to somebody: a pause holds it. */
  @Column('boolean') speaks!: boolean;
  @Column('text', { default: 'planned' }) state!: OccurrenceState;
  /** Why it was held or skipped, and by whom it was decided ('changeover' or an account id). */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @MomentColumn({ nullable: true }) leasedUntil!: Temporal.Instant | null;
  @Column('uuid', { nullable: true }) leasedBy!: string | null;
  @MomentColumn({ nullable: true }) doneAt!: Temporal.Instant | null;
  /** A lead sends what was held: due from then on, whatever the agenda says. */
  @MomentColumn({ nullable: true }) releasedAt!: Temporal.Instant | null;
}
