import fc from 'fast-check';
import { columnsOf, rowOf } from './activity-file.rules.js';

const id = '0195f2a1-0000-4000-8000-000000000001';

describe('a file of activity', () => {
  it('may have its columns in any order, under any usual name', () => {
    expect(columnsOf(['Date', ' USER ', 'what else'])).toEqual({ day: 0, handle: 1 });
  });

  it('without days or people is refused with both reasons', () => {
    expect(columnsOf(['a', 'b'])).toHaveLength(2);
  });

  it('names people by our id or by what they are called there', () => {
    const columns = { memberId: 0, handle: 1, day: 2, side: 3 };
    expect(rowOf(columns, [id, '', '2026-01-05', ''], 2)).toMatchObject({
      memberId: id,
      side: 'destination',
    });
    expect(rowOf(columns, ['', 'ada', '2026-01-05', 'source'], 2)).toMatchObject({
      handle: 'ada',
      side: 'source',
    });
  });

  it('tells every reason of a line at once', () => {
    expect(rowOf({ memberId: 0, day: 1, side: 2 }, ['nobody', '5.1.2026', 'left'], 7)).toHaveLength(3);
  });

  it('is a row or reasons, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 5 }), (cells) => {
        const row = rowOf({ handle: 0, day: 1, side: 2 }, cells, 1);
        expect(Array.isArray(row) ? row.length > 0 : row.day !== undefined).toBe(true);
      }),
    );
  });
});
