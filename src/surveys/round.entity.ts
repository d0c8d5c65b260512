import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';
import type { Answer } from './form.js';

/** A survey put once to some people. */
@Entity('survey_round')
export class Round {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  @Column('uuid') surveyId!: string;
  @Column('uuid') versionId!: string;
  @Column('int') number!: number;
  @MomentColumn() openedAt!: Temporal.Instant;
  /** Until when people were told that they can answer. */
  @MomentColumn() closesAt!: Temporal.Instant;
  /** When it was really closed; from whichever comes first, nothing is taken any more. */
  @MomentColumn({ nullable: true }) closedAt!: Temporal.Instant | null;
}

/** Who was asked in a round, and whether they answered: no date, no content. */
@Entity('survey_turnout')
export class Turnout {
  @Column('uuid', { primary: true }) roundId!: string;
  @Column('uuid', { primary: true }) participationId!: string;
  @Column('boolean', { default: false }) answered!: boolean;
  /** A helper sat beside them. Counted equally. */
  @Column('boolean', { default: false }) withHelp!: boolean;
}

/** One answer to one question. Texts are sealed; everything else is a number or option keys of the form. */
@Entity('survey_answer')
export class GivenAnswer {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') roundId!: string;
  /** Null once its author was erased; an anonymous answer never has one. */
  @Column('uuid', { nullable: true }) participationId!: string | null;
  @Column('text') question!: string;
  @Column('jsonb', { nullable: true }) value!: Answer | null;
  @Column('bytea', { nullable: true }) sealed!: Buffer | null;
}
