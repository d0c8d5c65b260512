import type { Temporal } from 'temporal-polyfill';

/** A time zone to choose: by a city that people know, and how far its clocks are from UTC at the moment. */
export interface Zone {
  id: string;
  label: string;
}

/** Regions as the names of zones begin. */
export const regions = [
  ...['Africa', 'America', 'Antarctica', 'Arctic', 'Asia'],
  ...['Atlantic', 'Australia', 'Europe', 'Indian', 'Pacific'],
] as const;
export type Region = (typeof regions)[number];

/** Cities that are called otherwise today than in the names that this runtime lists. */
const calledNow: Record<string, string> = {
  ...{ Asmera: 'Asmara', Calcutta: 'Kolkata', 'Coral Harbour': 'Atikokan', Enderbury: 'Kanton' },
  ...{ Faeroe: 'Faroe', Godthab: 'Nuuk', Katmandu: 'Kathmandu', Kiev: 'Kyiv', Ponape: 'Pohnpei' },
  ...{ Rangoon: 'Yangon', Saigon: 'Ho Chi Minh City', Truk: 'Chuuk' },
  ...{ 'Sao Paulo': 'São Paulo', DumontDUrville: 'Dumont d’Urville', Asuncion: 'Asunción', Bogota: 'Bogotá' },
  ...{ Reunion: 'Réunion', 'Sao Tome': 'São Tomé', Curacao: 'Curaçao', Merida: 'Mérida', Cancun: 'Cancún' },
};

/** “Berlin”, “Salta, Argentina”; a name without a region as it is. */
export function cityOf(zone: string): string {
  const [, ...parts] = zone.replaceAll('_', ' ').split('/');
  return parts.length === 0 || zone.startsWith('Etc/')
    ? zone
    : parts
        .toReversed()
        .map((part) => calledNow[part] ?? part)
        .join(', ');
}

/** “Berlin (UTC+1)”; as it is typed where it is no zone. */
export function zoneLabel(zone: string, at: Temporal.Instant | undefined): string {
  try {
    const written = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' });
    if (!at) return cityOf(zone);
    const parts = written.formatToParts(at.epochMilliseconds);
    const offset = parts.find(({ type }) => type === 'timeZoneName')!.value.replace('GMT', 'UTC');
    const said = offset === 'UTC' ? 'UTC+0' : offset;
    return zone === 'UTC' ? zone : `${cityOf(zone)} (${said})`;
  } catch {
    return zone;
  }
}

const hourOf = (at: Temporal.Instant | undefined): number | undefined =>
  at && Math.floor(at.epochMilliseconds / 3_600_000);

/** To ask each of some four hundred zones takes a twentieth of a second, and clocks change on the hour. */
let known: { hour: number | undefined; zones: Map<Region, Zone[]> } | undefined;

/** Every zone there is, by region and city. */
export function zonesAt(at: Temporal.Instant | undefined): ReadonlyMap<Region, readonly Zone[]> {
  if (known && known.hour === hourOf(at)) return known.zones;
  const all = Intl.supportedValuesOf('timeZone');
  const zones = new Map(
    regions.map((region) => [
      region,
      all
        .filter((id) => id.startsWith(`${region}/`))
        .map((id): Zone => ({ id, label: zoneLabel(id, at) }))
        .toSorted((a, b) => a.label.localeCompare(b.label, 'en')),
    ]),
  );
  known = { hour: hourOf(at), zones };
  return zones;
}
