import fs from 'node:fs';
import { ImportDesk, pieces } from '../../test/support/import-desk.js';
import { ImportFile } from './import.entity.js';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await ImportDesk.open();
});
afterAll(() => desk.close());
beforeEach(() => desk.begin());

const download = async (id: string): Promise<string> => {
  let csv = '';
  for await (const part of desk.reports.badRows(await desk.file(id))) csv += part;
  return csv;
};

describe('bad rows', () => {
  const text =
    'Name;E-mail;Phone;Last seen\nAna;ana@;0123;2026-01-01\nBo;bo@x.example;0124;03/04/2025\nCy;;0125;\n';

  it('do not stop good ones, and say number, field and reason', async () => {
    const { counts, rows } = await desk.load(text);
    expect(counts).toEqual({ create: 1, bad: 2 });
    expect(rows.map(({ row, reasons }) => [row, reasons.map(({ field }) => field)])).toEqual([
      [2, ['E-mail']],
      [3, ['Last seen']],
    ]);
  });

  it('can be downloaded, corrected and sent again', async () => {
    const { id } = await desk.load(text);
    const csv = await download(id);
    expect(csv.split('\r\n')[0]).toBe('\ufeffName,E-mail,Last seen,Row,What to change');
    expect(csv).not.toContain('0123'); // what is not mapped is not kept
    const corrected = csv.replace('ana@,', 'ana@x.example,').replace('03/04/2025', '2025-04-03');
    expect((await desk.load(corrected)).counts).toEqual({ create: 2 });
    expect((await desk.members()).map(({ displayName }) => displayName)).toEqual(['Ana', 'Bo', 'Cy']);
  });

  it('hold nothing that a spreadsheet would run', async () => {
    const { id } = await desk.dryRun('Name,E-mail\n"=cmd|\' /C calc\'!A0",x\n+1 555 0100,y\n');
    const cells = (await download(id)).split('\r\n').slice(1, 3);
    expect(cells.every((line) => /^"?'[=+]/.test(line))).toBe(true);
  });
});

describe('a mapping', () => {
  it('is asked for when no column says who somebody is, and then the file is read by it', async () => {
    const { id, counts } = await desk.dryRun('Wer;Wo\nAna;Hof\nBo;Garten\n');
    expect(counts).toEqual({});
    expect(await desk.file(id)).toMatchObject({
      state: 'mapping',
      layout: { header: ['Wer', 'Wo'] },
    });
    await expect(desk.imports.map(desk.communityId, id, { columns: { name: 'Wher' } })).rejects.toThrow(
      'no column “Wher”',
    );
    await desk.imports.map(desk.communityId, id, { columns: { name: 'Wer' } });
    await desk.imports.resend(desk.communityId, id, pieces('Wer;Wo\nAna;Hof\nBo;Garten\n'));
    await desk.imports.confirm(desk.communityId, id);
    expect(await desk.members()).toHaveLength(2);
    // The next export of that place is understood at once.
    expect((await desk.dryRun('Wer;Wo\nCy;Hof\n')).counts).toEqual({ create: 1 });
  });

  it('given with the file is refused whole when a column is missing, and nothing is left', async () => {
    const before = await desk.dataSource.manager.countBy(ImportFile, { communityId: desk.communityId });
    await expect(
      desk.dryRun('Name,E-mail\nAna,\n', { columns: { name: 'Nom', email: 'Mail' } }),
    ).rejects.toThrow(/Nom[\s\S]*Mail/);
    expect(await desk.dataSource.manager.countBy(ImportFile, { communityId: desk.communityId })).toBe(before);
  });
});

const sample = (file: string): string => fs.readFileSync(`samples/${file}`, 'utf8');

describe('the sample community', () => {
  it('is 240 people from two places, with rows to correct in both', async () => {
    const whatsapp = await desk.load(sample('roster-whatsapp.csv'));
    expect(whatsapp.counts).toEqual({ create: 163, 'likely-duplicate': 2, bad: 3 });
    const facebook = await desk.load(
      sample('roster-facebook.csv'),
      undefined,
      await desk.addPlace('Facebook group'),
    );
    expect(facebook.counts).toEqual({ create: 75, update: 20, bad: 1 });
    expect(await desk.members()).toHaveLength(240);
  });
});
