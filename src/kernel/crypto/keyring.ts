import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomFillSync,
  type KeyObject,
} from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** The keys of one owner. Sealed bytes: version (1), nonce (12), text, tag (16); AES-256-GCM. */
export class Keyring {
  private readonly sealing: ReadonlyMap<number, KeyObject>;
  private readonly lookup: KeyObject;
  private readonly newest: number;

  /**
   * @param sealing data keys by version, 1 to 255; the highest seals, all of them open
   * @param lookup never rotated: what was stored under it could not be found again
   */
  constructor(sealing: ReadonlyMap<number, Buffer>, lookup: Buffer) {
    // Key objects: an import seals millions of fields, and a bare key is set up anew for each.
    this.sealing = new Map([...sealing].map(([version, key]) => [version, createSecretKey(key)]));
    this.lookup = createSecretKey(lookup);
    this.newest = Math.max(...sealing.keys());
  }

  /** Never the same bytes twice for the same text. */
  seal(text: string): Buffer {
    const version = Buffer.of(this.newest);
    const nonce = freshNonce();
    const cipher = createCipheriv('aes-256-gcm', this.key(this.newest), nonce).setAAD(version);
    return Buffer.concat([version, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** Throws when the bytes were changed, belong to another owner, or were sealed after this ring was fetched. */
  open(sealed: Buffer): string {
    if (sealed.length < 1 + NONCE + TAG) throw new Error('These bytes are too short to be sealed text.');
    const key = this.key(sealed.readUInt8(0));
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), {
      authTagLength: TAG,
    })
      .setAAD(sealed.subarray(0, 1))
      .setAuthTag(sealed.subarray(-TAG));
    const start = decipher.update(sealed.subarray(1 + NONCE, -TAG));
    try {
      return Buffer.concat([start, decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new Error('These bytes were changed, or are sealed under the key of another owner.', { cause });
    }
  }

  /** A keyed hash, 32 bytes, for looking something up without keeping it readable. The caller normalises first. */
  fingerprint(text: string): Buffer {
    return createHmac('sha256', this.lookup).update(text, 'utf8').digest();
  }

  private key(version: number): KeyObject {
    const key = this.sealing.get(version);
    if (!key) throw new Error(`No key of version ${version} on this ring: fetch the ring again.`);
    return key;
  }
}

/** Random bytes are drawn for many nonces at once: one draw each costs as much as the sealing. */
const pool = Buffer.alloc(NONCE * 256);
let used = pool.length;

function freshNonce(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  // A copy: the pool is filled again while the nonce may still be held.
  return Buffer.from(pool.subarray(used, (used += NONCE)));
}
