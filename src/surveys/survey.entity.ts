import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';
import type { Form } from './form.js';

export const surveyNames = ['pilot', 'pulse', 'retrospective'] as const;
export type SurveyName = (typeof surveyNames)[number];

/** Chosen before the first answer, then locked. */
export type Secrecy = 'confidential' | 'anonymous';

@Entity('survey')
export class Survey {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') rolloutId!: string;
  @Column('text') name!: SurveyName;
  @Column('text', { default: 'confidential' }) secrecy!: Secrecy;
}

/** What was asked. Never changed once made: a round keeps the version that its people saw. */
@Entity('survey_version')
export class SurveyVersion {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') surveyId!: string;
  /** From 1. */
  @Column('int') number!: number;
  @Column('jsonb') form!: Form;
  /** The account that wrote it; null: the questions that come with Changeover. */
  @Column('uuid', { nullable: true }) writtenBy!: string | null;
  @MomentColumn() madeAt!: Temporal.Instant;
}
