import type { DateOrder } from './day.rules.js';

/** What a column may hold for us. Everything else in a file is read past and never kept. */
export const FIELDS = [
  'name',
  'givenName',
  'familyName',
  'email',
  'handle',
  'language',
  'timeZone',
  'lastSeen',
  'noEmail',
  'phoneBook',
] as const;
export type Field = (typeof FIELDS)[number];

/** Which column holds what, by the label of its header. */
export interface Mapping {
  columns: Partial<Record<Field, string>>;
  /** What 03/04/2025 means in this file. */
  dateOrder?: DateOrder;
  /** All names come from somebody's phone book: each is shown as such and accepted one by one. */
  phoneBook?: boolean;
}

/** Labels as exports write them, in several languages, after `fold`. The first that a file has wins. */
const LABELS: Record<Field, string> = {
  name: `name|full name|display name|displayname|fullname|member|member name|contact name|person|nickname|screen name|
    vollstandiger name|anzeigename|mitglied|nom complet|nom affiche|nombre completo|nombre y apellidos|nome completo|
    nome e cognome|naam|volledige naam|ad soyad|adi soyadi|isim|imie i nazwisko|nazwa|الاسم|الاسم الكامل|имя и фамилия|имя`,
  givenName: `first name|firstname|given name|givenname|forename|first|vorname|prenom|nombre|primeiro nome|voornaam|ad|adi|imie`,
  familyName: `last name|lastname|family name|surname|last|nachname|familienname|nom|nom de famille|apellidos|apellido|
    sobrenome|apelido|cognome|achternaam|soyad|soyadi|nazwisko`,
  email: `email|e mail|mail|email address|e mail address|emailaddress|primary email|email 1|e mail 1 value|email 1 value|
    mailadresse|e mail adresse|email adresse|adresse e mail|adresse email|adresse mail|courriel|correo|correo electronico|
    e mail adres|eposta|e posta|adres e mail|البريد الالكتروني|почта|электронная почта`,
  handle: `handle|username|user name|user|account|account address|screenname|login|nick|benutzername|nutzername|
    nom d utilisateur|identifiant|usuario|nombre de usuario|utilizador|nome de usuario|gebruikersnaam|kullanici adi`,
  language: `language|locale|lang|preferred language|sprache|langue|idioma|lingua|taal|dil|jezyk|اللغة|язык`,
  timeZone: `time zone|timezone|tz|zeitzone|fuseau horaire|zona horaria|fuso horario|tijdzone|saat dilimi`,
  lastSeen: `last seen|last seen at|last seen on|last active|last activity|last active at|last login|last posted at|
    last visited|last visited group on|last visit|last post|last message|last message at|lastlogin|last status at|
    zuletzt gesehen|zuletzt aktiv|letzte aktivitat|vu pour la derniere fois|derniere activite|derniere visite|
    ultima actividad|ultima vez|visto por ultima vez|ultima atividade|visto por ultimo|laatst gezien|son gorulme|
    son etkinlik|اخر ظهور`,
  noEmail: `do not email|do not e mail|no email|opt out|unsubscribed|no bulk emails user opt out|is opt out`,
  phoneBook: `phone book|phonebook|from phone book|telefonbuch|carnet d adresses|agenda telefonica`,
};

const FIELD_OF = new Map<string, { field: Field; rank: number }>(
  FIELDS.flatMap((field) =>
    LABELS[field].split('|').map((label, rank) => [fold(label.trim()), { field, rank }] as const),
  ),
);

/** What a header label stands for, if we know it. */
export function recognise(label: string): Field | undefined {
  return FIELD_OF.get(fold(label))?.field;
}

/** The best reading of a header. Of several columns for one field the best known label wins, then the first. */
export function guessMapping(header: readonly string[]): Mapping {
  const best = new Map<Field, { label: string; rank: number }>();
  for (const label of header) {
    const known = FIELD_OF.get(fold(label));
    if (known && known.rank < (best.get(known.field)?.rank ?? Infinity)) {
      best.set(known.field, { label, rank: known.rank });
    }
  }
  const columns = Object.fromEntries(
    [...best].map(([field, { label }]) => [field, label]),
  ) as Mapping['columns'];
  if (columns.name !== undefined) {
    // A whole name is better than two halves.
    delete columns.givenName;
    delete columns.familyName;
  }
  return { columns };
}

/**
 * Adds what the cells themselves show: addresses have an @, names are letters. Where labels exist but nobody knows
 * them, a name is guessed only when a single column can be it.
 */
export function guessFromCells(
  guess: Mapping,
  header: readonly string[],
  rows: readonly string[][],
  headerRow: number,
): Mapping {
  const share = (label: string, test: RegExp): number =>
    rows.filter((row) => test.test(row[header.indexOf(label)]?.trim() ?? '')).length /
    Math.max(1, rows.length);
  const free = header.filter((label) => !Object.values(guess.columns).includes(label));
  const columns = { ...guess.columns };
  const email = free.find((label) => share(label, /^\S+@\S+\.\S+$/) > 0.5);
  if (columns.email === undefined && email !== undefined) columns.email = email;
  if ([columns.name, columns.givenName, columns.familyName, columns.handle].some(Boolean))
    return { ...guess, columns };
  const names = free.filter((label) => share(label, /^\p{L}[\p{L}\p{M} .'’-]*$/u) > 0.5);
  if (names[0] !== undefined && (headerRow === 0 || names.length === 1)) columns.name = names[0];
  return { ...guess, columns };
}

/** Whether a row read by this mapping can say who it is about. */
export function namesSomebody({ columns }: Mapping): boolean {
  return [columns.name, columns.givenName, columns.familyName, columns.handle, columns.email].some(Boolean);
}

/** What a lead's mapping asks of a file that the file does not have. */
export function mappingProblems(
  mapping: Mapping,
  header: readonly string[],
): { field: string; message: string }[] {
  const problems = Object.entries(mapping.columns)
    .filter(([, label]) => !header.includes(label))
    .map(([field, label]) => ({
      field: `columns.${field}`,
      message: `The file has no column “${label}”. It has: ${header.slice(0, 30).join(', ')}`,
    }));
  if (!namesSomebody(mapping)) {
    problems.push({
      field: 'columns',
      message: 'Say which column holds the name, the handle or the e-mail address',
    });
  }
  return problems;
}

/** "E-Mail (Privat)" and "e_mail privat" are one label; accents do not count. */
function fold(label: string): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
