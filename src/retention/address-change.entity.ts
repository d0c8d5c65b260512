import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';

/** The one message to an address that a member typed on their own page; the address waits for its owner's yes. */
@Entity('address_change')
export class AddressChange {
  /** The unconfirmed channel. */
  @PrimaryColumn('uuid') channelId!: string;
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
