import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { once } from '../database/reading.js';
import { Keyring } from './keyring.js';
import { MasterKey } from './master-key.js';

interface KeyRow {
  version: number;
  sealed: Buffer;
}

/** Each owner's (a community's) data keys, kept wrapped under the master key. */
@Injectable()
export class Vault {
  private readonly wrapping: Buffer;
  private readonly marking: Buffer;

  constructor(master: MasterKey) {
    this.wrapping = master.derive('wrapping');
    this.marking = master.derive('marking');
  }

  /**
   * A keyed hash of these parts, 32 bytes: proves that this installation wrote them, and not somebody who has the
   * database alone. The first part says what for.
   */
  mark(...parts: (string | number | null)[]): Buffer {
    return createHmac('sha256', this.marking).update(JSON.stringify(parts)).digest();
  }

  /**
   * The owner's keys; the first call makes them. Fetch it once per transaction or batch, not once per row.
   * Never kept from one transaction to the next: a key made by one that rolls back must not outlive it,
   * and another process may have rotated.
   */
  async ring(tx: EntityManager, owner: string): Promise<Keyring> {
    return once(tx, `ring ${owner}`, async () => {
      const rows = await this.rows(tx, owner);
      if (rows.length > 0) return this.assemble(owner, rows);
      await this.add(tx, owner, 1);
      return this.assemble(owner, await this.rows(tx, owner));
    });
  }

  /** From now on new text is sealed under a fresh key; what older keys sealed still opens. */
  async rotate(tx: EntityManager, owner: string): Promise<void> {
    const rows = await this.rows(tx, owner);
    if (rows.length >= 255) throw new Error('A key can be rotated 254 times.');
    await this.add(tx, owner, rows.length + 1);
  }

  /**
   * The keyed hash of a text under each owner's key, to find what is somebody's before it is known whose it is.
   * Work and answer grow with the number of owners, never with the text: not for what visitors wait for.
   */
  async fingerprints(tx: EntityManager, text: string): Promise<{ owner: string; fingerprint: Buffer }[]> {
    const rows = await tx.query<(KeyRow & { owner: string })[]>(
      'select owner, version, sealed from crypto_key where version = 1',
    );
    return rows.map((row) => {
      const fingerprint = this.assemble(row.owner, [row]).fingerprint(text);
      return { owner: row.owner, fingerprint };
    });
  }

  /** Throws the keys away: whatever they sealed, in backups too, is noise from now on. */
  async forget(tx: EntityManager, owner: string): Promise<void> {
    await tx.query('delete from crypto_key where owner = $1', [owner]);
  }

  private rows(tx: EntityManager, owner: string): Promise<KeyRow[]> {
    return tx.query('select version, sealed from crypto_key where owner = $1 order by version', [owner]);
  }

  /** Two at once: the second waits for the first, then finds its key. */
  private async add(tx: EntityManager, owner: string, version: number): Promise<void> {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.wrapping, nonce).setAAD(label(owner, version));
    const sealed = Buffer.concat([
      nonce,
      cipher.update(randomBytes(32)),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    await tx.query(
      'insert into crypto_key (owner, version, sealed) values ($1, $2, $3) on conflict do nothing',
      [owner, version, sealed],
    );
  }

  private assemble(owner: string, rows: KeyRow[]): Keyring {
    const secrets = rows.map(({ version, sealed }): [number, Buffer] => [
      version,
      this.unwrap(sealed, label(owner, version)),
    ]);
    const first = secrets[0];
    if (!first) throw new Error('The keys of this owner have just been thrown away.');
    const sealing = new Map(secrets.map(([version, secret]) => [version, part(secret, 'sealing')]));
    return new Keyring(sealing, part(first[1], 'lookup'));
  }

  private unwrap(sealed: Buffer, bound: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.wrapping, sealed.subarray(0, 12), {
      authTagLength: 16,
    })
      .setAAD(bound)
      .setAuthTag(sealed.subarray(-16));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
    } catch (cause) {
      const message =
        'The key file in the data folder does not belong to this database: bring back the one that does.';
      throw new Error(message, { cause });
    }
  }
}

/** Each use gets a key of its own. */
const part = (secret: Buffer, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `changeover ${use}`, 32));

/** Binds a wrapped key to its row: it cannot be moved to another owner or version. */
const label = (owner: string, version: number): Buffer => Buffer.from(`${owner.toLowerCase()}/${version}`);
