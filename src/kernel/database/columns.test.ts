import { Temporal } from 'temporal-polyfill';
import { Entity, LessThan, PrimaryGeneratedColumn, type DataSource } from 'typeorm';
import { testDataSource } from '../../../test/support/test-db.js';
import { day, DayColumn, moment, MomentColumn } from './columns.js';

@Entity('visit')
class Visit {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @DayColumn() seenOn!: Temporal.PlainDate;
  @DayColumn({ nullable: true }) goneOn!: Temporal.PlainDate | null;
  @MomentColumn() createdAt!: Temporal.Instant;
}

describe('days and moments in entities', () => {
  let dataSource: DataSource;

  beforeAll(async () => {
    dataSource = await testDataSource([Visit]);
    await dataSource.query(
      'create table visit (id uuid primary key default gen_random_uuid(), seen_on date not null, gone_on date, created_at timestamptz not null)',
    );
  });

  afterAll(() => dataSource.destroy());

  const seenOn = Temporal.PlainDate.from('2026-03-29');
  const createdAt = Temporal.Instant.from('2026-03-29T01:30:00.123Z');

  it('come back as they were written, whatever the zone of the machine', async () => {
    const visits = dataSource.getRepository(Visit);
    const { id } = await visits.save(visits.create({ seenOn, goneOn: null, createdAt }));
    const read = await visits.findOneByOrFail({ id });
    expect([String(read.seenOn), read.goneOn, String(read.createdAt)]).toEqual([
      '2026-03-29',
      null,
      '2026-03-29T01:30:00.123Z',
    ]);
    const [row] = await dataSource.query('select seen_on, created_at from visit where id = $1', [id]);
    expect(day(row.seen_on).equals(seenOn)).toBe(true);
    expect(moment(row.created_at).equals(createdAt)).toBe(true);
  });

  it('can be compared in a find', async () => {
    const visits = dataSource.getRepository(Visit);
    await visits.insert({ seenOn: seenOn.subtract({ days: 400 }), createdAt });
    expect(await visits.countBy({ seenOn: LessThan(seenOn) })).toBe(1);
    expect(await visits.countBy({ seenOn: seenOn.subtract({ days: 400 }) })).toBe(1);
    expect(await visits.countBy({ createdAt: LessThan(createdAt.add({ hours: 1 })) })).toBeGreaterThan(0);
  });

  it('save nothing when nothing changed, and what changed when it did', async () => {
    const visits = dataSource.getRepository(Visit);
    const { id } = await visits.save(visits.create({ seenOn, createdAt }));
    const before = await version(id);
    const visit = await visits.findOneByOrFail({ id });
    await visits.save(visit);
    expect(await version(id)).toBe(before);
    visit.goneOn = seenOn.add({ days: 1 });
    await visits.save(visit);
    expect(String((await visits.findOneByOrFail({ id })).goneOn)).toBe('2026-03-30');
  });

  const version = async (id: string): Promise<string> =>
    (await dataSource.query('select xmin::text as version from visit where id = $1', [id]))[0].version;
});
