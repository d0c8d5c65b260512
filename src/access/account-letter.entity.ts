import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';

/** A letter to somebody who works here, or says so. What it says is written at sending, but for what a colleague says. */
@Entity('account_letter')
export class AccountLetter {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') kind!:
    'sign-in' | 'invitation' | 'new-address' | 'address-changed' | 'way-in-made' | 'colleague';
  /** Null: somebody asked on the sign-in page, and who they are is not known yet. */
  @Column('uuid', { nullable: true }) communityId!: string | null;
  @Column('uuid', { nullable: true }) accountId!: string | null;
  /** Under the community's key, else under the installation's. */
  @Column('bytea') addressSealed!: Buffer;
  /** The page that they wanted to see. */
  @Column('text', { nullable: true }) wanted!: string | null;
  /** `LetterWords` of a colleague, under the community's key. */
  @Column('bytea', { nullable: true }) wordsSealed!: Buffer | null;
  /** What opens the door; null where it is made at sending. */
  @Column('uuid', { nullable: true }) linkId!: string | null;
  @Column('text') state!: 'to send' | 'sent' | 'refused';
  @MomentColumn() askedAt!: Temporal.Instant;
  @MomentColumn() notBefore!: Temporal.Instant;
}
