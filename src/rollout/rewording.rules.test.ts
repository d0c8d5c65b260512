import { inLeadsWords } from './rewording.rules.js';

const letters = {
  en: {
    subject: 'Come along',
    opening: 'You can come.',
    paragraphs: ['One.'],
    nothing: 'Fine.',
    why: 'You belong.',
  },
  de: {
    subject: 'Komm mit',
    opening: 'Du kannst.',
    paragraphs: ['Eins.'],
    nothing: 'Gut.',
    why: 'Du gehörst dazu.',
  },
};

describe('a letter in a lead’s words', () => {
  it('is ours where nothing was reworded', () => expect(inLeadsWords(letters, null)).toBe(letters));

  it('says their words in every language, inside our frame', () => {
    expect(inLeadsWords(letters, { subject: 'x'.repeat(60), body: 'Hello.\n\nBring cake.' })).toEqual({
      en: { ...letters.en, subject: 'x'.repeat(50), paragraphs: ['Hello.', 'Bring cake.'] },
    });
  });
});
