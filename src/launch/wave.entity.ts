import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn } from '../kernel/database/columns.js';
import type { WaveKind } from './wave.rules.js';

/** A part of the roster that is invited together. Rows exist from the first wave on, or from a lead's wishes. */
@Entity('wave')
export class Wave {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  /** From 1, in the order in which they go. */
  @Column('int') number!: number;
  @Column('text') kind!: WaveKind;
  @Column('uuid', { nullable: true }) placeId!: string | null;
  /** A participation. */
  @Column('uuid', { nullable: true }) advocateId!: string | null;
  @Column('boolean') leans!: boolean;
  @DayColumn({ nullable: true }) notBefore!: Temporal.PlainDate | null;
  /** When it went out; a skipped one is closed by the day on which it would have. */
  @DayColumn({ nullable: true }) saidOn!: Temporal.PlainDate | null;
}

/** Somebody's invitation: planned with their wave, then said. Saying it again is the same invitation, open longer. */
@Entity('invitation')
export class Invitation {
  @PrimaryColumn('uuid') participationId!: string;
  @Column('uuid') waveId!: string;
  @DayColumn({ nullable: true }) saidOn!: Temporal.PlainDate | null;
  /** Until when we told them that their helper keeps a place for them. */
  @DayColumn({ nullable: true }) openUntil!: Temporal.PlainDate | null;
  @Column('int', { default: 0 }) resent!: number;
  /** A lead put them into this wave by hand. */
  @Column('boolean', { default: false }) moved!: boolean;
}
