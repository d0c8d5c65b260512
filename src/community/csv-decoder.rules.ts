import { isAscii, isUtf8 } from 'node:buffer';

/** How much is looked at before the encoding is settled, in bytes. */
const WINDOW = 65_536;
const SNIFF = 1_024;

/**
 * Bytes to text, in pieces of any size: the same bytes give the same text however they were cut.
 * UTF-8 and UTF-16 are known by their mark or their zeros; plain ASCII passes through until the first byte
 * that is not, and the 64 KiB after it decide between UTF-8 and Windows-1252. A wrong byte later
 * becomes U+FFFD, which makes a bad row and not a lost file.
 */
export class CsvDecoder {
  private held: Uint8Array = new Uint8Array(0);
  private decoder: TextDecoder | undefined;
  private sniffed = false;
  private used: string | undefined;

  /** @param said an encoding the reader was told (any label that TextDecoder knows), or nothing: find out */
  constructor(said?: string) {
    if (said !== undefined) this.settle(said);
  }

  /** The encoding in use; 'ascii' while nothing but ASCII was seen. */
  get encoding(): string {
    return this.used ?? 'ascii';
  }

  push(bytes: Uint8Array): string {
    if (this.decoder) return this.decoder.decode(bytes, { stream: true });
    this.held = this.held.length === 0 ? bytes : Buffer.concat([this.held, bytes]);
    return this.read(false);
  }

  end(): string {
    const rest = this.decoder ? '' : this.read(true);
    return rest + (this.decoder?.decode() ?? '');
  }

  private read(last: boolean): string {
    if (!this.sniffed) {
      if (this.held.length < SNIFF && !last) return '';
      this.sniffed = true;
      const sure = sniff(this.held.subarray(0, SNIFF));
      if (sure !== undefined) return this.decide(sure);
    }
    const odd = isAscii(this.held) ? -1 : this.held.findIndex((byte) => byte > 127);
    if (odd >= 0 && (last || this.held.length >= odd + WINDOW)) {
      return this.decide(readsAsUtf8(this.held.subarray(odd, odd + WINDOW)) ? 'utf-8' : 'windows-1252');
    }
    const plain = this.held.subarray(0, odd < 0 ? this.held.length : odd);
    this.held = this.held.subarray(plain.length);
    return Buffer.from(plain).toString('latin1');
  }

  private decide(encoding: string): string {
    const held = this.held;
    this.held = new Uint8Array(0);
    return this.settle(encoding).decode(held, { stream: true });
  }

  private settle(encoding: string): TextDecoder {
    this.decoder = new TextDecoder(encoding);
    this.used = this.decoder.encoding;
    return this.decoder;
  }
}

function sniff(start: Uint8Array): string | undefined {
  const [a, b, c] = start;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // Without a mark: Latin letters in UTF-16 have a zero in every second byte.
  const zeros = [0, 0];
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[at % 2]! += 1;
  const many = start.length / 5;
  if (start.length >= 4 && zeros[1]! > many && zeros[0]! < many / 4) return 'utf-16le';
  if (start.length >= 4 && zeros[0]! > many && zeros[1]! < many / 4) return 'utf-16be';
  return undefined;
}

/** A window may end inside a character: up to three bytes at its end do not count against it. */
function readsAsUtf8(bytes: Uint8Array): boolean {
  for (let cut = 0; cut <= 3 && cut < bytes.length; cut++) {
    if (isUtf8(bytes.subarray(0, bytes.length - cut))) return cut === 0 || bytes.length === WINDOW;
  }
  return false;
}
