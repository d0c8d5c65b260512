import { Temporal } from 'temporal-polyfill';
import { Column, Entity } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';
import type { NamedKind } from './named-work.js';
import type { TaskKey } from './tasks.js';

/** The one name of a task, where it was handed to somebody. */
@Entity('task_holder')
export class TaskHolder {
  @Column('uuid', { primary: true }) rolloutId!: string;
  @Column('text', { primary: true }) task!: TaskKey;
  @Column('uuid') accountId!: string;
  @MomentColumn() handedAt!: Temporal.Instant;
}

/** What a break handed over: tasks, and things with a name on them, so that they can be taken back. */
export interface Moved {
  rolloutId: string;
  tasks: TaskKey[];
  named: { kind: NamedKind; ids: string[] }[];
}

/** A lead takes a break; somebody else does everything of theirs until they are back. */
@Entity('lead_break')
export class LeadBreak {
  @Column('uuid', { primary: true }) accountId!: string;
  @Column('uuid') communityId!: string;
  @Column('uuid') standIn!: string;
  @MomentColumn() beganAt!: Temporal.Instant;
  @DayColumn({ nullable: true }) until!: Temporal.PlainDate | null;
  @Column('jsonb') moved!: Moved[];
}
