import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';

/** So long a link opens, an address waits for its yes, and the row is kept. */
export const waitingHours = 14 * 24;

/** The one message to an address that a member typed on their own page; the address waits for its owner's yes. */
@Entity('address_change')
export class AddressChange {
  @PrimaryGeneratedColumn('uuid') id!: string;
  /** The channel that waits; null once it is gone. The row stays, or typing another address would begin the count anew. */
  @Column('uuid', { nullable: true }) channelId!: string | null;
  @Column('uuid') communityId!: string;
  @Column('uuid') rolloutId!: string;
  /** Its link, of purpose `address-change`. */
  @Column('uuid') linkId!: string;
  /** Keyed hash of the address. */
  @Column('bytea') lookup!: Buffer;
  @Column('text') state!: 'to send' | 'sent' | 'refused';
  @MomentColumn() notBefore!: Temporal.Instant;
  @MomentColumn() askedAt!: Temporal.Instant;
}
