import { po, type GetTextTranslation } from 'gettext-parser';
import type { Message } from './messages.js';

/** A catalogue with exactly these messages, in their order, and every translation that it had of them. */
export function updated(
  before: string,
  messages: readonly Message[],
  language: string,
): { text: string; missing: number; gone: number } {
  const had = po.parse(before).translations[''] ?? {};
  const entries = messages.map(({ sentence, files, notes }): GetTextTranslation => {
    const { msgstr = [''], comments = {} } = had[sentence] ?? {};
    return {
      msgid: sentence,
      msgstr,
      comments: {
        reference: files.join('\n'),
        ...(notes.length > 0 && { extracted: notes.join('\n') }),
        ...(comments.translator && { translator: comments.translator }),
        ...(comments.flag && { flag: comments.flag }),
      },
    };
  });
  const known = new Set(messages.map(({ sentence }) => sentence));
  const headers = {
    Language: language,
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
  };
  const translations = { '': Object.fromEntries(entries.map((entry) => [entry.msgid, entry])) };
  const table = { charset: 'utf-8', headers, translations };
  return {
    text: `${po.compile(table, { foldLength: 0 }).toString('utf8').trimEnd()}\n`,
    missing: entries.filter(({ msgstr }) => msgstr[0] === '').length,
    gone: Object.keys(had).filter((sentence) => sentence !== '' && !known.has(sentence)).length,
  };
}
