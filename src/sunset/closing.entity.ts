import { Temporal } from 'temporal-polyfill';
import { Column, Entity } from 'typeorm';
import { DayColumn } from '../kernel/database/columns.js';

export const thingsSaid = ['have', 'nothing'] as const;
export type ThingsSaid = (typeof thingsSaid)[number];

/** "I have my things", or "nothing to keep": from then on nobody reminds them. */
@Entity('things')
export class Things {
  @Column('uuid', { primary: true }) participationId!: string;
  @Column('uuid') rolloutId!: string;
  @Column('text') said!: ThingsSaid;
  @DayColumn() saidOn!: Temporal.PlainDate;
  @Column('boolean', { default: false }) withHelp!: boolean;
}

/** What was confirmed of a source place, when and by which account. */
@Entity('place_closing')
export class PlaceClosing {
  @Column('uuid', { primary: true }) rolloutId!: string;
  @Column('uuid', { primary: true }) placeId!: string;
  @DayColumn({ nullable: true }) readOnlyOn!: Temporal.PlainDate | null;
  @Column('uuid', { nullable: true }) readOnlyBy!: string | null;
  @DayColumn({ nullable: true }) redirectOn!: Temporal.PlainDate | null;
  @Column('uuid', { nullable: true }) redirectBy!: string | null;
}

/** What comes after T, once a rollout: the celebration, the community's own archive, the shutdown. */
@Entity('ending')
export class Ending {
  @Column('uuid', { primary: true }) rolloutId!: string;
  @DayColumn({ nullable: true }) celebratedOn!: Temporal.PlainDate | null;
  /** A lead's own words for it, in place of ours. */
  @Column('text', { nullable: true }) celebrationWords!: string | null;
  /** The export of the community's own archive, confirmed. */
  @DayColumn({ nullable: true }) archiveKeptOn!: Temporal.PlainDate | null;
  @Column('uuid', { nullable: true }) archiveKeptBy!: string | null;
  /** Where it lies, in the words of whoever kept it. */
  @Column('text', { nullable: true }) archiveNote!: string | null;
  @Column('uuid', { nullable: true }) shutdownAskedOf!: string | null;
  @DayColumn({ nullable: true }) shutdownDoneOn!: Temporal.PlainDate | null;
  @Column('uuid', { nullable: true }) shutdownDoneBy!: string | null;
  @DayColumn({ nullable: true }) shutdownConfirmedOn!: Temporal.PlainDate | null;
  @Column('uuid', { nullable: true }) shutdownConfirmedBy!: string | null;
}
