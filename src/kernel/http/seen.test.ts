import fc from 'fast-check';
import { asSeen, asTag, mustBeAsSeen, ofTag, partOf, seenField } from './seen.js';

const record = fc.dictionary(fc.string({ minLength: 1 }), fc.string());

describe('what a form showed', () => {
  it('comes back as it was, and passes while nothing changed', () => {
    const hostile = Object.fromEntries([['__proto__', 'a name like any other']]);
    fc.assert(
      fc.property(record, (seen) => {
        const back = seenField.parse(asSeen(seen));
        expect(() => mustBeAsSeen(back, seen)).not.toThrow();
      }),
      { examples: [[hostile]] },
    );
  });

  it('is compared piece by piece: what changed is told, with what it was and is', () => {
    const [was, is] = [
      { Hour: '10:00', Subject: 'Come along' },
      { Hour: '11:00', Subject: 'Come along', 'Your words': 'Hello' },
    ];
    expect(() => mustBeAsSeen(was, is)).toThrow(
      expect.objectContaining({
        kind: 'changed',
        reasons: [
          {
            message: expect.stringContaining('“Hour” was changed since you opened this page. It was “10:00”'),
            now: '11:00',
            said: expect.objectContaining({ values: { name: 'Hour', was: '10:00', now: '11:00' } }),
          },
          expect.objectContaining({
            message: expect.stringContaining('It was empty, and is “Hello”.'),
            now: 'Hello',
          }),
          { message: expect.stringContaining('is kept below') },
        ],
      }),
    );
  });

  it('of a long text is a short mark, and of what stands now it is the whole', () => {
    const [was, is] = ['Bread. '.repeat(500), 'Butter. '.repeat(500)];
    const mark = asSeen({ Text: was });
    expect(mark.length).toBeLessThan(120);
    expect(() => mustBeAsSeen(seenField.parse(mark), { Text: was })).not.toThrow();
    expect(() => mustBeAsSeen(seenField.parse(mark), { Text: is })).toThrow(
      expect.objectContaining({
        reasons: [
          expect.objectContaining({
            message: '“Text” was changed since you opened this page. Now it is as follows.',
            now: is,
          }),
          { message: expect.stringContaining('is kept below') },
        ],
      }),
    );
  });

  it('of a tag holds no word, and tells a program what to do', () => {
    const tag = asTag({ Name: 'Ada', Note: '' });
    expect(Buffer.from(tag, 'base64url').toString()).not.toContain('Ada');
    const seen = ofTag(tag)!;
    expect(() => mustBeAsSeen(seen, { Name: 'Ada', Note: '' })).not.toThrow();
    for (const part of [seen, partOf(seen, ['Name'])!])
      expect(() => mustBeAsSeen(part, { Name: 'Bo', ...('Note' in part && { Note: '' }) })).toThrow(
        expect.objectContaining({
          reasons: [
            { message: '“Name” was changed since you read it.', now: 'Bo' },
            { message: expect.stringContaining('with the new ETag') },
          ],
        }),
      );
  });

  it.each(['', 'no base64 of ours', Buffer.from('[1]').toString('base64url')])(
    'is refused kindly: %s',
    (text) => {
      expect(seenField.safeParse(text).success).toBe(false);
    },
  );
});
