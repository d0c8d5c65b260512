/** `npm run languages`: brings the catalogues up to date with the sentences in the sources. Translations are kept. */
import fs from 'node:fs';
import path from 'node:path';
import { languages } from '../src/kernel/language/language.rules.js';
import { updated } from './catalogue.js';
import { messagesIn } from './messages.js';

const root = process.cwd();
const { messages, unclear } = messagesIn(root);
for (const { at, why } of unclear) console.error(`${at}: ${why}`);

for (const language of languages) {
  if (language === 'en') continue;
  const file = path.join(root, 'languages', `${language}.po`);
  const before = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const { text, missing, gone } = updated(before, messages, language);
  fs.writeFileSync(file, text);
  console.log(`${language}: ${messages.length} sentences, ${missing} to translate, ${gone} gone`);
}
