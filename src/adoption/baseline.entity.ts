import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';

/** What the measurements of one rollout have in common. */
@Entity('adoption')
export class Adoption {
  @PrimaryColumn('uuid') rolloutId!: string;
  @DayColumn() baselineFrom!: Temporal.PlainDate;
  @DayColumn({ nullable: true }) frozenOn!: Temporal.PlainDate | null;
  /** Days already measured for which something was learned since; the next measurement revises them. */
  @DayColumn({ nullable: true }) staleFrom!: Temporal.PlainDate | null;
  @DayColumn({ nullable: true }) staleTo!: Temporal.PlainDate | null;
}

/** Why somebody is counted in; 'assumed' where nothing is known, and said so beside the figure. */
export type BaselineEvidence = 'activity' | 'last seen' | 'joined' | 'assumed' | 'corrected';

/** Somebody in the denominator. Who was taken out stays, so that it can be shown. */
@Entity('baseline_member')
export class BaselineMember {
  @PrimaryColumn('uuid') participationId!: string;
  @Column('uuid') rolloutId!: string;
  @Column('text') evidence!: BaselineEvidence;
  @DayColumn({ nullable: true }) takenOutOn!: Temporal.PlainDate | null;
}

/** A lead put somebody in or took them out, and why. */
@Entity('baseline_correction')
export class BaselineCorrection {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  @Column('uuid', { nullable: true }) participationId!: string | null;
  @Column('text') change!: 'in' | 'out';
  @Column('bytea') reasonSealed!: Buffer;
  @Column('text') notedBy!: string;
  @DayColumn() day!: Temporal.PlainDate;
  @MomentColumn() at!: Temporal.Instant;
}
