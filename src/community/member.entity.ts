import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';

export type Source = 'file' | 'pasted' | 'join' | 'api';
export type Gone = 'deceased' | 'duplicate' | 'departed';

/** A person of the community. On the living roster while `gone` and `erasedAt` are both null. */
@Entity('member')
export class Member {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') communityId!: string;
  /** Empty once erased: a row without a person, so that counts of the past still add up. */
  @Column('text') displayName!: string;
  @Column('text', { nullable: true }) language!: string | null;
  @Column('text', { nullable: true }) timeZone!: string | null;
  /** In any source. A date, never a time. */
  @DayColumn({ nullable: true }) lastSeenOn!: Temporal.PlainDate | null;
  @Column('text') source!: Source;
  /** The name is what somebody else's phone calls them. */
  @Column('bool', { default: false }) phonebook!: boolean;
  @DayColumn() addedOn!: Temporal.PlainDate;
  @Column('text', { nullable: true }) gone!: Gone | null;
  @DayColumn({ nullable: true }) goneOn!: Temporal.PlainDate | null;
  /** Whose second row this is. It stays, so that the file it came from does not bring it back as new. */
  @Column('uuid', { nullable: true }) duplicateOf!: string | null;
  @MomentColumn({ nullable: true }) erasedAt!: Temporal.Instant | null;
}

/** A way to tell a member things. A member without one is told by hand. */
@Entity('member_channel')
export class MemberChannel {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') communityId!: string;
  @Column('uuid') memberId!: string;
  @Column('text') kind!: 'email' | 'by-hand' | 'own-page';
  @Column('bytea', { nullable: true }) sealed!: Buffer | null;
  /** Keyed hash of `addressKey`. Several people of a household may share one. */
  @Column('bytea', { nullable: true }) lookup!: Buffer | null;
  @Column('bool', { default: true }) preferred!: boolean;
  @Column('text', { default: 'good' }) state!: 'good' | 'dead' | 'unconfirmed';
  @MomentColumn() createdAt!: Temporal.Instant;
}

/** A member in a place, and what they are called there. */
@Entity('member_place')
export class MemberPlace {
  @PrimaryColumn('uuid') memberId!: string;
  @PrimaryColumn('uuid') placeId!: string;
  @Column('bytea', { nullable: true }) handleSealed!: Buffer | null;
  /** Keyed hash of `handleKey`. */
  @Column('bytea', { nullable: true }) handleLookup!: Buffer | null;
  @DayColumn({ nullable: true }) lastSeenOn!: Temporal.PlainDate | null;
}

/** Somebody was erased: until the day, no file and no list brings them back. */
@Entity('erasure_mark')
export class ErasureMark {
  @PrimaryColumn('uuid') communityId!: string;
  @PrimaryColumn('bytea') hash!: Buffer;
  @DayColumn() expiresOn!: Temporal.PlainDate;
}
