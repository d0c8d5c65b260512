import fc from 'fast-check';
import { CsvDecoder } from './csv-decoder.rules.js';

function read(bytes: Uint8Array, size = bytes.length || 1): { text: string; encoding: string } {
  const decoder = new CsvDecoder();
  let text = '';
  for (let at = 0; at < bytes.length; at += size) text += decoder.push(bytes.subarray(at, at + size));
  text += decoder.end();
  return { text, encoding: decoder.encoding };
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('encodings', () => {
  const text = 'Zoë,Łukasz,Ömer,نور,🙂\n';
  it.each([
    ['UTF-8', Buffer.from(text), text, 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), text, 'utf-8'],
    ['UTF-16 LE with its mark', Buffer.from(`\ufeff${text}`, 'utf16le'), text, 'utf-16le'],
    ['UTF-16 BE with its mark', utf16be(`\ufeff${text}`), text, 'utf-16be'],
    [
      'UTF-16 LE without a mark',
      Buffer.from('name,email\nZoë,a@x.example\n', 'utf16le'),
      'name,email\nZoë,a@x.example\n',
      'utf-16le',
    ],
    [
      'UTF-16 BE without a mark',
      utf16be('name,email\nZoë,a@x.example\n'),
      'name,email\nZoë,a@x.example\n',
      'utf-16be',
    ],
    [
      'Windows-1252',
      Buffer.from('Zoë – 5 €'.replace('–', '\x96').replace('€', '\x80'), 'latin1'),
      'Zoë – 5 €',
      'windows-1252',
    ],
    ['ASCII', Buffer.from('plain'), 'plain', 'ascii'],
    ['nothing', Buffer.from(''), '', 'ascii'],
  ])('%s', (_, bytes, expected, encoding) => {
    expect(read(bytes)).toEqual({ text: expected, encoding });
  });

  it('are found out even when the first odd letter comes after a megabyte', () => {
    const plain = 'a,b\n'.repeat(300_000);
    expect(read(Buffer.from(`${plain}Zoë\n`, 'latin1')).text).toBe(`${plain}Zoë\n`);
    expect(read(Buffer.from(`${plain}Zoë\n`)).text).toBe(`${plain}Zoë\n`);
  });

  it('read a character that the window cuts in two as one', () => {
    for (const shift of [0, 1, 2, 3]) {
      const long = `${'x'.repeat(shift)}é${'🙂'.repeat(40_000)}`;
      expect(read(Buffer.from(long))).toEqual({ text: long, encoding: 'utf-8' });
    }
  });

  it('give the same text however the bytes were cut', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 3_000 }),
      fc.string({ unit: 'grapheme', maxLength: 2_000 }).map((some) => Buffer.from(some)),
      fc.string({ unit: 'grapheme', maxLength: 2_000 }).map((some) => Buffer.from(some, 'utf16le')),
      fc.string({ maxLength: 2_000 }).map((some) => Buffer.from(`${some}é`, 'latin1')),
    );
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 70 }), (some, size) => {
        expect(read(some, size)).toEqual(read(some));
      }),
    );
  });
});
