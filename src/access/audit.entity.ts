import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';

/** One act, for good: the database refuses to change or delete it. Ids only, so that it may outlive people. */
@Entity('audit_entry')
export class AuditEntry {
  @PrimaryColumn('uuid') communityId!: string;
  /** 1, 2, 3 … in its community, without a hole. */
  @PrimaryColumn('int') number!: number;
  /** Account id, `self` (a member, on their own page) or `changeover`. */
  @Column('text') actor!: string;
  @Column('text') what!: string;
  @Column('text') subject!: string;
  @MomentColumn() at!: Temporal.Instant;
  @Column('bytea', { nullable: true }) reasonHash!: Buffer | null;
  @Column('bytea') hash!: Buffer;
}

/** Why, in a person's words; apart from the chain, so that it can go while the chain still holds. */
@Entity('audit_reason')
export class AuditReason {
  @PrimaryColumn('uuid') communityId!: string;
  @PrimaryColumn('int') number!: number;
  @Column('bytea') salt!: Buffer;
  @Column('bytea') sealed!: Buffer;
}
