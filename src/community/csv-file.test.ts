import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { openCsv } from './csv-file.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import type { Layout } from './csv-dialect.rules.js';
import { guessFromCells, guessMapping, type Mapping } from './mapping.rules.js';
import { rosterReader, type Facts } from './roster.rules.js';

interface Read {
  layout: Layout;
  mapping: Mapping;
  encoding: string;
  people: Facts[];
  bad: number[];
}

/** A whole file, as an import reads it, without a database. */
async function read(bytes: Uint8Array, size = 13): Promise<Read> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const csv = await openCsv(pieces());
  const { header, headerRow } = csv.layout;
  const mapping = guessFromCells(guessMapping(header), header, csv.sample, headerRow);
  const reader = rosterReader(header, mapping, { zone: 'Europe/Berlin', today: '2026-01-05' });
  const [people, bad]: [Facts[], number[]] = [[], []];
  for await (const records of csv.records) {
    for (const record of records) {
      const row = reader(record);
      if ('facts' in row) people.push(row.facts);
      else bad.push(record.number);
    }
  }
  return { layout: csv.layout, mapping, encoding: csv.encoding(), people, bad };
}

/** Why it is no table, where it is none; anything else that is thrown is a crash. */
async function readOrRefused(bytes: Uint8Array, size?: number): Promise<Read | readonly Reason[]> {
  try {
    return await read(bytes, size);
  } catch (error) {
    if (error instanceof Refusal) return error.reasons;
    throw error;
  }
}

describe('what is no list', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
  const xlsx = Buffer.from('504b0304140006000800000021', 'hex');

  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'This file is empty.'],
    ['a mark and blank lines', '\ufeff \r\n\n', 'This file is empty.'],
    ['a picture', png, 'This is no table.'],
    ['a workbook', xlsx, 'This is no table.'],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'This is no table.'],
    ['a web page', '\n<!DOCTYPE html><title>x</title>', 'This is no table.'],
    ['JSON', '[{"name": "Ana"}]', 'This is no table.'],
  ])('is refused with a way out: %s', async (_, bytes, reason) => {
    const reasons = await readOrRefused(Buffer.from(bytes), 5);
    expect(reasons).toEqual([{ field: 'file', message: expect.stringContaining(reason) }]);
  });

  it('is not a list with a zero further down, or with odd signs in its labels', async () => {
    const [zero, odd] = ['Name,E-mail,Language,Last seen on\nAna\0,,\n', '{Name},[Age]\nAna,3\n'];
    for (const text of [zero, odd]) expect(await readOrRefused(Buffer.from(text))).toHaveProperty('people');
  });
});

describe('any bytes', () => {
  const csvish = fc
    .array(
      fc.constantFrom(
        'name',
        'email',
        'a@b.example',
        'Ana',
        ',',
        ';',
        '\t',
        '"',
        '\n',
        '\r\n',
        '\0',
        'é',
        '=1',
        '01/02/2025',
      ),
    )
    .map((parts) => Buffer.from(parts.join('')));
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 4_000 }),
    csvish,
    csvish.map((some) => Buffer.from(some.toString(), 'utf16le')),
  );

  it('give the same report in pieces of any size, and never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 200 }), async (some, size) => {
        expect(await readOrRefused(some, size)).toEqual(await readOrRefused(some, 10_000));
      }),
      { numRuns: 300 },
    );
  });
});

const samples = path.resolve(process.env['SAMPLES_DIR'] ?? '../shared/data', 'exports');
const present = fs.existsSync(samples);
const real = present ? describe : describe.skip;

real(`real exports (${present ? 'from SAMPLES_DIR' : 'skipped: no SAMPLES_DIR'})`, () => {
  const sample = (file: string): Promise<Read> => read(fs.readFileSync(path.join(samples, file)));
  const all = present ? fs.readdirSync(samples, { recursive: true, encoding: 'utf8' }) : [];
  const tables = all.filter((file) => /(?:\.csv|\.xls|-imports\.txt|\/imports\.txt)$/.test(file));

  it.each(tables)('%s gives a report', async (file) => {
    const { people, bad, layout } = await sample(file);
    expect(layout.header.length).toBeGreaterThan(0);
    expect(people.length + bad.length).toBeGreaterThan(0);
  });

  it('of Meetup is tab-separated, month first', async () => {
    const { layout, mapping, people } = await sample('meetup-members-tsv/Example-Meetup_Member_List.xls');
    expect(layout.separator).toBe('\t');
    expect(mapping.columns).toMatchObject({ name: 'Name', lastSeen: 'Last visited group on' });
    expect(people).toMatchObject([{ name: 'Member One', lastSeenOn: '2015-06-22' }]);
  });

  it('of CiviCRM in Latin-1 loses the blanks glued to its names', async () => {
    const { encoding, people } = await sample('civicrm-csv-dev/yogi.csv');
    expect(encoding).toBe('windows-1252');
    expect(people).toMatchObject([{ name: 'Yogi Bear', email: 'yogi@yellowstone.park' }]);
  });

  it('of CiviCRM in UTF-8, and with an address that is none', async () => {
    expect((await sample('civicrm-csv-dev/individual_invalid_related_email.csv')).bad).toEqual([2]);
    expect((await sample('civicrm-csv-dev/specialchar.csv')).people).toMatchObject([{ name: 'Yogà Berà' }]);
  });

  it('of Discourse: invitations with and without a header', async () => {
    const plain = await sample('discourse-csv-fixtures/bulk_invite.csv');
    expect(plain.people.map(({ email }) => email)).toEqual(['test2@discourse.org', 'test@discourse.org']);
    const { people } = await sample('discourse-csv-fixtures/invites_with_locales.csv');
    expect(people.map(({ email, language }) => [email, language])).toEqual([
      ['test@example.com', 'de'],
      ['test2@example.com', 'pl'],
      ['test3@example.com', null],
    ]);
  });

  it('of Mastodon: handles, with blank lines between', async () => {
    const { people } = await sample('mastodon-csv-fixtures/new-following-imports.txt');
    expect(people.map(({ name, handle }) => [name, handle])).toEqual([
      ['bob', 'bob'],
      ['eve@example.com', 'eve@example.com'],
    ]);
  });
});
