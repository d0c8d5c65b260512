import { Temporal } from 'temporal-polyfill';
import { Entity, PrimaryColumn } from 'typeorm';
import { DayColumn } from '../kernel/database/columns.js';

/** That somebody's helper was told of their arrival: each arrival once, on whatever evening. */
@Entity('greeting')
export class Greeting {
  @PrimaryColumn('uuid') participationId!: string;
  @DayColumn() saidOn!: Temporal.PlainDate;
}
