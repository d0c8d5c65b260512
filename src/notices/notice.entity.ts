import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';
import type { Letters } from './letter.js';
import type { Purpose } from './words.js';

/** Something said to an audience for one occasion. */
@Entity('notice')
export class Notice {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') communityId!: string;
  @Column('uuid') rolloutId!: string;
  /** Unique in its rollout: saying it again adds only people who are not in it yet. */
  @Column('text') key!: string;
  @Column('text') play!: string;
  @Column('text') purpose!: Purpose;
  /** Told in person to whoever has no other channel. */
  @Column('boolean') byHand!: boolean;
  /** The reader has just asked for it. */
  @Column('boolean', { default: false }) atOnce!: boolean;
  /** The rollout's zone, for readers whose own we do not know. */
  @Column('text') timeZone!: string;
  @MomentColumn() createdAt!: Temporal.Instant;
  @MomentColumn({ nullable: true }) stoppedAt!: Temporal.Instant | null;
  /** Why nothing of it is said any more, whoever has it in their hands; saying it again takes that back. */
  @Column('text', { nullable: true }) withdrawn!: string | null;
  /** By which its readers can ask whether it is ours; null on those that were written before there were any. */
  @Column('text', { nullable: true }) phrase!: string | null;
}

/**
 * The words in which a notice was really said. Saying it again in other words begins another edition, for those who
 * are new; what somebody was told stays as they were told it.
 */
@Entity('edition')
export class Edition {
  @Column('uuid', { primary: true }) noticeId!: string;
  /** From 1. */
  @Column('int', { primary: true }) number!: number;
  @Column('jsonb') letters!: Letters;
  @MomentColumn({ nullable: true }) usefulUntil!: Temporal.Instant | null;
  /** Under which version of what is stored about people it was said. */
  @Column('int', { nullable: true }) stored!: number | null;
  /** The person whose name stands below it. */
  @Column('text') signedBy!: string;
  @MomentColumn() createdAt!: Temporal.Instant;
}
