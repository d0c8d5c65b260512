import fs from 'node:fs';
import path from 'node:path';
import { readAddress } from '../community/address.rules.js';
import { clean } from '../community/cell.rules.js';
import { openCsv } from '../community/csv-file.js';
import { readLanguage } from '../community/language.rules.js';
import { guessMapping } from '../community/mapping.rules.js';
import { nameProblem } from '../community/roster.rules.js';

export interface SamplePerson {
  name: string;
  email?: string | undefined;
  language?: string | undefined;
}

/** The sample's files lie beside the program, however it was built. */
function sampleFile(name: string): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'samples', name);
    if (fs.existsSync(file)) return file;
    if (folder === path.dirname(folder)) throw new Error(`samples/${name} is not there.`);
  }
}

/** The people of one file; rows that a lead would have to correct first are left out. */
export async function samplePeople(name: string): Promise<SamplePerson[]> {
  const csv = await openCsv(fs.createReadStream(sampleFile(name)));
  const { columns } = guessMapping(csv.layout.header);
  const at = (column: string | undefined): number => csv.layout.header.indexOf(column ?? '');
  const [names, emails, languages] = [at(columns.name), at(columns.email), at(columns.language)];
  const people: SamplePerson[] = [];
  for await (const records of csv.records)
    for (const { cells } of records) {
      const address = readAddress(cells[emails]?.trim() ?? '');
      const person = clean(cells[names] ?? '');
      if (nameProblem(person) === undefined)
        people.push({
          name: person,
          ...('address' in address && { email: address.address }),
          language: readLanguage(cells[languages]?.trim() ?? ''),
        });
    }
  return people;
}
