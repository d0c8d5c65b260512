import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** The keys of one owner. Sealed bytes: version (1), nonce (12), text, tag (16); AES-256-GCM. */
export class Keyring {
  private readonly newest: number;

  /**
   * @param sealing data keys by version, 1 to 255; the highest seals, all of them open
   * @param lookup never rotated: what was stored under it could not be found again
   */
  constructor(
    private readonly sealing: ReadonlyMap<number, Buffer>,
    private readonly lookup: Buffer,
  ) {
    this.newest = Math.max(...sealing.keys());
  }

  /** Never the same bytes twice for the same text. */
  seal(text: string): Buffer {
    const version = Buffer.of(this.newest);
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.key(this.newest), nonce).setAAD(version);
    return Buffer.concat([version, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** Throws when the bytes were changed, belong to another owner, or were sealed after this ring was fetched. */
  open(sealed: Buffer): string {
    if (sealed.length < 1 + NONCE + TAG) throw new Error('These bytes are too short to be sealed text.');
    const key = this.key(sealed.readUInt8(0));
    const nonce = sealed.subarray(1, 1 + NONCE);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
      .setAAD(sealed.subarray(0, 1))
      .setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE, -TAG)), decipher.final()]).toString(
      'utf8',
    );
  }

  /** A keyed hash, 32 bytes, for looking something up without keeping it readable. The caller normalises first. */
  fingerprint(text: string): Buffer {
    return createHmac('sha256', this.lookup).update(text, 'utf8').digest();
  }

  private key(version: number): Buffer {
    const key = this.sealing.get(version);
    if (!key) throw new Error(`No key of version ${version} on this ring: fetch the ring again.`);
    return key;
  }
}
