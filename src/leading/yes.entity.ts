import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';
import type { YesKind, YesState } from './yes.rules.js';

/** One lead asks a second one for their yes. What is done at it is declared by an `ActOfTwo`. */
@Entity('yes_request')
export class YesRequest {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') communityId!: string;
  @Column('uuid', { nullable: true }) rolloutId!: string | null;
  /** Where it is about one person: it goes with them. */
  @Column('uuid', { nullable: true }) participationId!: string | null;
  @Column('text') kind!: YesKind;
  /** What of its kind: a phase, a person, the rollout, the community. One open request each. */
  @Column('text') subject!: string;
  @Column('text', { default: 'open' }) state!: YesState;
  @Column('uuid') askedBy!: string;
  @MomentColumn() askedAt!: Temporal.Instant;
  @MomentColumn() until!: Temporal.Instant;
  /** In the asker's words. */
  @Column('bytea') reasonSealed!: Buffer;
  /** What was shown when it was asked, with its numbers. */
  @Column('bytea') shownSealed!: Buffer;
  @Column('uuid', { nullable: true }) answeredBy!: string | null;
  @MomentColumn({ nullable: true }) answeredAt!: Temporal.Instant | null;
  @Column('bytea', { nullable: true }) wordSealed!: Buffer | null;
  /** Done by the only lead, where the community has switched the rule off. */
  @Column('boolean', { default: false }) alone!: boolean;
  /** When the asker opened the file that it was about. */
  @MomentColumn({ nullable: true }) takenAt!: Temporal.Instant | null;
}

/** A community with one lead has switched the rule of two off for itself. It ends by itself with a second lead. */
@Entity('leads_alone')
export class LeadsAlone {
  @Column('uuid', { primary: true }) communityId!: string;
  @Column('uuid') by!: string;
  @MomentColumn() at!: Temporal.Instant;
  @Column('bytea') wordsSealed!: Buffer;
}
