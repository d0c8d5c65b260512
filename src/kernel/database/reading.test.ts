import type { DataSource } from 'typeorm';
import { testDataSource } from '../../../test/support/test-db.js';
import { once, reading } from './reading.js';

describe('asking once', () => {
  let dataSource: DataSource;
  let asked: string[];
  const ask = (what: string) => (): Promise<number> => Promise.resolve(asked.push(what));

  beforeAll(async () => {
    dataSource = await testDataSource();
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll(() => dataSource.destroy());

  it('answers the same thing once while a transaction only reads, and anew afterwards', async () => {
    await dataSource.transaction(async (tx) => {
      await reading(tx, async () => {
        expect([await once(tx, 'a', ask('a')), await once(tx, 'a', ask('a'))]).toEqual([1, 1]);
        expect(await reading(tx, () => once(tx, 'b', ask('b')))).toBe(2);
        expect(await once(tx, 'b', ask('b'))).toBe(2);
      });
      expect(await once(tx, 'a', ask('a'))).toBe(3);
    });
    expect(asked).toEqual(['a', 'b', 'a']);
  });

  it('remembers nothing where no transaction is open, and nothing of another one', async () => {
    const shared = dataSource.manager;
    await reading(shared, async () => {
      await once(shared, 'a', ask('a'));
      await once(shared, 'a', ask('a'));
    });
    await dataSource.transaction((one) =>
      reading(one, async () => {
        await once(one, 'a', ask('a'));
        await dataSource.transaction((other) => reading(other, () => once(other, 'a', ask('a'))));
      }),
    );
    expect(asked).toHaveLength(4);
  });

  it('is over after a failure', async () => {
    await dataSource.transaction(async (tx) => {
      await expect(reading(tx, () => once(tx, 'a', () => Promise.reject(new Error('away'))))).rejects.toThrow(
        'away',
      );
      expect(await once(tx, 'a', ask('a'))).toBe(1);
    });
  });
});
