import { Temporal } from 'temporal-polyfill';
import { Column, Entity } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';
import type { Comfort } from '../rollout/words.js';

/** The few who try it first. */
@Entity('circle')
export class Circle {
  @Column('uuid', { primary: true }) rolloutId!: string;
  /** What the pilot is to find out, in the leads' words. */
  @Column('jsonb', { default: [] }) objectives!: string[];
  /** From then on its people are asked. */
  @MomentColumn({ nullable: true }) confirmedAt!: Temporal.Instant | null;
}

export type SeatState = 'draft' | 'asked' | 'accepted' | 'declined';

@Entity('circle_seat')
export class Seat {
  @Column('uuid', { primary: true }) participationId!: string;
  @Column('uuid') rolloutId!: string;
  @Column('text') state!: SeatState;
  /** Since then an answer is awaited; null in a draft. */
  @DayColumn({ nullable: true }) askedOn!: Temporal.PlainDate | null;
  /** A lead's guess at their comfort, to mix the draft; deleted when the circle is confirmed. */
  @Column('text', { nullable: true }) mark!: Comfort | null;
  /** What they answered at the end of the pilot: would they help others? */
  @Column('boolean', { nullable: true }) wouldHelp!: boolean | null;
  /** A helper sat beside them when they answered. */
  @Column('boolean', { default: false }) withHelp!: boolean;
}
