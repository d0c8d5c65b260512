import fc from 'fast-check';
import { readMultipart, type SentFile } from './multipart.js';

/** A form as a browser sends it, cut into pieces anywhere. */
async function read(form: FormData, cuts: number[] = []): Promise<{ fields: object; file: Buffer | null }> {
  const response = new Response(form);
  const type = response.headers.get('content-type')!;
  const bytes = Buffer.from(await response.arrayBuffer());
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let from = 0;
    for (const cut of cuts) {
      yield bytes.subarray(from, from + cut);
      from += cut;
    }
    yield bytes.subarray(from);
  }
  const { file, ...fields } = await readMultipart(pieces(), type);
  if (!file) return { fields, file: null };
  const arrived: Uint8Array[] = [];
  for await (const piece of (file as SentFile).bytes) arrived.push(piece);
  return { fields, file: Buffer.concat(arrived) };
}

describe('a form with a file', () => {
  it('arrives whole, whatever the file holds and wherever the network cuts it', async () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 });
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .constantFrom('\r\n--', '\r\n', '--', '\r\n------formdata')
        .map((text) => Buffer.from(text.repeat(5))),
    );
    await fc.assert(
      fc.asyncProperty(content, fc.string({ maxLength: 20 }), cuts, async (bytes, typed, where) => {
        const form = new FormData();
        form.append('place', typed);
        form.append('file', new Blob([Buffer.from(bytes)]), 'roster.csv');
        const { fields, file } = await read(form, where);
        expect(file).toEqual(Buffer.from(bytes));
        // Browsers and Node write every line end of a field as CRLF.
        expect(fields).toEqual({ place: typed.replaceAll(/\r\n|\r|\n/g, '\r\n') });
      }),
    );
  });

  it('leaves out a file that nobody chose', async () => {
    const form = new FormData();
    form.append('_form', 'x');
    form.append('file', new Blob([]), '');
    expect(await read(form)).toEqual({ fields: { _form: 'x' }, file: null });
  });

  it('is refused when it breaks off, and when it is no form', async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf');
    };
    await expect(readMultipart(broken(), 'multipart/form-data; boundary=b')).rejects.toThrow(
      'did not arrive whole',
    );
    await expect(readMultipart(broken(), 'multipart/form-data')).rejects.toThrow('did not arrive whole');
  });
});
