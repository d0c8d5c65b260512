import { z } from 'zod';
import { Refusal } from '../refusal.js';
import { dayField, lineField, momentField, zoneField } from './fields.js';
import { formOf, refusedForm } from './form.js';
import { parse, tryParse } from './parse.js';

const reasons = (schema: z.ZodType, value: unknown): string[] => {
  const result = tryParse(schema, value);
  return result.ok ? [] : result.reasons.map(({ field, message }) => `${field}: ${message}`);
};

describe('what a schema finds wrong', () => {
  it('is also a text that no database keeps, wherever it stands, beside all else', () => {
    const schema = z.object({
      words: z.string(),
      rows: z.array(z.object({ name: z.string() })),
      n: z.number(),
    });
    expect(reasons(schema, { words: 'a\0b', rows: [{ name: 'fine' }, { name: '\0' }], n: 'one' })).toEqual([
      'words: It holds an invisible character that nobody can keep. Type these words anew.',
      'rows.1.name: It holds an invisible character that nobody can keep. Type these words anew.',
      expect.stringMatching(/^n: /),
    ]);
    expect(tryParse(schema, { words: 'a', rows: [], n: 1 }).ok).toBe(true);
  });

  it('is said all at once, as what to do', () => {
    const schema = z.strictObject({
      name: lineField(5),
      age: z.number(),
      size: z.int().min(1).max(9),
      colour: z.enum(['red', 'green']),
      tags: z.array(z.string()).min(1),
      mail: z.email(),
      way: z.union([z.literal('a'), z.number()]),
      ok: z.boolean(),
    });
    const value = {
      name: 'abcdef',
      size: 10,
      colour: 'blue',
      tags: [],
      mail: 'x',
      way: 'b',
      ok: 'yes',
      extra: 1,
    };
    expect(reasons(schema, value)).toEqual([
      'name: Use at most 5 characters.',
      'age: This is needed.',
      'size: This must be at most 9.',
      'colour: This must be one of red, green.',
      'tags: Give at least one.',
      'mail: This is not an e-mail address: it has the form name@example.org.',
      'way: This fits none of the forms that are possible here.',
      'ok: This must be true or false.',
      'extra: There is no field "extra" here: check its spelling.',
    ]);
  });

  it.each([
    [dayField, '2026-02-29'],
    [dayField, '20260228'],
    [momentField, '2026-07-07T10:00'],
    [zoneField, 'Mars/Olympus'],
    [lineField(), ' \t '],
    [lineField(), 'two\nlines'],
    [lineField(), undefined],
  ])('%# refuses without the word invalid', (schema, value) => {
    const [reason] = reasons(z.object({ it: schema }), { it: value });
    expect(reason).toMatch(/^it: .+/);
    expect(reason).not.toMatch(/invalid/i);
  });

  it('reads days and moments as what they are', () => {
    expect(parse(dayField, '2026-02-28').dayOfWeek).toBe(6);
    expect(parse(momentField, '2026-07-07T10:00:00+02:00').toString()).toBe('2026-07-07T08:00:00Z');
    expect(parse(lineField(), '  Ada ')).toBe('Ada');
  });
});

describe('a form', () => {
  const schema = z.object({ name: lineField(), email: z.email().optional() });

  it('counts an empty field as not given, and leaves out its own token', () => {
    const sent = formOf(schema, { name: 'Ada', email: '', _form: 'token' });
    expect(sent).toMatchObject({ ok: true, input: { name: 'Ada' } });
    expect(sent.form.values).toEqual({ name: 'Ada', email: '' });
  });

  it('keeps what was typed, and what was emptied, when something needs another look', () => {
    const sent = formOf(schema, { name: '', email: 'nowhere' });
    expect(sent.ok).toBe(false);
    expect(sent.form.values).toEqual({ name: '', email: 'nowhere' });
    expect(sent.form.reasons.map(({ field }) => field)).toEqual(['name', 'email']);
  });

  it('shows what the domain refused, and passes on what is no refusal', () => {
    const form = { values: { name: 'Ada' }, reasons: [] };
    expect(refusedForm(new Refusal('conflict', 'Ada is here already.'), form)).toEqual({
      values: { name: 'Ada' },
      reasons: [{ message: 'Ada is here already.' }],
    });
    expect(() => refusedForm(new Error('broken'), form)).toThrow('broken');
  });
});
