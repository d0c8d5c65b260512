import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { testDataSource } from '../../../test/support/test-db.js';
import { TestClock } from '../clock.js';
import { Links } from './links.js';
import { MasterKey } from './master-key.js';
import { Vault } from './vault.js';

let db: DataSource;
let dir: string;
let master: MasterKey;

beforeAll(async () => {
  db = await testDataSource([]);
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-vault-'));
  master = MasterKey.load(dir);
});
afterAll(async () => {
  await db.destroy();
  fs.rmSync(dir, { recursive: true, force: true });
});

describe('the vault', () => {
  it('gives each owner keys of their own, the same in every process', async () => {
    const [ada, bo] = [randomUUID(), randomUUID()];
    const sealed = (await new Vault(master).ring(db.manager, ada)).seal('a secret');
    const elsewhere = new Vault(MasterKey.load(dir));
    expect((await elsewhere.ring(db.manager, ada)).open(sealed)).toBe('a secret');
    const other = await elsewhere.ring(db.manager, bo);
    expect(() => other.open(sealed)).toThrow('another owner');
  });

  it('makes one key when two transactions ask first at the same time', async () => {
    const vault = new Vault(master);
    const owner = randomUUID();
    const [one, two] = await Promise.all([1, 2].map(() => db.transaction((tx) => vault.ring(tx, owner))));
    expect(two!.open(one!.seal('shared'))).toBe('shared');
  });

  it('forgets a key whose transaction failed, so that nothing is sealed under it', async () => {
    const vault = new Vault(master);
    const owner = randomUUID();
    await expect(
      db.transaction(async (tx) => {
        await vault.ring(tx, owner);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    const sealed = (await vault.ring(db.manager, owner)).seal('kept');
    expect((await new Vault(master).ring(db.manager, owner)).open(sealed)).toBe('kept');
  });

  it('rotates while others work: old text opens, new text is under the new key, look-ups go on', async () => {
    const vault = new Vault(master);
    const owner = randomUUID();
    const before = await vault.ring(db.manager, owner);
    const sealed = before.seal('old');
    await new Vault(master).rotate(db.manager, owner);
    const after = await vault.ring(db.manager, owner);
    expect(after.open(sealed)).toBe('old');
    expect(after.open(before.seal('sealed in between'))).toBe('sealed in between');
    expect(after.fingerprint('ada')).toEqual(before.fingerprint('ada'));
    expect(() => before.open(after.seal('new'))).toThrow('fetch the ring again');
  });

  it('refuses a key that was moved to another owner, or that another installation wrapped', async () => {
    const vault = new Vault(master);
    const [ada, thief] = [randomUUID(), randomUUID()];
    await vault.ring(db.manager, ada);
    await db.query('insert into crypto_key select $2, version, sealed from crypto_key where owner = $1', [
      ada,
      thief,
    ]);
    await expect(vault.ring(db.manager, thief)).rejects.toThrow('key file');
    const stranger = new Vault(MasterKey.load(path.join(dir, 'another')));
    await expect(stranger.ring(db.manager, ada)).rejects.toThrow('key file');
  });

  it('leaves nothing readable of an owner whose keys were thrown away', async () => {
    const vault = new Vault(master);
    const owner = randomUUID();
    const sealed = (await vault.ring(db.manager, owner)).seal('gone');
    await vault.forget(db.manager, owner);
    const fresh = await vault.ring(db.manager, owner);
    expect(() => fresh.open(sealed)).toThrow('another owner');
  });
});

describe('links', () => {
  const clock = new TestClock('2026-01-05T09:00:00Z');
  const links = (): Links => new Links(master, clock);

  it('are found by their token and purpose only, and can be made again from their id', async () => {
    const subject = randomUUID();
    const { id, token } = await links().create(db.manager, { purpose: 'own-page', subject });
    expect(token).toMatch(/^[\w-]{22}$/);
    expect(links().token(id)).toBe(token);
    const found = await links().find(db.manager, token, 'own-page');
    expect(found).toEqual({ id, subject, expiresAt: null, revokedAt: null });
    expect(await links().find(db.manager, token, 'sign-in')).toBeUndefined();
    expect(await links().find(db.manager, `${token.slice(0, -1)}!`, 'own-page')).toBeUndefined();
  });

  it('stand in the database as hashes: who reads the table opens nothing', async () => {
    const { id, token } = await links().create(db.manager, { purpose: 'own-page', subject: randomUUID() });
    const [row] = await db.query<Record<string, unknown>[]>('select * from link where id = $1', [id]);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(Buffer.from(row?.['hash'] as Buffer).includes(Buffer.from(token, 'base64url'))).toBe(false);
  });

  it('are made for many at once, each its own', async () => {
    const subjects = Array.from({ length: 50 }, () => randomUUID());
    const made = await links().createMany(db.manager, 'own-page', subjects);
    expect([...made.keys()]).toEqual(subjects);
    expect(new Set([...made.values()].map(({ token }) => token)).size).toBe(50);
    expect(await links().createMany(db.manager, 'own-page', [])).toEqual(new Map());
  });

  it('say when they expired or were revoked, and are revoked by one caller only', async () => {
    const expiresAt = clock.now().add({ minutes: 30 });
    const link = await links().create(db.manager, { purpose: 'sign-in', subject: randomUUID(), expiresAt });
    const now = clock.now();
    const won = await Promise.all([1, 2, 3].map(() => links().revoke(db.manager, link.id, now)));
    expect(won.filter(Boolean)).toHaveLength(1);
    const found = await links().find(db.manager, link.token, 'sign-in');
    expect(found?.expiresAt?.equals(expiresAt)).toBe(true);
    expect(found?.revokedAt?.equals(now)).toBe(true);
  });
});
