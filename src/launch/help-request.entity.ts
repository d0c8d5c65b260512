import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';
import type { WayToHelp } from './help.rules.js';

/** "Help me": how they would like it, and who answers. One open request a person. */
@Entity('help_request')
export class HelpRequest {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  @Column('uuid') participationId!: string;
  @Column('text') way!: WayToHelp;
  @MomentColumn() askedAt!: Temporal.Instant;
  /** The advocate (participation) that it went to; with neither, it is the leads'. */
  @Column('uuid', { nullable: true }) advocateId!: string | null;
  /** The lead that took it. */
  @Column('uuid', { nullable: true }) accountId!: string | null;
  /** The day that was named to who asked. */
  @DayColumn() promisedOn!: Temporal.PlainDate;
  @MomentColumn({ nullable: true }) takenAt!: Temporal.Instant | null;
  /** Helped, or taken back. */
  @MomentColumn({ nullable: true }) closedAt!: Temporal.Instant | null;
}
