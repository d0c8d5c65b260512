import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';
import type { Role } from './access.rules.js';
import type { Scope } from './scope.rules.js';

/** A person who works in a community. Members without a task need none. */
@Entity('account')
export class Account {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') communityId!: string;
  @Column('text') name!: string;
  @Column('bytea', { nullable: true }) emailSealed!: Buffer | null;
  @Column('bytea', { nullable: true }) emailLookup!: Buffer | null;
  @Column('text') role!: Role;
  @MomentColumn() createdAt!: Temporal.Instant;
  /** The day on which they first came in; null for who was invited and has not come yet. */
  @DayColumn({ nullable: true }) cameOn!: Temporal.PlainDate | null;
  @MomentColumn({ nullable: true }) leftAt!: Temporal.Instant | null;
}

/** What programs show to act for a person. Only the hash is kept. */
@Entity('api_token')
export class ApiToken {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') accountId!: string;
  @Column('bytea') hash!: Buffer;
  @Column('text') label!: string;
  @Column('text') scope!: Scope;
  @MomentColumn() createdAt!: Temporal.Instant;
  @MomentColumn() expiresAt!: Temporal.Instant;
  /** A day is enough to see that a token is still needed. */
  @DayColumn({ nullable: true }) lastUsedOn!: Temporal.PlainDate | null;
}

/** A browser that is signed in. */
@Entity('session')
export class Session {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') accountId!: string;
  @Column('bytea') hash!: Buffer;
  @MomentColumn() createdAt!: Temporal.Instant;
  @MomentColumn() expiresAt!: Temporal.Instant;
  @DayColumn({ nullable: true }) lastUsedOn!: Temporal.PlainDate | null;
  /** "Firefox on Android", so that its owner knows it again. */
  @Column('text', { nullable: true }) browser!: string | null;
  /** The token whose link opened it: it ends with that. */
  @Column('uuid', { nullable: true }) tokenId!: string | null;
}
