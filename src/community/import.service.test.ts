import { Temporal } from 'temporal-polyfill';
import { ImportDesk } from '../../test/support/import-desk.js';
import { addressKey } from './address.rules.js';
import { Community } from './community.entity.js';
import { ImportFile } from './import.entity.js';
import { MemberChannel, MemberPlace } from './member.entity.js';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await ImportDesk.open();
});
afterAll(() => desk.close());
beforeEach(() => desk.begin());

async function* broken(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`Name\n${'Ana\n'.repeat(9_000)}`);
  throw new Error('the line went dead');
}

describe('a file', () => {
  const list =
    'Name,E-mail,Language,Last seen\nAna,ana@x.example,de,2026-01-02\nBo,,,\nCem,cem@y.example,tr,2025-12-30\n';

  it('changes nothing before it is confirmed, then adds its people as shown', async () => {
    const { id, counts } = await desk.dryRun(list);
    expect(counts).toEqual({ create: 3 });
    expect(await desk.members()).toEqual([]);
    await desk.imports.confirm(desk.communityId, id);
    const [ana, bo] = await desk.members();
    expect(ana).toMatchObject({ displayName: 'Ana', language: 'de', source: 'file', gone: null });
    expect(ana!.lastSeenOn).toEqual(Temporal.PlainDate.from('2026-01-02'));
    const channels = await desk.dataSource.manager.findBy(MemberChannel, { memberId: ana!.id });
    const ring = await desk.vault.ring(desk.dataSource.manager, desk.communityId);
    expect(channels.map(({ kind, sealed, state }) => [kind, ring.open(sealed!), state])).toEqual([
      ['email', 'ana@x.example', 'good'],
    ]);
    expect(await desk.dataSource.manager.countBy(MemberChannel, { memberId: bo!.id })).toBe(0);
    expect(await desk.dataSource.manager.countBy(MemberPlace, { placeId: desk.placeId })).toBe(3);
  });

  it('is known to the planner once it is confirmed', async () => {
    await desk.load(list);
    const known = `select min(reltuples)::int > 0 as known from pg_class where relname in ('member', 'member_channel', 'member_place')`;
    expect(await desk.dataSource.query(known)).toEqual([{ known: true }]);
  });

  it('confirmed twice, at once, is confirmed once', async () => {
    const { id } = await desk.dryRun(list);
    await Promise.all([
      desk.imports.confirm(desk.communityId, id),
      desk.imports.confirm(desk.communityId, id),
    ]);
    expect(await desk.members()).toHaveLength(3);
  });

  it('sent twice changes nothing the second time', async () => {
    const twins = `${list}Bo,,,\nDora,ana@x.example,,\nAna,ANA@x.example,,\n`;
    expect((await desk.load(twins)).counts).toEqual({ create: 3, 'likely-duplicate': 2, skip: 1 });
    const before = await desk.members();
    expect(before).toHaveLength(5);
    expect((await desk.load(twins)).counts).toEqual({ skip: 6 });
    expect(await desk.members()).toEqual(before);
  });

  it('brings only news for people who are there, and never takes anything back', async () => {
    await desk.load(list);
    const again =
      'Name,E-mail,Language,Last seen\nana,ana@x.example,fr,2026-01-04\nCem,cem@y.example,,2025-11-01\n';
    const { counts, rows } = await desk.load(again);
    expect(counts).toEqual({ update: 1, skip: 1 });
    expect(rows[0]).toMatchObject({ row: 2, verdict: 'update', reasons: [{ field: 'last seen' }] });
    const [ana, , cem] = await desk.members();
    expect([ana!.displayName, ana!.language, String(ana!.lastSeenOn)]).toEqual(['Ana', 'de', '2026-01-04']);
    expect(String(cem!.lastSeenOn)).toBe('2025-12-30');
  });

  it('from a second place joins people by name and address, and shows those it knows by name only', async () => {
    await desk.load(list);
    const id = await desk.addPlace('Group');
    const { counts, rows } = await desk.load('Name,E-mail\nAna,ana@x.example\nBo,\n', undefined, id);
    expect(counts).toEqual({ update: 1, 'likely-duplicate': 1 });
    expect(rows[1]).toMatchObject({
      name: 'Bo',
      memberName: 'Bo',
      reasons: [{ message: 'The same name as somebody in the roster' }],
    });
    expect((await desk.members()).map(({ displayName }) => displayName)).toEqual(['Ana', 'Bo', 'Bo', 'Cem']);
  });

  it('keeps a household with one address as people of their own', async () => {
    const { rows } = await desk.load(
      'Name,E-mail\nIda,home@x.example\nJon,home@x.example\nKai,home@x.example\n',
    );
    expect(rows.map(({ row, verdict, otherRow }) => [row, verdict, otherRow])).toEqual([
      [3, 'likely-duplicate', 2],
      [4, 'likely-duplicate', 2],
    ]);
    expect(await desk.members()).toHaveLength(3);
  });

  it('joins what a lead says is the same person, and remembers it', async () => {
    const text = 'Name,E-mail,Language\nJon Smith,jon@x.example,\nJonathan Smith,jon@x.example,en\nKai,,\n';
    const { id } = await desk.dryRun(text);
    await desk.imports.decide(desk.communityId, id, [{ row: 3, is: 'same' }]);
    await desk.imports.confirm(desk.communityId, id);
    const roster = (await desk.members()).filter(({ gone }) => gone === null);
    expect(roster.map(({ displayName, language }) => [displayName, language])).toEqual([
      ['Jon Smith', 'en'],
      ['Kai', null],
    ]);
    expect((await desk.load(text)).counts).toEqual({ skip: 3 });
  });

  it('leaves out what a lead leaves out, and takes phone-book names only when each is accepted', async () => {
    const { id, counts } = await desk.dryRun('Name\nAunt Mo\nPlumber\n', {
      columns: { name: 'Name' },
      phoneBook: true,
    });
    expect(counts).toEqual({ 'phone-book': 2 });
    await desk.imports.decide(desk.communityId, id, [{ row: 2, is: 'add' }]);
    await desk.imports.confirm(desk.communityId, id);
    expect(await desk.members()).toMatchObject([{ displayName: 'Aunt Mo', phonebook: true }]);
  });

  it('does not bring back who was erased', async () => {
    await desk.markErased(addressKey('cem@y.example'));
    const { counts, rows } = await desk.load(list);
    expect(counts).toEqual({ create: 2, skip: 1 });
    expect(rows[0]!.reasons[0]!.message).toContain('Asked to be removed');
  });

  it('is looked at again when confirmed: who was erased meanwhile stays away', async () => {
    const { id } = await desk.dryRun(list);
    await desk.markErased(addressKey('ana@x.example'));
    await desk.imports.confirm(desk.communityId, id);
    expect((await desk.members()).map(({ displayName }) => displayName)).toEqual(['Bo', 'Cem']);
  });
});

