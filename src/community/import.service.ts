import { Injectable } from '@nestjs/common';
import { DataSource, LessThan, type EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/refusal.js';
import { Community, Place } from './community.entity.js';
import type { Said } from './csv-file.js';
import { apply } from './import-apply.queries.js';
import { judge } from './import-judge.queries.js';
import { ImportFile, type Decision } from './import.entity.js';
import { ImportReader } from './import.reader.js';
import { mappingProblems, type Mapping } from './mapping.rules.js';

/** Files into the roster: always a dry run first, nothing changes before somebody confirms it. */
@Injectable()
export class ImportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: ImportReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads a file to its end and judges each row. Resolves when the dry run is done; its progress shows in
   * `ImportFile.rows` meanwhile. When reading fails nothing is left.
   * @returns the id of the import: `ready`, or `mapping` when nobody could tell which column is the name
   */
  async start(
    communityId: string,
    placeId: string | null,
    bytes: AsyncIterable<Uint8Array>,
    said?: Mapping & Said,
  ): Promise<string> {
    const file = await this.dataSource.transaction(async (tx) => {
      const { care } = await tx.findOneByOrFail(Community, { id: communityId });
      if (care === 'protective') {
        throw new Refusal(
          'forbidden',
          'This community keeps its people safe by taking no files. Use join codes instead',
        );
      }
      if (placeId && !(await tx.existsBy(Place, { id: placeId, communityId }))) {
        throw new Refusal('not-found', { field: 'place', message: 'There is no such place here' });
      }
      return tx.save(tx.create(ImportFile, { communityId, placeId, startedAt: this.clock.now() }));
    });
    try {
      await this.read(file, bytes, said);
    } catch (error) {
      await this.dataSource.manager.delete(ImportFile, { id: file.id });
      throw error;
    }
    return file.id;
  }

  /** The same file once more, for an import that waits for it after its mapping was said. */
  async resend(communityId: string, importId: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const claim = { id: importId, communityId, state: 'mapping' as const };
    const { affected } = await this.dataSource.manager.update(ImportFile, claim, { state: 'reading' });
    const file = await this.get(this.dataSource.manager, communityId, importId);
    if (affected !== 1)
      throw new Refusal('conflict', `This import does not wait for a file: it is ${file.state}`);
    try {
      await this.read(file, bytes, file.mapping ?? undefined);
    } catch (error) {
      await this.dataSource.manager.update(ImportFile, { id: importId }, { state: 'mapping' });
      throw error;
    }
  }

  /** A lead says what the columns hold. What was read is forgotten: the file itself is never kept. */
  async map(communityId: string, importId: string, mapping: Mapping & Said): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const file = await this.lock(tx, communityId, importId, ['ready', 'mapping']);
      // Another separator or header row makes other labels, which only the file itself can confirm.
      const samePlan = !mapping.separator && mapping.headerRow === undefined && !mapping.encoding;
      const problems = samePlan ? mappingProblems(mapping, file.layout!.header) : [];
      if (problems.length > 0) throw new Refusal('invalid', problems);
      await this.reader.forget(tx, importId);
      const fresh = { rows: 0, bad: 0, counts: {}, finishedAt: null };
      await tx.update(
        ImportFile,
        { id: importId },
        { ...fresh, mapping: { ...mapping }, mappingSaid: true, state: 'mapping' },
      );
    });
  }

  /** A lead's word on single rows: likely duplicates and names from a phone book. */
  async decide(
    communityId: string,
    importId: string,
    decisions: { row: number; is: Decision }[],
  ): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await this.lock(tx, communityId, importId, ['ready']);
      const [decided] = await tx.query<[{ number: number }[], number]>(
        `update import_verdict v set decision = d.decision
           from unnest($2::int[], $3::text[]) as d (number, decision)
          where v.import_id = $1 and v.number = d.number
            and (v.verdict = 'likely-duplicate' or v.verdict = 'phone-book' and d.decision <> 'same')
          returning v.number`,
        [importId, decisions.map(({ row }) => row), decisions.map(({ is }) => is)],
      );
      const done = new Set(decided.map(({ number }) => number));
      const missed = decisions.filter(({ row }) => !done.has(row));
      if (missed.length === 0) return;
      throw new Refusal(
        'invalid',
        missed.map(({ row }) => ({ field: 'decisions', message: `Row ${row} asks for no such decision` })),
      );
    });
  }

  /**
   * Does what the dry run showed, all of it or nothing. What changed in the roster since then is looked at again
   * first, so that nobody who was erased meanwhile comes back. Confirming twice is confirming once.
   * @param note puts the act on the record, in the same transaction
   */
  async confirm(
    communityId: string,
    importId: string,
    note?: (tx: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const file = await this.lock(tx, communityId, importId, ['ready', 'confirmed']);
      if (file.state === 'confirmed') return;
      // One import at a time: two files with the same people must see each other.
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 21))', [communityId]);
      const now = this.clock.now();
      const { timeZone } = await tx.findOneByOrFail(Community, { id: communityId });
      const today = localDay(now, timeZone).toString();
      const where = { importId, communityId, placeId: file.placeId, today };
      const counts = await judge(tx, where);
      await apply(tx, { ...where, now: now.toString() });
      await tx.update(ImportFile, { id: importId }, { state: 'confirmed', counts, finishedAt: now });
      await note?.(tx);
      // The planner knows nothing of rows that are this new: whoever joins them next would compare all with all.
      await tx.query('analyze member, member_channel, member_place');
    });
  }

  /** Forgets the import and every row of it; what was confirmed stays in the roster. */
  async drop(communityId: string, importId: string): Promise<void> {
    await this.get(this.dataSource.manager, communityId, importId);
    await this.dataSource.manager.delete(ImportFile, { id: importId, communityId });
  }

  /** Retention: what nobody confirmed or corrected goes after 14 days, a reading that broke off after one. */
  async forgetOld(tx: EntityManager): Promise<number> {
    const before = (days: number) => LessThan(this.clock.now().subtract({ hours: 24 * days }));
    const broken = await tx.delete(ImportFile, { state: 'reading', startedAt: before(1) });
    const old = await tx.delete(ImportFile, { startedAt: before(14) });
    return (broken.affected ?? 0) + (old.affected ?? 0);
  }

  list(tx: EntityManager, communityId: string): Promise<ImportFile[]> {
    return tx.find(ImportFile, { where: { communityId }, order: { startedAt: 'DESC' }, take: 50 });
  }

  async get(tx: EntityManager, communityId: string, importId: string): Promise<ImportFile> {
    const file = await tx.findOneBy(ImportFile, { id: importId, communityId });
    if (!file) throw new Refusal('not-found', 'There is no such import here');
    return file;
  }

  private async read(
    file: ImportFile,
    bytes: AsyncIterable<Uint8Array>,
    said?: Mapping & Said,
  ): Promise<void> {
    const { timeZone } = await this.dataSource.manager.findOneByOrFail(Community, { id: file.communityId });
    const today = localDay(this.clock.now(), timeZone).toString();
    const understood = await this.reader.read(file, bytes, { zone: timeZone, today }, said);
    if (!understood) return;
    await this.dataSource.transaction(async (tx) => {
      const { communityId, placeId, id: importId } = file;
      const counts = await judge(tx, { importId, communityId, placeId, today });
      await tx.update(ImportFile, { id: importId }, { state: 'ready', counts });
    });
  }

  private async lock(
    tx: EntityManager,
    communityId: string,
    importId: string,
    states: ImportFile['state'][],
  ): Promise<ImportFile> {
    const file = await tx.findOne(ImportFile, {
      where: { id: importId, communityId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!file) throw new Refusal('not-found', 'There is no such import here');
    if (!states.includes(file.state))
      throw new Refusal('conflict', `This import is ${file.state}: that cannot be done now`);
    return file;
  }
}
