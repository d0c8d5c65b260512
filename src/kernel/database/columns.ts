import { Temporal } from 'temporal-polyfill';
import { Column, type ColumnOptions } from 'typeorm';

/** A moment as the driver gives it in rows of raw SQL. */
export const moment = (date: Date): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(date.getTime());

/** A day as the driver gives it in rows of raw SQL. */
export const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

/** `date` ↔ `Temporal.PlainDate`: a calendar day, in the zone of whatever it belongs to. */
export const DayColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({
    ...options,
    type: 'date',
    transformer: {
      to: (value: unknown) => (value instanceof Temporal.PlainDate ? value.toString() : value),
      from: (value: string | null) => (value === null ? null : day(value)),
    },
  });

/** `timestamptz` ↔ `Temporal.Instant`, to the millisecond. */
export const MomentColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({
    ...options,
    type: 'timestamptz',
    transformer: {
      to: (value: unknown) => (value instanceof Temporal.Instant ? new Date(value.epochMilliseconds) : value),
      from: (value: Date | null) => (value === null ? null : moment(value)),
    },
  });
