import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';

export const severities = ['blocker', 'major', 'minor'] as const;
export type Severity = (typeof severities)[number];

/** A problem that feedback showed. Open until `resolvedAt`. What people wrote is sealed. */
@Entity('finding')
export class Finding {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  @Column('bytea') words!: Buffer;
  @Column('text') severity!: Severity;
  /** Found while the pilot was not closed: a pain point that the FAQ must answer, or a lead dismisses. */
  @Column('boolean') pilot!: boolean;
  /** The account that sees to it. */
  @Column('uuid', { nullable: true }) owner!: string | null;
  /** The participation that is told when it is resolved. */
  @Column('uuid', { nullable: true }) reportedBy!: string | null;
  /** The survey answer that it was made from. */
  @Column('uuid', { nullable: true }) answerId!: string | null;
  @MomentColumn() foundAt!: Temporal.Instant;
  @MomentColumn({ nullable: true }) resolvedAt!: Temporal.Instant | null;
  /** What was done, in words for who reported it. */
  @Column('bytea', { nullable: true }) resolution!: Buffer | null;
  @Column('uuid', { nullable: true }) faqEntryId!: string | null;
  @MomentColumn({ nullable: true }) dismissedAt!: Temporal.Instant | null;
  @Column('bytea', { nullable: true }) dismissal!: Buffer | null;
}

/** A question that came up, and its answer in Markdown; shown on the FAQ page. */
@Entity('faq_entry')
export class FaqEntry {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  @Column('text') question!: string;
  @Column('text') answer!: string;
  @MomentColumn() writtenAt!: Temporal.Instant;
}
