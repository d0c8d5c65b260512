import { readAddress } from './address.rules.js';
import { clean, cleanOptional, cut, saysYes } from './cell.rules.js';
import type { CsvRecord } from './csv-parser.rules.js';
import { readDay } from './day.rules.js';
import { readLanguage, readTimeZone } from './language.rules.js';
import type { Field, Mapping } from './mapping.rules.js';

/** Everything that is kept of a row. Days are "2026-01-05". */
export interface Facts {
  name: string;
  email: string | null;
  handle: string | null;
  language: string | null;
  timeZone: string | null;
  lastSeenOn: string | null;
  phoneBook: boolean;
}

/** Why a row cannot be taken. `field` is the label of the column. */
export interface RowReason {
  field: string;
  message: string;
}

export type RowReading = { facts: Facts } | { reasons: RowReason[] };

const LONGEST_NAME = 200;
const PHONE_NUMBER = /^\+?[\d\s().\-/]{6,}$/;
const FAULTS = {
  'unclosed-quote': 'A quotation mark opens here and never closes. Close it, or take it out',
  'too-long': 'This row is longer than any row of people. Look for a missing line break',
};

/** Makes the reader of one file: row in, facts or all reasons out. */
export function rosterReader(
  header: readonly string[],
  mapping: Mapping,
  community: { zone: string; today: string },
): (record: CsvRecord) => RowReading {
  const at = (field: Field): number => header.indexOf(mapping.columns[field] ?? '\0');
  const [name, given, family, email, handle] = [
    at('name'),
    at('givenName'),
    at('familyName'),
    at('email'),
    at('handle'),
  ];
  const [language, timeZone, lastSeen] = [at('language'), at('timeZone'), at('lastSeen')];
  const [noEmail, phoneBook] = [at('noEmail'), at('phoneBook')];

  return ({ cells, fault }) => {
    const reasons: RowReason[] = [];
    const refuse = (field: Field, message: string): void => {
      reasons.push({ field: mapping.columns[field] ?? field, message });
    };
    const cell = (index: number): string => (index < 0 ? '' : cleanOptional(cells[index] ?? ''));
    if (fault) return { reasons: [{ field: 'row', message: FAULTS[fault] }] };
    if (cells.length > header.length && cells.slice(header.length).some((extra) => extra.trim() !== '')) {
      const message = `This row has ${cells.length} cells, the header has ${header.length}. Put quotation marks around a cell that holds a separator`;
      return { reasons: [{ field: 'row', message }] };
    }

    const written = cell(email);
    const address = written === '' ? undefined : readAddress(written);
    if (address && 'problem' in address) refuse('email', address.problem);
    const mailbox = address && 'address' in address ? address.address : null;
    const called = cell(handle).replace(/^@/, '');
    const halves = name < 0 ? `${cell(given)} ${cell(family)}`.trim() : clean(cells[name] ?? '');
    const whole = withoutMark(halves) || called || (mailbox?.split('@')[0] ?? '');
    const wrong = nameProblem(whole);
    if (wrong !== undefined && reasons.length === 0) refuse(nameField(mapping), wrong);
    if (called.length > LONGEST_NAME) refuse('handle', `A handle has at most ${LONGEST_NAME} characters`);

    const tongue = cell(language);
    const speaks = tongue === '' ? null : readLanguage(tongue);
    if (speaks === undefined)
      refuse('language', `We know no language “${brief(tongue)}”. Write a code, for example de`);
    const clock = cell(timeZone);
    const zone = clock === '' ? null : readTimeZone(clock);
    if (zone === undefined)
      refuse('timeZone', `We know no time zone “${brief(clock)}”. Write it as Europe/Berlin`);
    const seen = readDay(cell(lastSeen), community.zone, community.today, mapping.dateOrder);
    if ('problem' in seen) refuse('lastSeen', brief(seen.problem, 160));

    if (reasons.length > 0) return { reasons };
    return {
      facts: {
        name: whole,
        // Who asked the old place for no mail is told in other ways: the address is not even kept.
        email: noEmail >= 0 && saysYes(cells[noEmail] ?? '') ? null : mailbox,
        handle: called || null,
        language: speaks ?? null,
        timeZone: zone ?? null,
        lastSeenOn: 'day' in seen ? seen.day : null,
        phoneBook: mapping.phoneBook === true || (phoneBook >= 0 && saysYes(cells[phoneBook] ?? '')),
      },
    };
  };
}

/** What is wrong with a name; undefined when nothing is. Also for names that were pasted or typed. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'There is no name here';
  if (name.length > LONGEST_NAME) return `A name has at most ${LONGEST_NAME} characters`;
  if (name.includes('\ufffd'))
    return 'Some letters could not be read. Save the file as UTF-8 and send it again';
  if (name.startsWith('=')) return 'This looks like a formula. Write the name as plain text';
  if (PHONE_NUMBER.test(name)) return 'This is a phone number. Write what people call them';
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(name)) return 'There is no letter in this name';
  return undefined;
}

/** WhatsApp writes "~ " before a name that people chose themselves. */
function withoutMark(name: string): string {
  return name.replace(/^~ ?/, '');
}

function nameField({ columns }: Mapping): Field {
  return (['name', 'givenName', 'familyName', 'handle'] as const).find((field) => columns[field]) ?? 'email';
}

function brief(text: string, most = 40): string {
  return text.length > most ? `${cut(text, most)}…` : text;
}
