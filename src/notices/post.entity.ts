import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';

/** A notice said once in a place, for everybody there. It proves nothing about one person. */
@Entity('post')
export class Post {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') noticeId!: string;
  @Column('uuid') communityId!: string;
  @Column('uuid') rolloutId!: string;
  @Column('uuid') placeId!: string;
  /** Who posts it: the place's caretaker as named that day; null where nobody is. */
  @Column('text', { nullable: true }) owner!: string | null;
  /** Somebody else, by a lead's word. */
  @Column('text', { nullable: true }) handedTo!: string | null;
  @DayColumn() dueOn!: Temporal.PlainDate;
  @Column('text') short!: string;
  @Column('text') long!: string;
  @MomentColumn({ nullable: true }) postedAt!: Temporal.Instant | null;
  /** Nobody posted it while it was true. */
  @Column('boolean', { default: false }) withdrawn!: boolean;
  /** The account that ticked it. */
  @Column('uuid', { nullable: true }) postedBy!: string | null;
}
