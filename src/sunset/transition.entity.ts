import { Temporal } from 'temporal-polyfill';
import { Column, Entity } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';

/** The day on which the old places close, as announced. While it is held there is none. */
@Entity('transition')
export class Transition {
  @Column('uuid', { primary: true }) rolloutId!: string;
  @Column('int') revision!: number;
  @DayColumn() t!: Temporal.PlainDate;
  /** Since when proof counts: the announcement, or the newest correction that moved T earlier. */
  @MomentColumn() proofSince!: Temporal.Instant;
  @MomentColumn({ nullable: true }) heldAt!: Temporal.Instant | null;
}

/** Each day that was ever named: r1 is the announcement, r1/2 a correction, r2 begins a new revision. */
@Entity('transition_change')
export class TransitionChange {
  @Column('uuid', { primary: true }) rolloutId!: string;
  @Column('text', { primary: true }) step!: string;
  @Column('int') number!: number;
  @Column('int') revision!: number;
  @DayColumn() t!: Temporal.PlainDate;
  @MomentColumn() at!: Temporal.Instant;
  @Column('uuid') by!: string;
}

/** A person who is not proven told, as the leads settled it: a promise, or an exception that two leads signed. */
@Entity('open_name')
export class OpenName {
  @Column('uuid', { primary: true }) participationId!: string;
  @Column('uuid') rolloutId!: string;
  /** First name of whoever promised to tell them. */
  @Column('text', { nullable: true }) teller!: string | null;
  @DayColumn({ nullable: true }) promisedOn!: Temporal.PlainDate | null;
  @Column('bytea', { nullable: true }) exceptionReasonSealed!: Buffer | null;
  @Column('uuid', { nullable: true }) exceptionBy!: string | null;
  @MomentColumn({ nullable: true }) exceptionAt!: Temporal.Instant | null;
  @Column('uuid', { nullable: true }) secondedBy!: string | null;
  @MomentColumn({ nullable: true }) secondedAt!: Temporal.Instant | null;
}
