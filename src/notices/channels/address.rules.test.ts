import fc from 'fast-check';
import { readAddress } from '../../community/address.rules.js';
import { deliverable, domainOf } from './address.rules.js';

describe('an address that a mail server takes', () => {
  it.each([
    ['anna@hill.example', 'anna@hill.example'],
    ["o'brien+move@hill.example", "o'brien+move@hill.example"],
    ['anna@HÜGEL.example', 'anna@xn--hgel-0ra.example'],
    ['anna@新しい家.example', 'anna@xn--n8jub619u2li.example'],
    ['änne@hill.example', 'änne@hill.example'],
    [`${'a'.repeat(64)}@hill.example`, `${'a'.repeat(64)}@hill.example`],
  ])('%s', (typed, sent) => {
    expect(deliverable(typed)).toBe(sent);
  });

  it.each([
    '',
    'anna',
    '@hill.example',
    'anna@',
    'anna@hill..example',
    'anna@-hill.example',
    '.anna@hill.example',
    'an..na@hill.example',
    'anna@hill.example\r\nBcc: eve@elsewhere.example',
    'anna@hill.example\nRCPT TO:<eve@elsewhere.example>',
    'anna@hill.example,eve@elsewhere.example',
    'anna@hill.example eve@elsewhere.example',
    'Anna <anna@hill.example>',
    '<anna@hill.example>',
    'anna(a comment)@hill.example',
    '"anna berg"@hill.example',
    'anna@[127.0.0.1]',
    'anna@hill@elsewhere.example',
    'anna\u0000@hill.example',
    'anna\u200b@hill.example',
    `${'a'.repeat(65)}@hill.example`,
    `anna@${'h'.repeat(64)}.example`,
    `${'a'.repeat(60)}@${'hill.'.repeat(60)}example`,
  ])('is not %j', (typed) => {
    expect(deliverable(typed)).toBeNull();
  });

  it('never holds what could become a header, a command or a second reader', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.constantFrom('', '@hill.example'),
        (text, end) => {
          const sent = deliverable(text + end);
          expect(sent ?? 'a@b').toMatch(/^[^\s\p{C}<>(),;:"[\]@]+@[a-z\d.-]+$/iu);
        },
      ),
    );
  });

  it('is whatever was let in at the door: nobody is let in whom no server takes', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 90 }),
      fc.string({ unit: 'grapheme-ascii', maxLength: 90 }),
      fc.constantFrom(
        'anna',
        'änne',
        'hügel',
        '新しい家',
        '\u200b',
        '\0',
        '..',
        '.',
        '"a b"',
        '(c)',
        'x'.repeat(320),
      ),
    );
    const typed = fc.tuple(fc.array(part, { maxLength: 3 }), fc.array(part, { minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(typed, fc.constantFrom('', '.example', '.org'), ([name, domain], end) => {
        const read = readAddress(`${name.join('')}@${domain.join('.')}${end}`);
        expect('address' in read ? deliverable(read.address) : 'told what is wrong').not.toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('is delivered at a domain, whatever it is', () => {
    expect(domainOf('Anna@HILL.example')).toBe('hill.example');
    expect(domainOf('nobody')).toBe('nobody');
    expect(domainOf('anna@ ')).toBe('nowhere');
  });
});