describe('an import', () => {
  it('that breaks off leaves nothing', async () => {
    await expect(desk.imports.start(desk.communityId, desk.placeId, broken())).rejects.toThrow(
      'the line went dead',
    );
    expect(await desk.dataSource.manager.countBy(ImportFile, { communityId: desk.communityId })).toBe(0);
    expect(
      await desk.dataSource.query(
        'select 1 from import_row r where not exists (select from import_file f where f.id = r.import_id)',
      ),
    ).toEqual([]);
  });

  it('of an empty file or a picture is refused, and leaves nothing', async () => {
    await expect(desk.dryRun('')).rejects.toThrow('This file is empty');
    await expect(desk.dryRun('\x89PNG\r\n\x1a\n\0\0')).rejects.toThrow('This is no table');
    expect(await desk.dataSource.manager.countBy(ImportFile, { communityId: desk.communityId })).toBe(0);
  });

  it('is forgotten with its rows when dropped, and after two weeks without anybody', async () => {
    const { id } = await desk.dryRun('Name\nAna\n');
    await desk.imports.drop(desk.communityId, id);
    expect(await desk.dataSource.query('select 1 from import_row where import_id = $1', [id])).toEqual([]);
    await desk.dryRun('Name\nBo\n');
    desk.clock.advance({ days: 15 });
    expect(await desk.imports.forgetOld(desk.dataSource.manager)).toBeGreaterThan(0);
    expect(await desk.dataSource.manager.countBy(ImportFile, { communityId: desk.communityId })).toBe(0);
  });

  it('is not for communities in danger', async () => {
    await desk.dataSource.manager.update(Community, { id: desk.communityId }, { care: 'protective' });
    await expect(desk.dryRun('Name\nAna\n')).rejects.toThrow('taking no files');
  });

  it('is nobody else’s: another community does not even learn that it exists', async () => {
    const { id } = await desk.dryRun('Name\nAna\n');
    await expect(desk.imports.confirm('00000000-0000-4000-8000-000000000000', id)).rejects.toThrow(
      'no such import',
    );
  });
});
