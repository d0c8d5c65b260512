import { DataSource } from 'typeorm';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { testDataSource } from '../../test/support/test-db.js';
import { TestClock } from '../kernel/clock.js';
import { MasterKey } from '../kernel/crypto/master-key.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Community, Place } from './community.entity.js';
import { CommunityService, PlaceService } from './community.service.js';
import { ImportFile, type Verdict } from './import.entity.js';
import { ImportReader } from './import.reader.js';
import { ImportReports, type RowReport } from './import.report.js';
import { ImportService } from './import.service.js';
import { ErasureMark, Member, MemberChannel, MemberPlace } from './member.entity.js';
import { addressKey } from './address.rules.js';
import type { Mapping } from './mapping.rules.js';

const clock = new TestClock('2026-01-05T09:00:00Z');
let dataSource: DataSource;
let vault: Vault;
let imports: ImportService;
let reports: ImportReports;
let communityId: string;
let placeId: string;
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-import-'));

beforeAll(async () => {
  dataSource = await testDataSource([
    Community,
    Place,
    Member,
    MemberChannel,
    MemberPlace,
    ErasureMark,
    ImportFile,
  ]);
  vault = new Vault(MasterKey.load(dataDir));
  imports = new ImportService(dataSource, new ImportReader(dataSource, vault), clock);
  reports = new ImportReports(dataSource, vault);
});

afterAll(async () => {
  await dataSource.destroy();
  fs.rmSync(dataDir, { recursive: true });
});

beforeEach(async () => {
  const { manager } = dataSource;
  const responsible = { name: 'Ines', contact: 'door 4' };
  const made = await new CommunityService(vault, clock).create(manager, {
    name: 'Garden',
    timeZone: 'Europe/Berlin',
    responsible,
  });
  communityId = made.id;
  placeId = (await new PlaceService().add(manager, communityId, { name: 'Stairs', platform: 'whatsapp' })).id;
});

async function* pieces(text: string, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

interface Outcome {
  id: string;
  counts: Partial<Record<Verdict, number>>;
  rows: RowReport[];
}

async function dryRun(text: string, mapping?: Mapping, place: string | null = placeId): Promise<Outcome> {
  const id = await imports.start(communityId, place, pieces(text), mapping);
  const file = await imports.get(dataSource.manager, communityId, id);
  const counts = Object.entries(reports.report(file).counts).filter(([, n]) => n > 0);
  return { id, counts: Object.fromEntries(counts), rows: await reports.rows(file, { after: 0, limit: 100 }) };
}

async function load(text: string, mapping?: Mapping, place: string | null = placeId): Promise<Outcome> {
  const outcome = await dryRun(text, mapping, place);
  await imports.confirm(communityId, outcome.id);
  return outcome;
}

const living = (): Promise<Member[]> =>
  dataSource.manager.find(Member, { where: { communityId }, order: { displayName: 'ASC' } });

const download = async (id: string): Promise<string> => {
  let csv = '';
  for await (const part of reports.badRows(await imports.get(dataSource.manager, communityId, id)))
    csv += part;
  return csv;
};

async function* broken(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`Name\n${'Ana\n'.repeat(9_000)}`);
  throw new Error('the line went dead');
}

