import fc from 'fast-check';
import { fill, fillHtml, firstName } from './fill.rules.js';

describe('filling in a reader', () => {
  it('puts values where their placeholders stand, and leaves unknown braces alone', () => {
    expect(
      fill('Hello {firstName}, see {ownPage} {unknown}', { firstName: 'Anna', ownPage: 'http://x/m/1' }),
    ).toBe('Hello Anna, see http://x/m/1 {unknown}');
  });

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
