import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';

/** A text of the charter: a draft, then open for objections, then adopted. */
@Entity('charter_version')
export class CharterVersion {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  /** From 1. */
  @Column('int') number!: number;
  /** Markdown. */
  @Column('text') body!: string;
  /** In words, for members: against the version before, or against the draft that they saw. */
  @Column('text', { nullable: true }) whatChanged!: string | null;
  @MomentColumn({ nullable: true }) openedAt!: Temporal.Instant | null;
  /** The last day on which an objection can be sent. */
  @DayColumn({ nullable: true }) windowEndsOn!: Temporal.PlainDate | null;
  @MomentColumn({ nullable: true }) adoptedAt!: Temporal.Instant | null;
  @DayColumn({ nullable: true }) adoptedOn!: Temporal.PlainDate | null;
}

@Entity('objection')
export class Objection {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') charterVersionId!: string;
  /** Null once its author was erased. */
  @Column('uuid', { nullable: true }) participationId!: string | null;
  @Column('bytea') words!: Buffer;
  @MomentColumn() madeAt!: Temporal.Instant;
  @Column('bytea', { nullable: true }) answer!: Buffer | null;
  @MomentColumn({ nullable: true }) answeredAt!: Temporal.Instant | null;
  @Column('uuid', { nullable: true }) answeredBy!: string | null;
}