describe('a file', () => {
  const list =
    'Name,E-mail,Language,Last seen\nAna,ana@x.example,de,2026-01-02\nBo,,,\nCem,cem@y.example,tr,2025-12-30\n';

  it('changes nothing before it is confirmed, then adds its people as shown', async () => {
    const { id, counts } = await dryRun(list);
    expect(counts).toEqual({ create: 3 });
    expect(await living()).toEqual([]);
    await imports.confirm(communityId, id);
    const [ana, bo] = await living();
    expect(ana).toMatchObject({ displayName: 'Ana', language: 'de', source: 'file', gone: null });
    expect(ana!.lastSeenOn).toEqual(Temporal.PlainDate.from('2026-01-02'));
    const channels = await dataSource.manager.findBy(MemberChannel, { memberId: ana!.id });
    const ring = await vault.ring(dataSource.manager, communityId);
    expect(channels.map(({ kind, sealed, state }) => [kind, ring.open(sealed!), state])).toEqual([
      ['email', 'ana@x.example', 'good'],
    ]);
    expect(await dataSource.manager.countBy(MemberChannel, { memberId: bo!.id })).toBe(0);
    expect(await dataSource.manager.countBy(MemberPlace, { placeId })).toBe(3);
  });

  it('confirmed twice, at once, is confirmed once', async () => {
    const { id } = await dryRun(list);
    await Promise.all([imports.confirm(communityId, id), imports.confirm(communityId, id)]);
    expect(await living()).toHaveLength(3);
  });

  it('sent twice changes nothing the second time', async () => {
    const twins = `${list}Bo,,,\nDora,ana@x.example,,\nAna,ANA@x.example,,\n`;
    expect((await load(twins)).counts).toEqual({ create: 3, 'likely-duplicate': 2, skip: 1 });
    const before = await living();
    expect(before).toHaveLength(5);
    expect((await load(twins)).counts).toEqual({ skip: 6 });
    expect(await living()).toEqual(before);
  });

  it('brings only news for people who are there, and never takes anything back', async () => {
    await load(list);
    const again =
      'Name,E-mail,Language,Last seen\nana,ana@x.example,fr,2026-01-04\nCem,cem@y.example,,2025-11-01\n';
    const { counts, rows } = await load(again);
    expect(counts).toEqual({ update: 1, skip: 1 });
    expect(rows[0]).toMatchObject({ row: 2, verdict: 'update', reasons: [{ field: 'last seen' }] });
    const [ana, , cem] = await living();
    expect([ana!.displayName, ana!.language, String(ana!.lastSeenOn)]).toEqual(['Ana', 'de', '2026-01-04']);
    expect(String(cem!.lastSeenOn)).toBe('2025-12-30');
  });

  it('from a second place joins people by name and address, and shows those it knows by name only', async () => {
    await load(list);
    const { id } = await new PlaceService().add(dataSource.manager, communityId, {
      name: 'Group',
      platform: 'facebook',
    });
    const { counts, rows } = await load('Name,E-mail\nAna,ana@x.example\nBo,\n', undefined, id);
    expect(counts).toEqual({ update: 1, 'likely-duplicate': 1 });
    expect(rows[1]).toMatchObject({
      name: 'Bo',
      memberName: 'Bo',
      reasons: [{ message: 'The same name as somebody in the roster' }],
    });
    expect((await living()).map(({ displayName }) => displayName)).toEqual(['Ana', 'Bo', 'Bo', 'Cem']);
  });

  it('keeps a household with one address as people of their own', async () => {
    const { rows } = await load('Name,E-mail\nIda,home@x.example\nJon,home@x.example\nKai,home@x.example\n');
    expect(rows.map(({ row, verdict, otherRow }) => [row, verdict, otherRow])).toEqual([
      [3, 'likely-duplicate', 2],
      [4, 'likely-duplicate', 2],
    ]);
    expect(await living()).toHaveLength(3);
  });

  it('joins what a lead says is the same person, and remembers it', async () => {
    const text = 'Name,E-mail,Language\nJon Smith,jon@x.example,\nJonathan Smith,jon@x.example,en\nKai,,\n';
    const { id } = await dryRun(text);
    await imports.decide(communityId, id, [{ row: 3, is: 'same' }]);
    await imports.confirm(communityId, id);
    const roster = (await living()).filter(({ gone }) => gone === null);
    expect(roster.map(({ displayName, language }) => [displayName, language])).toEqual([
      ['Jon Smith', 'en'],
      ['Kai', null],
    ]);
    expect((await load(text)).counts).toEqual({ skip: 3 });
  });

  it('leaves out what a lead leaves out, and takes phone-book names only when each is accepted', async () => {
    const { id, counts } = await dryRun('Name\nAunt Mo\nPlumber\n', {
      columns: { name: 'Name' },
      phoneBook: true,
    });
    expect(counts).toEqual({ 'phone-book': 2 });
    await imports.decide(communityId, id, [{ row: 2, is: 'add' }]);
    await imports.confirm(communityId, id);
    expect(await living()).toMatchObject([{ displayName: 'Aunt Mo', phonebook: true }]);
  });

  it('does not bring back who was erased', async () => {
    const ring = await vault.ring(dataSource.manager, communityId);
    const expiresOn = Temporal.PlainDate.from('2027-01-01');
    await dataSource.manager.insert(ErasureMark, {
      communityId,
      hash: ring.fingerprint(addressKey('cem@y.example')),
      expiresOn,
    });
    const { counts, rows } = await load(list);
    expect(counts).toEqual({ create: 2, skip: 1 });
    expect(rows[0]!.reasons[0]!.message).toContain('Asked to be removed');
  });

  it('is looked at again when confirmed: who was erased meanwhile stays away', async () => {
    const { id } = await dryRun(list);
    const ring = await vault.ring(dataSource.manager, communityId);
    const expiresOn = Temporal.PlainDate.from('2027-01-01');
    await dataSource.manager.insert(ErasureMark, {
      communityId,
      hash: ring.fingerprint(addressKey('ana@x.example')),
      expiresOn,
    });
    await imports.confirm(communityId, id);
    expect((await living()).map(({ displayName }) => displayName)).toEqual(['Bo', 'Cem']);
  });
});

