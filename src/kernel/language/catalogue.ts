import fs from 'node:fs';
import path from 'node:path';
import type { Language } from './language.rules.js';
import { readCatalogue } from './po.rules.js';

export type Catalogue = ReadonlyMap<string, string>;

const none: Catalogue = new Map();
const known = new Map<Language, Catalogue>();

/** English sentences and how they read in this language. Read once, when the first reader of it comes. */
export function catalogueOf(language: Language): Catalogue {
  if (language === 'en') return none;
  let catalogue = known.get(language);
  if (!catalogue) {
    catalogue = readCatalogue(fs.readFileSync(path.join(folder(), `${language}.po`), 'utf8'));
    known.set(language, catalogue);
  }
  return catalogue;
}

/** Beside our package.json, wherever the program runs from: source, build or bundle. */
function folder(): string {
  let at = import.meta.dirname;
  while (!fs.existsSync(path.join(at, 'package.json'))) {
    if (path.dirname(at) === at) throw new Error('There is no folder languages/ beside the program.');
    at = path.dirname(at);
  }
  return path.join(at, 'languages');
}
