import { Temporal } from 'temporal-polyfill';
import { Column, Entity } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';
import type { Criterion } from './gate.rules.js';
import type { PhaseKey } from './words.js';

@Entity('phase')
export class Phase {
  @Column('uuid', { primary: true }) rolloutId!: string;
  @Column('text', { primary: true }) key!: PhaseKey;
  @DayColumn({ nullable: true }) openedOn!: Temporal.PlainDate | null;
  @MomentColumn({ nullable: true }) openedAt!: Temporal.Instant | null;
  @DayColumn({ nullable: true }) closedOn!: Temporal.PlainDate | null;
  @MomentColumn({ nullable: true }) closedAt!: Temporal.Instant | null;
  @Column('uuid', { nullable: true }) closedBy!: string | null;
  /** Kept and shown for good where a gate was overridden. */
  @Column('text', { nullable: true }) overrideReason!: string | null;
  @Column('uuid', { nullable: true }) overrideSecondedBy!: string | null;
  /** The gate as it was judged last, so that pages read it instead of judging again. */
  @Column('jsonb', { default: [] }) gate!: Criterion[];
  @MomentColumn({ nullable: true }) gateAt!: Temporal.Instant | null;
}
