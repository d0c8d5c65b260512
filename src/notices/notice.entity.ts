import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';
import type { Letters } from './letter.js';
import type { Purpose } from './words.js';

/** Something said to an audience for one occasion, in the words in which it was really said. */
@Entity('notice')
export class Notice {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') communityId!: string;
  @Column('uuid') rolloutId!: string;
  /** Unique in its rollout: saying it again adds only people who are not in it yet. */
  @Column('text') key!: string;
  @Column('text') play!: string;
  @Column('text') purpose!: Purpose;
  /** Null where something was only posted. */
  @Column('jsonb', { nullable: true }) letters!: Letters | null;
  /** Told in person to whoever has no other channel. */
  @Column('boolean') byHand!: boolean;
  /** The reader has just asked for it. */
  @Column('boolean', { default: false }) atOnce!: boolean;
  /** The rollout's zone, for readers whose own we do not know. */
  @Column('text') timeZone!: string;
  @MomentColumn({ nullable: true }) usefulUntil!: Temporal.Instant | null;
  /** The person whose name stands below it. */
  @Column('text') signedBy!: string;
  @MomentColumn() createdAt!: Temporal.Instant;
  @MomentColumn({ nullable: true }) stoppedAt!: Temporal.Instant | null;
}
