import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';
import type { ChannelName, DeliveryState, WayToTell } from './words.js';

/** A channel that was tried before the present one, or a person who tried to tell, and how it ended. */
export interface Tried {
  channel: ChannelName;
  state: DeliveryState;
  reason: string;
  at?: string;
  /** By hand: who tried in vain, a participation or an account. */
  by?: string;
  /** A mark that was taken back: when it said they were told, how, and who set it. */
  toldAt?: string;
  how?: WayToTell;
  teller?: string;
  /** What came back: when it had been accepted, as what, and at which address. */
  acceptedAt?: string;
  messageId?: string | null;
  addressId?: string | null;
}

/** One notice to one person: a row of the ledger. It outlives the person's erasure, without them. */
@Entity('delivery')
export class Delivery {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') noticeId!: string;
  /** In which words: the notice's edition. */
  @Column('int', { nullable: true }) edition!: number | null;
  @Column('uuid') communityId!: string;
  @Column('uuid') rolloutId!: string;
  @Column('uuid', { nullable: true }) memberId!: string | null;
  /** A lead or admin, for what goes to the team. */
  @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('text') channel!: ChannelName;
  @Column('text') state!: DeliveryState;
  @Column('text', { nullable: true }) reason!: string | null;
  @MomentColumn() createdAt!: Temporal.Instant;
  /** Not sent earlier; empty once nothing more is tried. */
  @MomentColumn({ nullable: true }) notBefore!: Temporal.Instant | null;
  /** While it is being sent: the life of the process that does it, see `Lifeline`. */
  @Column('uuid', { nullable: true }) leasedBy!: string | null;
  /** On the present channel; by hand: how often somebody tried in vain. */
  @Column('int', { default: 0 }) attempts!: number;
  /** Of these, how often it may have arrived: the server had it and did not answer. */
  @Column('int', { default: 0 }) unclear!: number;
  @MomentColumn({ nullable: true }) firstTriedAt!: Temporal.Instant | null;
  @MomentColumn({ nullable: true }) triedAt!: Temporal.Instant | null;
  @MomentColumn({ nullable: true }) acceptedAt!: Temporal.Instant | null;
  @MomentColumn({ nullable: true }) confirmedAt!: Temporal.Instant | null;
  /** The address that it went to (member_channel). */
  @Column('uuid', { nullable: true }) addressId!: string | null;
  /** The same for every attempt, so that a repeat after a crash is recognised by the reader's mail program. */
  @Column('text', { nullable: true }) messageId!: string | null;
  @Column('jsonb', { default: [] }) tried!: Tried[];
  /** Who tells by hand: an advocate, or else a lead. */
  @Column('uuid', { nullable: true }) tellerParticipationId!: string | null;
  @Column('uuid', { nullable: true }) tellerAccountId!: string | null;
  @DayColumn({ nullable: true }) shownOn!: Temporal.PlainDate | null;
  /** Who had it in their list before and did not get to it. */
  @Column('uuid', { array: true, default: [] }) offeredTo!: string[];
  @MomentColumn({ nullable: true }) toldAt!: Temporal.Instant | null;
  @Column('text', { nullable: true }) toldHow!: WayToTell | null;
}
