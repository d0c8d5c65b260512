import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn } from '../kernel/database/columns.js';
import type { Comfort, Outcome, Standing } from './words.js';

/** A member in one rollout. What only one feature knows of them stands in that feature's own table. */
@Entity('participation')
export class Participation {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  @Column('uuid') communityId!: string;
  @Column('uuid') memberId!: string;
  /** The link of their own page (kernel/crypto/links). */
  @Column('uuid') linkId!: string;
  @Column('boolean', { default: false }) pilot!: boolean;
  @Column('boolean', { default: false }) advocate!: boolean;
  /** As the person states it; null is unknown. */
  @Column('text', { nullable: true }) comfort!: Comfort | null;
  @Column('text', { default: 'listed' }) standing!: Standing;
  @Column('text', { nullable: true }) outcome!: Outcome | null;
  @DayColumn({ nullable: true }) outcomeOn!: Temporal.PlainDate | null;
  @DayColumn({ nullable: true }) invitedOn!: Temporal.PlainDate | null;
  @DayColumn({ nullable: true }) arrivedOn!: Temporal.PlainDate | null;
  /** Who helps them: another participation, an advocate. */
  @Column('uuid', { nullable: true }) advocateId!: string | null;
}
