// Writes the two rosters of the sample community. `node samples/make-roster.js` gives the same bytes every time.
// Everybody here is invented; every address ends in `.example`, which can belong to nobody.
import fs from 'node:fs';
import path from 'node:path';

const DAY_ZERO = Date.UTC(2026, 0, 5);
const PEOPLE = 240;
const IN_WHATSAPP = 165;
const IN_BOTH = 20;

/** Names by the language people are written to in; an Arabic name comes with its Latin spelling for addresses. */
const NAMES = {
  en: [
    'Maya Ruth Oscar Priya Callum Niamh Tunde Grace Ewan Leila',
    'Okafor Hughes Byrne Sandhu Marsh Adeyemi Pike Lowe',
  ],
  de: [
    'Anke Jörg Käthe Lukas Silke Björn Henrike Uwe Łucja Marlene',
    'Öztürk Brandt Weiß Kowalski Groß Lehmann Nguyễn Thoma',
  ],
  fr: [
    'Zoé Hélène Théo Aïcha Loïc Mireille Émile Fatou Noël Inès',
    'Dupré Traoré Lefèvre Benali Guérin Diallo Marchand',
  ],
  es: [
    'Íñigo Lucía Andrés Marisol Julián Nuria Ramón Begoña Xavi',
    'Peña Ibáñez Quispe Muñoz Huamán Castaño Ferrer',
  ],
  pt: [
    'João Conceição Tiago Inês Vitória Rui Luísa Anselmo Graça',
    'Araújo Simões Brandão Magalhães Évora Lobão',
  ],
  tr: ['Ayşe Çağlar Gülşen İlker Ömer Şebnem Uğur Nazlı Işıl', 'Yıldız Doğan Şahin Çelik Gündüz Aydın'],
  ar: [
    'نور:nour سامي:sami ليلى:layla يوسف:yousef هدى:huda كريم:karim',
    'حداد:haddad منصور:mansour الخوري:khoury زيدان:zidan',
  ],
};
/** How many of ten speak it. */
const SPEAKERS = { en: 2, de: 3, fr: 1, es: 1, pt: 1, tr: 1, ar: 1 };
const ABROAD = {
  en: ['Europe/London', 'America/New_York', 'Asia/Kolkata'],
  de: ['Europe/Zurich'],
  fr: ['Africa/Dakar', 'Europe/Paris'],
  es: ['America/Lima', 'Europe/Madrid'],
  pt: ['America/Sao_Paulo', 'Europe/Lisbon'],
  tr: ['Europe/Istanbul'],
  ar: ['Asia/Beirut', 'Africa/Cairo'],
};
const DOMAINS = ['post.example', 'mail.example', 'kiez.example', 'letterbox.example'];
const HOUSEHOLD = ['Ngozi Okafor', 'Chidi Okafor', 'Ada Okafor'];

const random = seeded(20_260_105);
const pick = (list) => list[Math.floor(random() * list.length)];
const languages = Object.entries(SPEAKERS).flatMap(([language, share]) => Array(share).fill(language));

const people = everybody();
write('roster-whatsapp.csv', whatsapp(people.slice(0, IN_WHATSAPP)));
// With an address, so that a file can tell that they are the same people.
const known = people.slice(0, IN_WHATSAPP).filter(({ email }) => email !== '');
write('roster-facebook.csv', facebook([...known.slice(-IN_BOTH), ...people.slice(IN_WHATSAPP)]));

function everybody() {
  const taken = new Set(HOUSEHOLD);
  const found = HOUSEHOLD.map((name) => ({ ...facts(name, 'en'), email: 'okafor.family@post.example' }));
  while (found.length < PEOPLE) {
    const language = pick(languages);
    const [given, family] = NAMES[language].map((list) => pick(list.split(' ')).split(':'));
    const name = `${given[0]} ${family[0]}`;
    if (taken.has(name)) continue;
    taken.add(name);
    found.push({
      ...facts(name, language),
      email: address(`${given.at(-1)}.${family.at(-1)}`, found.length),
    });
  }
  return found;
}

function facts(name, language) {
  // Seven of eight were there in the four weeks before day 0.
  const daysAgo = random() < 0.875 ? 1 + Math.floor(random() * 28) : 29 + Math.floor(random() * 32);
  const timeZone = random() < 0.15 ? pick(ABROAD[language]) : 'Europe/Berlin';
  return {
    name,
    language,
    timeZone,
    lastSeen: new Date(DAY_ZERO - daysAgo * 86_400_000).toISOString().slice(0, 10),
  };
}

/** A third has none; a few are of mailboxes that are no more. */
function address(name, index) {
  if (index % 3 === 2) return '';
  const plain = name.replaceAll('ı', 'i').replaceAll('ß', 'ss').replaceAll('ł', 'l').replaceAll('Ł', 'l');
  const local = plain.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return `${local}@${index % 29 === 0 ? 'bounce.example' : pick(DOMAINS)}`;
}

/** As somebody kept it by hand: commas, days as year-month-day, and mistakes. */
function whatsapp(rows) {
  const lines = rows.map(({ name, email, language, timeZone, lastSeen }) => [
    name,
    email,
    language,
    timeZone,
    lastSeen,
  ]);
  lines.splice(40, 0, ['Bernd from stair C', 'bernd@post.exam...', 'de', '', '2025-12-20']);
  lines.splice(90, 0, ['+49 30 5550 0100', '', '', '', '2025-12-28']);
  lines.splice(120, 0, ['Rosalind Marsh-Pike', 'rosalind@mail.example', 'en', '', '2025-13-02']);
  const body = [['Name', 'E-mail', 'Language', 'Time zone', 'Last seen'], ...lines];
  return body.map((line) => line.join(',')).join('\n') + '\n';
}

/** As a spreadsheet saved it: semicolons, a byte order mark, days as day.month.year. */
function facebook(rows) {
  const lines = rows.map(({ name, email, language, lastSeen }) => {
    const [year, month, day] = lastSeen.split('-');
    return [`${day}.${month}.${year}`, name, language, email];
  });
  lines.splice(30, 0, ['24.12.2025', 'Wanda Groß', 'Elvish', 'wanda@kiez.example']);
  const body = [['Zuletzt aktiv', 'Name', 'Sprache', 'E-Mail'], ...lines];
  return `\ufeff${body.map((line) => line.join(';')).join('\r\n')}\r\n`;
}

function write(name, text) {
  fs.writeFileSync(path.join(import.meta.dirname, name), text);
}

/** Mulberry32: small, and the same everywhere. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
