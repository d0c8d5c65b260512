import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DayColumn } from '../kernel/database/columns.js';
import type { KeyTaskAnswer } from './key-tasks.js';

export type Side = 'source' | 'destination';
export const statementKinds = ['arrived', 'key task', 'every key task', 'at home', 'pulse'] as const;
export type StatementKind = (typeof statementKinds)[number];

/** A day on which somebody was there. Never a time, never what they did; the same day twice is one. */
@Entity('activity')
export class Activity {
  @PrimaryColumn('uuid') participationId!: string;
  @PrimaryColumn('text') side!: Side;
  @DayColumn({ primary: true }) day!: Temporal.PlainDate;
  @Column('uuid') rolloutId!: string;
  /** Who told us first: the person, the place, or somebody who looked. */
  @Column('text') kind!: 'said' | 'reported' | 'roll call';
}

/**
 * What the daily measurement knows of somebody: a year of their days in the new place, in one row. The first bit of
 * `days` and `said` is the day `newest`, each next one the day before. Kept from `activity` by `Signals` alone.
 */
@Entity('presence')
export class Presence {
  @PrimaryColumn('uuid') participationId!: string;
  @Column('uuid') rolloutId!: string;
  @DayColumn() newest!: Temporal.PlainDate;
  /** Any signal on the day. */
  @Column({ type: 'bit', length: 366 }) days!: string;
  /** Of these, days on which they said something themselves. */
  @Column({ type: 'bit', length: 366 }) said!: string;
  /** Since when they say that they are at home there, or have done every key task. */
  @DayColumn({ nullable: true }) settledOn!: Temporal.PlainDate | null;
}

/** What a person said of themselves, for which the day alone would not do. */
@Entity('statement')
export class Statement {
  @PrimaryColumn('uuid') participationId!: string;
  @PrimaryColumn('text') kind!: StatementKind;
  @DayColumn({ primary: true }) day!: Temporal.PlainDate;
  @Column('uuid') rolloutId!: string;
  /** Somebody sat beside them. Counted alike. */
  @Column('boolean', { default: false }) withHelp!: boolean;
}

/** The newest answer to "did you do this?"; a yes stays a yes, with the day on which it became one. */
@Entity('key_task_answer')
export class KeyTaskAnswered {
  @PrimaryColumn('uuid') participationId!: string;
  @PrimaryColumn('text') task!: string;
  @Column('uuid') rolloutId!: string;
  @Column('text') answer!: KeyTaskAnswer;
  @DayColumn() answeredOn!: Temporal.PlainDate;
  @DayColumn({ nullable: true }) doneOn!: Temporal.PlainDate | null;
  @Column('boolean', { default: false }) withHelp!: boolean;
}

/** What the leads named as what one must be able to do; none named means the usual three. */
@Entity('key_task')
export class NamedKeyTask {
  @PrimaryColumn('uuid') rolloutId!: string;
  @PrimaryColumn('text') key!: string;
  @Column('text') words!: string;
  @Column('int') position!: number;
}
