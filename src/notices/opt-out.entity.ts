import { Temporal } from 'temporal-polyfill';
import { Column, Entity } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';
import type { Purpose } from './words.js';

/** A kind of message that a member does not want. */
@Entity('opt_out')
export class OptOut {
  @Column('uuid', { primary: true }) memberId!: string;
  @Column('text', { primary: true }) purpose!: Purpose;
  @MomentColumn() at!: Temporal.Instant;
}
