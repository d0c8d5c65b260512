import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { MomentColumn } from '../kernel/database/columns.js';
import type { Layout } from './csv-dialect.rules.js';
import type { Said } from './csv-file.js';
import type { Mapping } from './mapping.rules.js';

/**
 * `reading`: the file is arriving. `mapping`: it must be sent again, after somebody said what its columns hold.
 * `ready`: the dry run is done and nothing has changed yet. `confirmed`: it has.
 */
export type ImportState = 'reading' | 'mapping' | 'ready' | 'confirmed';

/** What becomes of a row; `create` is what no verdict is needed for. */
export const VERDICTS = ['create', 'update', 'skip', 'likely-duplicate', 'phone-book', 'bad'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A lead's word on a row: a person of their own, the same person as shown beside it, or nobody. */
export type Decision = 'add' | 'same' | 'leave-out';

/** One file on its way into the roster. Holds no name and no address; the rows lie in `import_row` and `import_verdict`. */
@Entity('import_file')
export class ImportFile {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') communityId!: string;
  @Column('uuid', { nullable: true }) placeId!: string | null;
  @Column('text', { default: 'reading' }) state!: ImportState;
  @Column('jsonb', { nullable: true }) layout!: (Layout & { encoding: string }) | null;
  @Column('jsonb', { nullable: true }) mapping!: (Mapping & Said) | null;
  /** The mapping is a lead's word and not our guess. */
  @Column('bool', { default: false }) mappingSaid!: boolean;
  /** Read so far, blank rows not counted. */
  @Column('int', { default: 0 }) rows!: number;
  @Column('int', { default: 0 }) bad!: number;
  /** Rows by verdict as the dry run found them; after confirmation, as they were applied. */
  @Column('jsonb', { default: {} }) counts!: Partial<Record<Verdict, number>>;
  @MomentColumn() startedAt!: Temporal.Instant;
  @MomentColumn({ nullable: true }) finishedAt!: Temporal.Instant | null;
}
