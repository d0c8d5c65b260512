import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';

/**
 * One measurement, kept as it was seen: what was learned later makes a new revision and rewrites nothing.
 * Dated by the morning on which it was taken, it counts whole days up to the evening before.
 */
@Entity('adoption_snapshot')
export class AdoptionSnapshot {
  @PrimaryColumn('uuid') rolloutId!: string;
  @DayColumn({ primary: true }) day!: Temporal.PlainDate;
  @PrimaryColumn('int') revision!: number;
  /** Computed after its day, from activity days. */
  @Column('boolean') late!: boolean;
  @MomentColumn() measuredAt!: Temporal.Instant;
  /** The denominator; of them, `assumed` are counted in because nothing is known of them. */
  @Column('int') baseline!: number;
  @Column('int') assumed!: number;
  /** Not in the denominator any more: corrected, or deceased, duplicate, departed. */
  @Column('int') takenOut!: number;
  /** Of the baseline. */
  @Column('int') arrived!: number;
  @Column('int') active!: number;
  @Column('int') comfortable!: number;
  @Column('int') unknown!: number;
  /** Of everybody on the roster, in the baseline or not. */
  @Column('int') roster!: number;
  @Column('int') rosterInvited!: number;
  @Column('int') rosterArrived!: number;
  @Column('int') rosterComfortable!: number;
  @Column('int') rosterDeclined!: number;
}

/** Reached and held, once. */
@Entity('adoption_milestone')
export class AdoptionMilestone {
  @PrimaryColumn('uuid') rolloutId!: string;
  @PrimaryColumn('int') percent!: number;
  /** The day on which it was held for seven days. */
  @DayColumn() day!: Temporal.PlainDate;
  @MomentColumn() at!: Temporal.Instant;
}
