import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';
import type { Plan } from './plan.js';

/** `running` and paused are two things: a paused rollout still measures, takes answers and serves own pages. */
export type RolloutState = 'draft' | 'running' | 'ended';

/** One move of a community from one or more source places to one or more destination places. */
@Entity('rollout')
export class Rollout {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') communityId!: string;
  @Column('text') name!: string;
  @Column('jsonb') plan!: Plan;
  @Column('text', { default: 'draft' }) state!: RolloutState;
  /** It was begun without us: what lies on days before the start was done elsewhere, and is said to nobody. */
  @Column('boolean', { default: false }) begunElsewhere!: boolean;
  @MomentColumn({ nullable: true }) startedAt!: Temporal.Instant | null;
  @MomentColumn({ nullable: true }) pausedAt!: Temporal.Instant | null;
  @MomentColumn({ nullable: true }) cancelledAt!: Temporal.Instant | null;
  @MomentColumn({ nullable: true }) keptBothAt!: Temporal.Instant | null;
  /** Raised by every change of plan or settings; a form made under an older one is stale. */
  @Column('int', { default: 1 }) version!: number;
  /** Members changed a fact since agenda and gates were last looked at; the next tick looks. */
  @Column('boolean', { default: false }) stale!: boolean;
  /** The last day on which one of its leads was here; kept beyond their sign-ins. */
  @DayColumn({ nullable: true }) leadsSeenOn!: Temporal.PlainDate | null;
  /** Since when all but essential steps are held, because no lead looked in. */
  @MomentColumn({ nullable: true }) unattendedAt!: Temporal.Instant | null;
}

/** A place's part in a rollout: left (`source`) or gone to (`destination`). */
@Entity('rollout_place')
export class RolloutPlace {
  @Column('uuid', { primary: true }) rolloutId!: string;
  @Column('uuid', { primary: true }) placeId!: string;
  @Column('text') side!: 'source' | 'destination';
}
