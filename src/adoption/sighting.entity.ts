import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';
import type { Side } from './activity.entity.js';

/** Somebody or something looked at a place. It says whose silence means "not there" and whose is unknown. */
@Entity('sighting')
export class Sighting {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  /** Null: every place of that side. */
  @Column('uuid', { nullable: true }) placeId!: string | null;
  @Column('text') side!: Side;
  @Column('text') kind!: 'report' | 'roll call';
  @DayColumn() fromDay!: Temporal.PlainDate;
  @DayColumn() toDay!: Temporal.PlainDate;
  /** True when whoever is not named was not there; else their silence says nothing. */
  @Column('boolean') complete!: boolean;
  @Column('int') people!: number;
  @Column('text') notedBy!: string;
  @MomentColumn() at!: Temporal.Instant;
}

/** How many are in a place, as it shows them: drawn beside the band, never turned into persons. */
@Entity('head_count')
export class HeadCount {
  @PrimaryColumn('uuid') rolloutId!: string;
  @PrimaryColumn('uuid') placeId!: string;
  @DayColumn({ primary: true }) day!: Temporal.PlainDate;
  @Column('int') people!: number;
  /** Where a place shows only who writes: how many more are thought to read. */
  @Column('int', { nullable: true }) readers!: number | null;
  @Column('text') notedBy!: string;
  @MomentColumn() at!: Temporal.Instant;
}

/** How many of a place were on our list, counted once a day. */
@Entity('place_list')
export class PlaceList {
  @PrimaryColumn('uuid') rolloutId!: string;
  @PrimaryColumn('uuid') placeId!: string;
  @Column('int') people!: number;
  @DayColumn() day!: Temporal.PlainDate;
}
