import { hkdfSync, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * The one secret of an installation, in a file beside the database and never in it: whoever takes a dump
 * of the database alone reads no channel, no handle and no link.
 */
export class MasterKey {
  private constructor(private readonly bytes: Buffer) {}

  /** Reads `DATA_DIR/key`, and makes it once. Two processes that start together end with the same key. */
  static load(dataDir: string): MasterKey {
    const file = path.join(dataDir, 'key');
    if (!fs.existsSync(file)) create(file);
    const bytes = Buffer.from(fs.readFileSync(file, 'utf8').trim(), 'base64');
    if (bytes.length !== 32) {
      throw new Error(
        `${file} does not hold a key of 32 bytes. Bring it back from a backup: without it nothing sealed can be read.`,
      );
    }
    return new MasterKey(bytes);
  }

  /** 32 bytes for one use only, so that no key serves two purposes. */
  derive(use: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.bytes, '', `changeover ${use}`, 32));
  }
}

/** Written whole beside its place, then linked: `link` fails where the file exists, so the first writer wins. */
function create(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = fs.openSync(draft, 'wx', 0o600);
  try {
    fs.writeSync(handle, `${randomBytes(32).toString('base64')}\n`);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    fs.unlinkSync(draft);
  }
}