describe('bad rows', () => {
  const text =
    'Name;E-mail;Phone;Last seen\nAna;ana@;0123;2026-01-01\nBo;bo@x.example;0124;03/04/2025\nCy;;0125;\n';

  it('do not stop good ones, and say number, field and reason', async () => {
    const { counts, rows } = await load(text);
    expect(counts).toEqual({ create: 1, bad: 2 });
    expect(rows.map(({ row, reasons }) => [row, reasons.map(({ field }) => field)])).toEqual([
      [2, ['E-mail']],
      [3, ['Last seen']],
    ]);
  });

  it('can be downloaded, corrected and sent again', async () => {
    const { id } = await load(text);
    const csv = await download(id);
    expect(csv.split('\r\n')[0]).toBe('\ufeffName,E-mail,Last seen,Row,What to change');
    expect(csv).not.toContain('0123'); // what is not mapped is not kept
    const corrected = csv.replace('ana@,', 'ana@x.example,').replace('03/04/2025', '2025-04-03');
    expect((await load(corrected)).counts).toEqual({ create: 2 });
    expect((await living()).map(({ displayName }) => displayName)).toEqual(['Ana', 'Bo', 'Cy']);
  });

  it('hold nothing that a spreadsheet would run', async () => {
    const { id } = await dryRun('Name,E-mail\n"=cmd|\' /C calc\'!A0",x\n+1 555 0100,y\n');
    const cells = (await download(id)).split('\r\n').slice(1, 3);
    expect(cells.every((line) => /^"?'[=+]/.test(line))).toBe(true);
  });
});

describe('a mapping', () => {
  it('is asked for when no column says who somebody is, and then the file is read by it', async () => {
    const { id, counts } = await dryRun('Wer;Wo\nAna;Hof\nBo;Garten\n');
    expect(counts).toEqual({});
    expect(await imports.get(dataSource.manager, communityId, id)).toMatchObject({
      state: 'mapping',
      layout: { header: ['Wer', 'Wo'] },
    });
    await expect(imports.map(communityId, id, { columns: { name: 'Wher' } })).rejects.toThrow(
      'no column “Wher”',
    );
    await imports.map(communityId, id, { columns: { name: 'Wer' } });
    await imports.resend(communityId, id, pieces('Wer;Wo\nAna;Hof\nBo;Garten\n'));
    await imports.confirm(communityId, id);
    expect(await living()).toHaveLength(2);
    // The next export of that place is understood at once.
    expect((await dryRun('Wer;Wo\nCy;Hof\n')).counts).toEqual({ create: 1 });
  });

  it('given with the file is refused whole when a column is missing, and nothing is left', async () => {
    const before = await dataSource.manager.countBy(ImportFile, { communityId });
    await expect(dryRun('Name,E-mail\nAna,\n', { columns: { name: 'Nom', email: 'Mail' } })).rejects.toThrow(
      /Nom[\s\S]*Mail/,
    );
    expect(await dataSource.manager.countBy(ImportFile, { communityId })).toBe(before);
  });
});

describe('an import', () => {
  it('that breaks off leaves nothing', async () => {
    await expect(imports.start(communityId, placeId, broken())).rejects.toThrow('the line went dead');
    expect(await dataSource.manager.countBy(ImportFile, { communityId })).toBe(0);
    expect(
      await dataSource.query(
        'select 1 from import_row r where not exists (select from import_file f where f.id = r.import_id)',
      ),
    ).toEqual([]);
  });

  it('is forgotten with its rows when dropped, and after two weeks without anybody', async () => {
    const { id } = await dryRun('Name\nAna\n');
    await imports.drop(communityId, id);
    expect(await dataSource.query('select 1 from import_row where import_id = $1', [id])).toEqual([]);
    await dryRun('Name\nBo\n');
    clock.advance({ days: 15 });
    expect(await imports.forgetOld(dataSource.manager)).toBeGreaterThan(0);
    expect(await dataSource.manager.countBy(ImportFile, { communityId })).toBe(0);
  });

  it('is not for communities in danger', async () => {
    await dataSource.manager.update(Community, { id: communityId }, { care: 'protective' });
    await expect(dryRun('Name\nAna\n')).rejects.toThrow('taking no files');
  });

  it('is nobody else’s: another community does not even learn that it exists', async () => {
    const { id } = await dryRun('Name\nAna\n');
    await expect(imports.confirm('00000000-0000-4000-8000-000000000000', id)).rejects.toThrow(
      'no such import',
    );
  });
});
