import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';

export const meetingKinds = ['office hour', 'charter walk-through'] as const;
export type MeetingKind = (typeof meetingKinds)[number];

/** A time and a room where somebody helps. Attendance is a number: nobody is written down. */
@Entity('office_hour')
export class OfficeHour {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  @Column('text') kind!: MeetingKind;
  @MomentColumn() startsAt!: Temporal.Instant;
  @Column('int') minutes!: number;
  /** A first name. */
  @Column('text') host!: string;
  /** An address, a phone number, or a place in the house. */
  @Column('text') room!: string;
  /** Null: as many as come. */
  @Column('int', { nullable: true }) capacity!: number | null;
  /** How many came; null until somebody says so. */
  @Column('int', { nullable: true }) attended!: number | null;
  @MomentColumn({ nullable: true }) cancelledAt!: Temporal.Instant | null;
  /** How often it was put to another time or room: each time its reminders are new ones. */
  @Column('int', { default: 0 }) moved!: number;
}

@Entity('office_hour_guest')
export class OfficeHourGuest {
  @PrimaryColumn('uuid') officeHourId!: string;
  @PrimaryColumn('uuid') participationId!: string;
}
