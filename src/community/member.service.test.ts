import { Temporal } from 'temporal-polyfill';
import { ImportDesk } from '../../test/support/import-desk.js';
import { addressKey, nameKey } from './address.rules.js';
import { MemberChannel } from './member.entity.js';
import { MemberService, type NewMember } from './member.service.js';
import { PastedNames } from './pasted-names.service.js';

const today = Temporal.PlainDate.from('2026-01-05');
let desk: ImportDesk;
let members: MemberService;

beforeAll(async () => {
  desk = await ImportDesk.open();
  members = new MemberService(desk.vault, desk.clock);
});
afterAll(() => desk.close());
beforeEach(() => desk.begin());

const add = (person: Partial<NewMember>) =>
  desk.dataSource.transaction((tx) =>
    members.add(tx, desk.communityId, { displayName: 'Ana', source: 'api', today, ...person }),
  );
const channelsOf = (memberId: string) => desk.dataSource.manager.findBy(MemberChannel, { memberId });

describe('one person', () => {
  it('is kept as written, with the address sealed', async () => {
    const { id, displayName } = await add({ displayName: ' Ana\u00a0Öz ', email: 'Ana@X.example' });
    expect(displayName).toBe('Ana Öz');
    const [channel] = await channelsOf(id);
    expect(channel!.sealed!.toString('latin1')).not.toContain('Ana');
    const ring = await desk.vault.ring(desk.dataSource.manager, desk.communityId);
    expect(ring.open(channel!.sealed!)).toBe('Ana@x.example');
    expect(channel!.lookup).toEqual(ring.fingerprint(addressKey('ana@x.example')));
  });

  it('who came by themselves has an address that waits to be confirmed', async () => {
    const { id } = await add({ email: 'ana@x.example', source: 'join' });
    expect((await channelsOf(id)).map(({ state }) => state)).toEqual(['unconfirmed']);
  });

  it('without an address has no channel: they are told by hand', async () => {
    expect(await channelsOf((await add({})).id)).toEqual([]);
  });
});

describe('somebody who was erased', () => {
  it('is brought back by no lead’s list, but is welcome by themselves', async () => {
    await desk.markErased(addressKey('ana@x.example'));
    await expect(add({ email: 'ana@x.example' })).rejects.toThrow('asked to be removed');
    await expect(add({ email: 'ana@x.example', source: 'join' })).resolves.toMatchObject({
      displayName: 'Ana',
    });
    await expect(add({ email: 'ana@x.example', displayName: 'Bo' })).resolves.toMatchObject({
      displayName: 'Bo',
    });
  });

  it('is known by the name in their place where nothing else was known', async () => {
    await desk.markErased(nameKey(desk.placeId, 'Ana'));
    await expect(add({ placeId: desk.placeId })).rejects.toThrow('asked to be removed');
    const pasted = await desk.dataSource.transaction((tx) =>
      new PastedNames(desk.vault).paste(tx, desk.communityId, desk.placeId, 'ana\nBo', today),
    );
    expect(pasted.created).toHaveLength(1);
    expect(pasted.skipped).toMatchObject([{ line: 1, name: 'ana' }]);
    await expect(add({})).resolves.toMatchObject({ displayName: 'Ana' });
  });
});
