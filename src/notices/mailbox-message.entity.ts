import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';

/** What the mailbox channel keeps instead of sending; everything readable is sealed. */
@Entity('mailbox_message')
export class MailboxMessage {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') deliveryId!: string;
  @Column('uuid') communityId!: string;
  @Column('bytea') toSealed!: Buffer;
  @Column('bytea') subjectSealed!: Buffer;
  @Column('bytea') htmlSealed!: Buffer;
  @Column('bytea') textSealed!: Buffer;
  @MomentColumn() at!: Temporal.Instant;
}
