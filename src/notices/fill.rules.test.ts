import fc from 'fast-check';
import { fill, fillHtml, firstName } from './fill.rules.js';

describe('filling in a reader', () => {
  it('puts values where their placeholders stand, and leaves unknown braces alone', () => {
    expect(
      fill('Hello {firstName}, see {ownPage} {unknown}', { firstName: 'Anna', ownPage: 'http://x/m/1' }),
    ).toBe('Hello Anna, see http://x/m/1 {unknown}');
  });

  it.each(Object.getOwnPropertyNames(Object.prototype).filter((name) => /^[a-z]+$/i.test(name)))(
    'knows no value that nobody gave: {%s}',
    (name) => {
      expect(fill(`The garden {${name}}`, {})).toBe(`The garden {${name}}`);
      expect(fillHtml(`The garden {${name}}`, {})).toBe(`The garden {${name}}`);
    },
  );

  it('never fills in what somebody is called', () => {
    expect(fill('Hello {firstName}', { firstName: '{ownPage}', ownPage: 'secret' })).toBe('Hello {ownPage}');
  });

  it('escapes values in HTML, in text and in attributes', () => {
    expect(fillHtml('<a title="{firstName}">{firstName}</a>', { firstName: `"><script>'&` })).toBe(
      '<a title="&quot;&gt;&lt;script&gt;&#39;&amp;">&quot;&gt;&lt;script&gt;&#39;&amp;</a>',
    );
  });

  it('lets no name break its line or turn the direction of what follows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(fill('{firstName}', { firstName: name })).not.toMatch(/[\p{Cc}\u2028\u2029\u202e\u2066]/u);
        expect(fillHtml('{firstName}', { firstName: name })).not.toMatch(/[<>"\n\r]/);
      }),
    );
  });

  it('makes a first name of anything: short, on one line, with no tower of marks, and nothing filled in', () => {
    const odd = fc.constantFrom(
      '{ownPage}',
      '{{',
      '<script>',
      '\r\nBcc: a@b',
      '\u202e',
      '\0',
      '\u0301'.repeat(50),
    );
    const name = fc
      .array(fc.oneof(odd, fc.string({ unit: 'binary' })), { maxLength: 9 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(
        fc.oneof(name, fc.constantFrom('x'.repeat(10_000), '\u0301'.repeat(10_000), '')),
        (given) => {
          const called = firstName(given);
          expect(Array.from(called).length).toBeLessThanOrEqual(60);
          expect(called).not.toMatch(/\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{M}{5}/u);
          const html = fillHtml('<p>Hello {firstName},</p>', { firstName: called, ownPage: 'secret' });
          expect(html.match(/[<>]/g)).toEqual(['<', '>', '<', '>']);
          expect(html).not.toContain('secret');
        },
      ),
    );
  });

  it.each([
    ['Anna Berg', 'Anna'],
    ['Berg, Anna Maria', 'Anna'],
    ['  Anna  ', 'Anna'],
    ['王小明', '王小明'],
    ['Berg,', 'Berg'],
    ['', ''],
    ['Anna\r\nBcc: x@y.example', 'Anna'],
    ['Dr. Anna Berg', 'Anna'],
    ['Prof. Dr. Anna Berg', 'Anna'],
    ['Berg, Dr. Anna', 'Anna'],
    ['Dr. Berg', 'Dr. Berg'],
    ['Frau Berg', 'Frau Berg'],
    ['nightingale_7', 'nightingale_7'],
    ['The quiet one', 'The quiet one'],
    ['A. Berg', 'A. Berg'],
    ['Anna & Bo Berg', 'Anna & Bo Berg'],
    ['Jan-Peter O’Neil', 'Jan-Peter'],
    ['🌻 Anna', 'Anna'],
    ['Anna🌻 Berg', 'Anna'],
    ['🌻', '🌻'],
    ['🌻 ✨', '🌻 ✨'],
    ['👩‍🌾'.repeat(70), '👩‍🌾'.repeat(20)],
    ['(Anna) Berg', 'Anna'],
  ])('calls %j by the first name %j', (name, called) => {
    expect(firstName(name)).toBe(called);
  });
});
