import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';
import type { Audience, GuideKind } from './guide.rules.js';

/** Something to read, whose text has versions; readers see the newest published one. */
@Entity('guide')
export class Guide {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  /** Its name in addresses, unique in its rollout. */
  @Column('text') slug!: string;
  @Column('text') kind!: GuideKind;
  /** The platform that it speaks of, where it speaks of one. */
  @Column('text', { nullable: true }) platform!: string | null;
  @Column('text') audience!: Audience;
}

@Entity('guide_version')
export class GuideVersion {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') guideId!: string;
  /** From 1. */
  @Column('int') number!: number;
  @Column('text') title!: string;
  /** Markdown. */
  @Column('text') body!: string;
  /** When somebody should look whether it still tells the truth. */
  @DayColumn({ nullable: true }) checkOn!: Temporal.PlainDate | null;
  @MomentColumn() writtenAt!: Temporal.Instant;
  @Column('uuid', { nullable: true }) writtenBy!: string | null;
  @DayColumn({ nullable: true }) publishedOn!: Temporal.PlainDate | null;
}
