import fs from 'node:fs';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { openCsv } from '../community/csv-file.js';
import { dateOrderOf, readDay } from '../community/day.rules.js';
import { guessMapping } from '../community/mapping.rules.js';
import { Client } from './client.js';
import { Dice } from './dice.js';
import type { Known } from './persona.js';

export interface Company {
  rosa: Client;
  tom: Client;
  rolloutId: string;
  places: { old: string[]; new: string };
  roster: Known[];
  codes: string[];
}

export interface Sample {
  community: string;
  timeZone: string;
  oldPlaces: { name: string; platform: string; file: string }[];
  newPlace: { name: string; platform: string };
}

const samples = path.resolve(import.meta.dirname, '../../../samples');

export const gardenStreet: Sample = {
  community: 'Garden Street Tenants',
  timeZone: 'Europe/Berlin',
  oldPlaces: [
    { name: 'WhatsApp, all stairs', platform: 'WhatsApp', file: path.join(samples, 'roster-whatsapp.csv') },
    { name: 'Facebook group', platform: 'Facebook group', file: path.join(samples, 'roster-facebook.csv') },
  ],
  newPlace: { name: 'Garden Street on Matrix', platform: 'Matrix' },
};

export const ownRoster = (file: string): Sample => ({
  community: 'Your community',
  timeZone: 'Europe/Berlin',
  oldPlaces: [{ name: 'The old group', platform: 'WhatsApp', file }],
  newPlace: { name: 'The new home', platform: 'Matrix' },
});

interface Report {
  id: string;
  state: string;
  counts: Record<string, number>;
}

/** The roster cannot be played; the reasons are for whoever wrote it. */
export class RosterRefused extends Error {}

/** Sets up community, places, people and roster as leads would: with the one-time link and the API. */
export async function gather(
  url: string,
  setUpToken: string,
  sample: Sample,
  tell: (line: string) => void,
): Promise<Omit<Company, 'rolloutId' | 'codes'>> {
  const { token } = await new Client(url).post<{ token: string }>('/set-up', {
    token: setUpToken,
    community: {
      name: sample.community,
      timeZone: sample.timeZone,
      language: 'en',
      responsible: { name: 'Rosa', contact: 'the notice board at the door' },
    },
    person: { name: 'Rosa' },
  });
  const rosa = new Client(url, token);
  const tom = new Client(
    url,
    (await rosa.post<{ token: string }>('/people', { name: 'Tom', role: 'lead' })).token,
  );
  const old: string[] = [];
  for (const { name, platform, file } of sample.oldPlaces) {
    const place = await rosa.post<{ id: string }>('/places', { name, platform, caretaker: 'Rosa' });
    old.push(place.id);
    await takeIn(rosa, place.id, file, tell);
  }
  const { id } = await rosa.post<{ id: string }>('/places', sample.newPlace);
  return { rosa, tom, places: { old, new: id }, roster: await readRoster(rosa) };
}

/** The dry run first; who shares an address with somebody is a person of their own, the lead knows the household. */
async function takeIn(
  rosa: Client,
  placeId: string,
  file: string,
  tell: (line: string) => void,
): Promise<void> {
  const bytes = fs.readFileSync(file);
  const report = await rosa.upload<Report>(`/imports?place=${placeId}`, 'text/csv', bytes);
  if (report.state !== 'ready')
    throw new RosterRefused(`${file}: no column holds the names. Call one of them "name".`);
  const rows = await lookedAt(rosa, report.id);
  const alike = rows.filter((row) => row.verdict.includes('duplicate'));
  if (alike.length > 0)
    await rosa.post(`/imports/${report.id}/decisions`, {
      decisions: alike.map(({ row }) => ({ row, is: 'add' })),
    });
  for (const bad of rows.filter((row) => row.verdict === 'bad').slice(0, 3))
    tell(`row ${bad.row} is kept for correction: ${bad.reasons.map((reason) => reason.message).join('; ')}`);
  await rosa.post(`/imports/${report.id}/confirm`);
  const said = Object.entries(report.counts).filter(([, n]) => n > 0);
  tell(`${path.basename(file)}: ${said.map(([verdict, n]) => `${n} ${verdict}`).join(', ')}`);
}

interface Row {
  row: number;
  verdict: string;
  reasons: { field: string; message: string }[];
}

/** Every row that is not simply a new person, page by page. */
async function lookedAt(rosa: Client, importId: string): Promise<Row[]> {
  const all: Row[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: { rows: Row[]; next: number | null } = await rosa.get(
      `/imports/${importId}/rows?limit=1000&after=${after}`,
    );
    all.push(...page.rows);
    after = page.next;
  }
  return all;
}

async function readRoster(rosa: Client): Promise<Known[]> {
  const known: Known[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: {
      members: { id: string; displayName: string; lastSeenOn: string | null }[];
      next: string | null;
    } = await rosa.get(`/members?limit=500${after ? `&after=${after}` : ''}`);
    known.push(
      ...page.members.map((one) => ({ memberId: one.id, name: one.displayName, lastSeenOn: one.lastSeenOn })),
    );
    after = page.next;
  }
  return known.toSorted(
    (a, b) => a.name.localeCompare(b.name) || (a.lastSeenOn ?? '').localeCompare(b.lastSeenOn ?? ''),
  );
}

/** The Monday after the newest "last seen" in the files; Monday 5 January 2026 where nobody's is known. */
export async function dayZero(sample: Sample): Promise<Temporal.PlainDate> {
  let newest = '';
  for (const { file } of sample.oldPlaces) {
    const csv = await openCsv(fs.createReadStream(file));
    const column = csv.layout.header.indexOf(guessMapping(csv.layout.header).columns.lastSeen ?? '');
    const cells: string[] = [];
    for await (const records of csv.records)
      for (const record of records) cells.push(record.cells[column]?.trim() ?? '');
    const order = dateOrderOf(cells);
    for (const cell of cells) {
      const read = readDay(cell, sample.timeZone, '9999-12-31', order);
      if ('day' in read && read.day !== null && read.day > newest) newest = read.day;
    }
  }
  if (newest === '') return Temporal.PlainDate.from('2026-01-05');
  const day = Temporal.PlainDate.from(newest);
  return day.add({ days: 8 - day.dayOfWeek });
}

export const diceOf = (seed: string): Dice => Dice.named('changeover demo', seed);
