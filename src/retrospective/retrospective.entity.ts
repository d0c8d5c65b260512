import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';
import type { LookBack } from './look-back.js';

/** Looking back together, three months after T: its meeting, the report that fills itself, what was decided. */
@Entity('retrospective')
export class Retrospective {
  @Column('uuid', { primary: true }) rolloutId!: string;
  @MomentColumn({ nullable: true }) meetingAt!: Temporal.Instant | null;
  /** A room, a link, a phone number. */
  @Column('text', { nullable: true }) meetingWhere!: string | null;
  @DayColumn({ nullable: true }) draftedOn!: Temporal.PlainDate | null;
  /** The record as it stood on that day. */
  @Column('jsonb', { nullable: true }) record!: LookBack | null;
  /** What the leads add in their own words. */
  @Column('text', { nullable: true }) words!: string | null;
  @DayColumn({ nullable: true }) nextCheckIn!: Temporal.PlainDate | null;
  @DayColumn({ nullable: true }) publishedOn!: Temporal.PlainDate | null;
  @Column('uuid', { nullable: true }) publishedBy!: string | null;
}

/** What was decided when looking back, and who sees to it. */
@Entity('retrospective_decision')
export class RetrospectiveDecision {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  @Column('int') number!: number;
  @Column('text') text!: string;
  @Column('text') owner!: string;
  @DayColumn({ nullable: true }) dueOn!: Temporal.PlainDate | null;
}
