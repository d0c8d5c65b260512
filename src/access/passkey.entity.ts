import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';

/** A device that may open the door for somebody. What is kept opens nothing: the secret never leaves the device. */
@Entity('passkey')
export class Passkey {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') accountId!: string;
  /** Base64url, chosen by the device. */
  @Column('text') credentialId!: string;
  @Column('bytea') publicKey!: Buffer;
  /** How often the device has signed, where it counts: one that goes back was copied. A bigint comes as text. */
  @Column('bigint') counter!: string;
  @Column('text', { array: true }) transports!: string[];
  /** What its owner calls it. */
  @Column('text') name!: string;
  @MomentColumn() createdAt!: Temporal.Instant;
  @DayColumn({ nullable: true }) lastUsedOn!: Temporal.PlainDate | null;
}
