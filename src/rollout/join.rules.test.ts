import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idField } from '../kernel/http/fields.js';
import { codeFrom, codeSpoken, codeTyped, idOfForm, likelySame } from './join.rules.js';

describe('a join code', () => {
  it('has eight letters that nobody mistakes, and survives being read aloud and typed', () => {
    const bytes = fc.uint8Array({ minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(bytes, fc.boolean(), (random, shout) => {
        let at = 0;
        const code = codeFrom((n) =>
          random.subarray((at = (at + n) % 57), at + n).map((byte, i) => ((at + i) % 7 === 0 ? i : byte)),
        );
        expect(code).toMatch(/^[a-hjkmnp-z2-9]{8}$/);
        const spoken = codeSpoken(code);
        expect(codeTyped(` ${shout ? spoken.toUpperCase() : spoken}-`)).toBe(code);
      }),
    );
  });

  it('is none of anything else', () => {
    for (const text of ['', 'abc', 'abcd efg1', 'abcdefghi', '../../etc', "' or 1=1"])
      expect(codeTyped(text)).toBeNull();
  });
});

describe('likely the same person', () => {
  it('looks past accents, order and missing parts of a name', () => {
    expect(likelySame('José Álvarez', 'alvarez jose')).toBe(true);
    expect(likelySame('Amina', 'Amina Yıldız')).toBe(true);
    expect(likelySame('Amina Öz', 'Amina Yıldız')).toBe(false);
    expect(likelySame('🌻', 'Ana')).toBe(false);
  });
});

describe('a form that was filled in', () => {
  it('has one id, which a lead can ask for, and another as soon as anything in it differs', () => {
    const line = fc.option(fc.string(), { nil: undefined });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (content) => {
        expect(idField.safeParse(idOfForm(content)).success).toBe(true);
        expect(idOfForm([...content])).toBe(idOfForm(content));
        expect(idOfForm([...content, 'more'])).not.toBe(idOfForm(content));
      }),
    );
  });
});
