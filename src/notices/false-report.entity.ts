import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn } from '../kernel/database/columns.js';

/** Somebody got a message in our name that may not be ours. Nobody knows who reported it. */
@Entity('false_report')
export class FalseReport {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') communityId!: string;
  @DayColumn() onDay!: Temporal.PlainDate;
  /** JSON of `Reported`. */
  @Column('bytea') sealed!: Buffer;
  /** Of ours, which it carried. */
  @Column('text', { nullable: true }) phrase!: string | null;
  /** How many more came that day, whose words are not kept. */
  @Column('int', { default: 0 }) more!: number;
}
