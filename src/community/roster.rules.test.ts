import fc from 'fast-check';
import { readAddress, addressKey } from './address.rules.js';
import { dateOrderOf, readDay } from './day.rules.js';
import { readLanguage, readTimeZone } from './language.rules.js';
import { rosterReader, type RowReading } from './roster.rules.js';
import type { Mapping } from './mapping.rules.js';

const community = { zone: 'Europe/Berlin', today: '2026-01-05' };
const header = ['Name', 'Mail', 'Handle', 'Language', 'Zone', 'Seen'];
const mapping: Mapping = {
  columns: {
    name: 'Name',
    email: 'Mail',
    handle: 'Handle',
    language: 'Language',
    timeZone: 'Zone',
    lastSeen: 'Seen',
  },
};
const read = (...cells: string[]): RowReading =>
  rosterReader(header, mapping, community)({ number: 2, cells });
const fieldsOf = (reading: RowReading): string[] =>
  'reasons' in reading ? reading.reasons.map(({ field }) => field) : [];

describe('a row of a roster', () => {
  it('becomes the facts that are kept', () => {
    expect(
      read(
        'Zoë\u00a0 Öz ',
        'Zoe@Post.Example\u00a0',
        '@zoe',
        'Deutsch',
        'europe/berlin',
        '2026-01-02T23:30:00Z',
      ),
    ).toEqual({
      facts: {
        name: 'Zoë Öz',
        email: 'Zoe@post.example',
        handle: 'zoe',
        language: 'de',
        timeZone: 'Europe/Berlin',
        lastSeenOn: '2026-01-03',
        phoneBook: false,
      },
    });
  });

  it('may leave out everything but a name', () => {
    expect(read('Ana')).toMatchObject({
      facts: { name: 'Ana', email: null, handle: null, lastSeenOn: null },
    });
    expect(read('Ana', '-', 'n/a', 'unknown', '', 'never')).toMatchObject({
      facts: { email: null, handle: null },
    });
  });

  it('without a name is called by the handle, else by the beginning of the address', () => {
    expect(read('', 'ana.b@x.example', 'ana7')).toMatchObject({ facts: { name: 'ana7' } });
    expect(read('', 'ana.b@x.example', '')).toMatchObject({ facts: { name: 'ana.b' } });
  });

  it('is refused with all reasons at once, each with its column', () => {
    expect(fieldsOf(read('Ana', 'ana at x.example', '', 'Klingonese', 'Mars/Base', '31.02.2025'))).toEqual([
      'Mail',
      'Language',
      'Zone',
      'Seen',
    ]);
  });

  it.each(['', '  ', '=HYPERLINK("x")', '+49 170 1234567', '…', 'A\ufffdna', 'x'.repeat(201)])(
    'is refused when the name is %j',
    (name) => {
      expect(fieldsOf(read(name))).toEqual(['Name']);
    },
  );

  it('with more cells than the header is refused: a separator was taken for the end of a cell', () => {
    expect(fieldsOf(read('Silva', ' Maria', 'm@x.example', '', '', '', 'more'))).toEqual(['row']);
    expect(read('Ana', '', '', '', '', '', '', ' ')).toHaveProperty('facts');
  });

  it('of somebody who asked for no mail is kept without the address', () => {
    const reader = rosterReader(
      ['Name', 'Mail', 'Opt Out'],
      {
        columns: { name: 'Name', email: 'Mail', noEmail: 'Opt Out' },
      },
      community,
    );
    expect(reader({ number: 2, cells: ['Ana', 'ana@x.example', 'Yes'] })).toMatchObject({
      facts: { email: null },
    });
    expect(reader({ number: 3, cells: ['Bo', 'bo@x.example', '0'] })).toMatchObject({
      facts: { email: 'bo@x.example' },
    });
  });

  it('whatever it holds gives facts or reasons, never a crash', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), (cells) => {
        const reading = read(...cells);
        const reasons = 'reasons' in reading ? reading.reasons.length : 1;
        expect(reasons).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

const day = (text: string, order?: 'dmy' | 'mdy') => readDay(text, community.zone, community.today, order);

describe('days', () => {
  it.each([
    ['2025-12-03', '2025-12-03'],
    ['2025-9-1', '2025-09-01'],
    ['20251203', '2025-12-03'],
    ['2025/12/03', '2025-12-03'],
    ['2025-12-03 22:10:00', '2025-12-03'],
    ['2025-12-03 23:10:00 UTC', '2025-12-04'],
    ['2025-12-03T23:10:00.123456+01:00', '2025-12-03'],
    ['3.12.2025', '2025-12-03'],
    ['03.12.25', '2025-12-03'],
    ['06/22/2015', '2015-06-22'],
    ['22/06/2015', '2015-06-22'],
    ['5/5/2025', '2025-05-05'],
    ['01-Sep-08', '2008-09-01'],
    ['September 12, 2008', '2008-09-12'],
    ['3. März 2025', '2025-03-03'],
    ['3 de marzo de 2025', '2025-03-03'],
    ['7 Eylül 2025', '2025-09-07'],
    ['1764802800', '2025-12-04'],
    ['1764802800000', '2025-12-04'],
    ['never', null],
    ['0', null],
    ['0000-00-00', null],
  ])('%s', (text, expected) => {
    expect(day(text)).toEqual({ day: expected });
  });

  it('that can be read in two ways are refused until somebody says the order', () => {
    expect(day('03/04/2025')).toMatchObject({ problem: expect.stringContaining('two ways') });
    expect(day('03/04/2025', 'dmy')).toEqual({ day: '2025-04-03' });
    expect(day('03/04/2025', 'mdy')).toEqual({ day: '2025-03-04' });
    expect(day('13/04/2025', 'mdy')).toHaveProperty('problem');
  });

  it('tell their order when one of them can be read in one way only', () => {
    expect(dateOrderOf(['03/04/2025', '22/04/2025'])).toBe('dmy');
    expect(dateOrderOf(['03/04/2025', '04/22/2025'])).toBe('mdy');
    expect(dateOrderOf(['22/04/2025', '04/22/2025'])).toBeUndefined();
    expect(dateOrderOf(['03/04/2025'])).toBeUndefined();
  });

  it.each(['2026-01-06', '1970-01-01', '2025-02-29', '2025-13-01', '2025-12-03T29:00:00Z', 'soon', '46000'])(
    'refuse %s',
    (text) => {
      expect(day(text)).toHaveProperty('problem');
    },
  );
});

describe('addresses', () => {
  it.each([
    ['ana@x.example', 'ana@x.example'],
    ['Ana.B+list@X.Example', 'Ana.B+list@x.example'],
    ['Ana <ana@x.example>', 'ana@x.example'],
    ['mailto:ana@x.example', 'ana@x.example'],
    ['ana@թութ.հայ', 'ana@թութ.հայ'],
  ])('%s', (text, expected) => {
    expect(readAddress(text)).toEqual({ address: expected });
  });

  it.each([
    'ana',
    'ana at x.example',
    'ana@x',
    'x@gmail....',
    '@nare@x.example',
    'a@b.example, c@d.example',
    'a@b@c.example',
    'ana@x.example.',
    'a b@x.example',
    'ana@-x.example',
    '.ana@x.example',
    'ana@x..example',
    'ana@192.0.2.1',
  ])('%s is refused', (text) => {
    expect(readAddress(text)).toHaveProperty('problem');
  });

  it('of one mailbox share their key', () => {
    expect(addressKey('Ana@x.example')).toBe(addressKey('ana@x.example'));
  });
});

describe('languages and time zones', () => {
  it.each([
    ['de', 'de'],
    ['de_DE.UTF-8', 'de-DE'],
    ['pt-br', 'pt-BR'],
    ['German', 'de'],
    ['Deutsch', 'de'],
    ['Türkçe', 'tr'],
    ['allemand', 'de'],
    ['العربية', 'ar'],
    ['zh_Hant_TW', 'zh-Hant-TW'],
    ['xx', undefined],
    ['Elvish', undefined],
  ])('%s is the language %s', (text, expected) => {
    expect(readLanguage(text)).toBe(expected);
  });

  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['asia/kolkata', 'asia/kolkata'],
    ['America/New York', 'America/New_York'],
    ['UTC', 'UTC'],
    ['5.5', undefined],
    ['Eastern Time (US & Canada)', undefined],
    ['+01:00', undefined],
  ])('%s is the zone %s', (text, expected) => {
    expect(readTimeZone(text)).toBe(expected);
  });
});
