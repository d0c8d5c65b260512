import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';

/** A code of a place, of an advocate, or of the whole rollout. A replaced one opens nothing any more. */
@Entity('join_code')
export class JoinCode {
  @PrimaryColumn('text') code!: string;
  @Column('uuid') rolloutId!: string;
  @Column('uuid', { nullable: true }) placeId!: string | null;
  @Column('uuid', { nullable: true }) advocateId!: string | null;
  /** The code is enough: nobody needs to approve. */
  @Column('boolean', { default: false }) enough!: boolean;
  @MomentColumn() createdAt!: Temporal.Instant;
  @MomentColumn({ nullable: true }) replacedAt!: Temporal.Instant | null;
}

/** What somebody said of themselves on the join page, sealed until a person has looked at it. */
export interface JoinFacts {
  name: string;
  /** What they are called in the old place, if they like. */
  calledThere?: string | undefined;
  how: 'email' | 'person' | 'here';
  email?: string | undefined;
  language?: string | undefined;
}

/**
 * The one message of a request to the address that was typed on the join page. Everything else waits until its owner
 * has said yes; it goes with the request. Typed again, the address gets another, of which only so many go unanswered.
 */
@Entity('join_confirmation')
export class JoinConfirmation {
  @PrimaryColumn('uuid') requestId!: string;
  @Column('uuid') communityId!: string;
  /** Its link, of purpose `join-confirm`. */
  @Column('uuid') linkId!: string;
  /** Keyed hash of the address. */
  @Column('bytea') lookup!: Buffer;
  /** Given up on, or sent: it does not go out again. */
  @Column('text') state!: 'to send' | 'sent' | 'refused';
  @MomentColumn() notBefore!: Temporal.Instant;
  @MomentColumn() askedAt!: Temporal.Instant;
  @MomentColumn({ nullable: true }) confirmedAt!: Temporal.Instant | null;
}

/** Ids only: what joining changed at a known member; their channels once a lead knows who came. */
export interface JoinUndo {
  /** The channels that were preferred before. */
  before: string[];
  /** The channel that they chose when they came, preferred since. */
  chosen: string | null;
  /** It was not there before. */
  made: boolean;
  /** Their helper is the code's. */
  helper: boolean;
  /** A link of their own to the member's page, once a lead knows who came. */
  link?: string;
}

@Entity('join_request')
export class JoinRequest {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  @Column('text') code!: string;
  @Column('bytea') factsSealed!: Buffer;
  @DayColumn() askedOn!: Temporal.PlainDate;
  /** Whom it became. */
  @Column('uuid', { nullable: true }) participationId!: string | null;
  @MomentColumn({ nullable: true }) decidedAt!: Temporal.Instant | null;
  /** Account id, or 'code' where the code is enough. */
  @Column('text', { nullable: true }) decidedBy!: string | null;
  /** Where it was joined with a member whom we knew: what that changed, until it is undone. */
  @Column('jsonb', { nullable: true }) undoIds!: JoinUndo | null;
}
