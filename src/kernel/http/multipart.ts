import { Refusal } from '../refusal.js';

/** A file of a form, still arriving: read it to its end, once. */
export interface SentFile {
  name: string;
  bytes: AsyncIterable<Uint8Array>;
}

const MOST_OF_A_FIELD = 64 * 1024;
const broken = (): Refusal => new Refusal('invalid', 'The form did not arrive whole. Send it again.');

/**
 * A form with a file (RFC 7578). Answers as soon as the first file begins: with the fields before it, and the file
 * under its name, to be read as it arrives, because a roster may be larger than memory. Fields after it are left out.
 * A file that nobody chose is left out too.
 */
export async function readMultipart(
  stream: AsyncIterable<Uint8Array>,
  contentType: string,
): Promise<Record<string, string | SentFile>> {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const delimiter = Buffer.from(`\r\n--${quoted ?? plain ?? ''}`);
  if (delimiter.length === 4) throw broken();
  const source = stream[Symbol.asyncIterator]();
  let buffer = Buffer.from('\r\n');
  const more = async (): Promise<boolean> => {
    const next = await source.next();
    if (next.done) return false;
    buffer = Buffer.concat([buffer, next.value]);
    return true;
  };
  /** Whatever stands before the mark; the mark itself is read past. */
  const until = async (mark: Buffer, most: number): Promise<Buffer> => {
    for (;;) {
      const at = buffer.indexOf(mark);
      if (at > most || (at < 0 && buffer.length > most + mark.length)) throw broken();
      if (at >= 0) {
        const found = buffer.subarray(0, at);
        buffer = buffer.subarray(at + mark.length);
        return found;
      }
      if (!(await more())) throw broken();
    }
  };
  async function* file(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = buffer.indexOf(delimiter);
      // What could be the beginning of the delimiter waits for the next piece.
      const sure = at < 0 ? buffer.length - delimiter.length : at;
      if (sure > 0) yield buffer.subarray(0, sure);
      if (at >= 0) {
        buffer = buffer.subarray(at + delimiter.length);
        return;
      }
      if (sure > 0) buffer = buffer.subarray(sure);
      if (!(await more())) throw broken();
    }
  }
  const fields: Record<string, string | SentFile> = {};
  await until(delimiter, MOST_OF_A_FIELD);
  for (;;) {
    while (buffer.length < 2) if (!(await more())) throw broken();
    if (buffer.subarray(0, 2).toString('latin1') === '--') return fields;
    const head = (await until(Buffer.from('\r\n\r\n'), MOST_OF_A_FIELD)).toString();
    const name = /\bname="([^"]*)"/i.exec(head)?.[1];
    const fileName = /\bfilename="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined) throw broken();
    if (fileName) return { ...fields, [name]: { name: fileName, bytes: file() } };
    const value = (await until(delimiter, MOST_OF_A_FIELD)).toString();
    if (fileName === undefined) fields[name] = value;
  }
}
