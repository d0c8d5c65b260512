import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';

/** Something to post in the new place, so that there is a reason to look in. */
@Entity('seeding_item')
export class SeedingItem {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  @DayColumn() onDay!: Temporal.PlainDate;
  @Column('text') title!: string;
  @Column('text') body!: string;
  /** The account that posts it. */
  @Column('uuid') owner!: string;
  @MomentColumn({ nullable: true }) postedAt!: Temporal.Instant | null;
  @Column('uuid', { nullable: true }) postedBy!: string | null;
}
