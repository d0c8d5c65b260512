import { languages } from '../kernel/language/language.rules.js';
import { inWhichWeWrite, languageChoices } from './language.choices.js';
import { knownLanguages, readLanguage } from './language.rules.js';

describe('the languages to choose from', () => {
  const values = (chosen?: unknown): string[] => languageChoices(chosen).map(({ value }) => value);

  it('are named, those in which we write first', () => {
    expect(languageChoices().slice(0, 6)).toEqual([
      { value: 'en', label: 'English' },
      { value: 'de', label: 'German' },
      { value: 'fr', label: 'French' },
      { value: 'es', label: 'Spanish' },
      { value: 'pt', label: 'Portuguese' },
      { value: 'sq', label: 'Albanian' },
    ]);
    expect(inWhichWeWrite).toContain('English, German, French, Spanish and Portuguese.');
  });

  it('are all that we know, each once, and each can be kept', () => {
    expect(values().toSorted()).toEqual([...knownLanguages].toSorted());
    expect(values().map(readLanguage)).toEqual(values());
    expect(languages.every((tag) => values().includes(tag))).toBe(true);
  });

  it.each([
    ['pt-BR', 'Brazilian Portuguese'],
    ['gsw', 'Swiss German'],
    ['nonsense!', 'nonsense!'],
  ])('hold what is stored besides: %s', (stored, label) => {
    expect(languageChoices(stored).at(-1)).toEqual({ value: stored, label });
  });

  it.each([undefined, null, '', 'de', 7])('hold nothing more for %p', (chosen) => {
    expect(values(chosen)).toEqual(values());
  });
});
