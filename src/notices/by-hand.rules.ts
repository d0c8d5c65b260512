/** So many rows a person finds in their list at most, over all their lists. */
export const LIST_LENGTH = 15;
/** Shown so long and not told, a row is offered to somebody else. */
export const OFFER_DAYS = 3;
/** Who chose "I'll look here" and did not press "I have read this" in so many days, is told. */
export const LOOK_DAYS = 7;
/** After so many tries in vain nobody is asked again. */
export const TRIES = 2;

/** Somebody to be told in person. */
export interface ToTell {
  id: string;
  memberId: string;
  /** The teller who helps them, if any. */
  helper: string | null;
  /** Who has something else to tell them already, if anybody. */
  alsoWith?: string | null;
  places: readonly string[];
  language: string | null;
  /** Tellers who had it and did not get to it. */
  offeredTo: readonly string[];
}

/** Somebody who tells: an advocate by their participation, a lead by their account. */
export interface Teller {
  id: string;
  lead: boolean;
  memberId: string | null;
  places: readonly string[];
  language: string | null;
  /** How many more rows fit into their list today. */
  room: number;
}

/**
 * Who tells whom, in the order of the rows: their own advocate, else whoever has something else to tell them, else an
 * advocate of their place or language, else a lead; always somebody with room, and somebody new where it was offered
 * before. Whoever finds nobody waits.
 * @returns teller ids by row id
 */
export function assign(rows: readonly ToTell[], tellers: readonly Teller[]): Map<string, string> {
  const room = new Map(tellers.map((teller) => [teller.id, teller.room]));
  const given = new Map<string, string>();
  const visits = new Map<string, string>();
  for (const one of rows) {
    const row = { ...one, alsoWith: visits.get(one.memberId) ?? one.alsoWith ?? null };
    const able = tellers.filter((teller) => room.get(teller.id)! > 0 && teller.memberId !== row.memberId);
    const fresh = able.filter((teller) => !row.offeredTo.includes(teller.id));
    const pick = best(row, fresh, room) ?? best(row, able, room);
    if (!pick) continue;
    given.set(row.id, pick.id);
    visits.set(row.memberId, pick.id);
    room.set(pick.id, room.get(pick.id)! - 1);
  }
  return given;
}

function best(
  row: ToTell,
  tellers: readonly Teller[],
  room: ReadonlyMap<string, number>,
): Teller | undefined {
  const known = [row.helper, row.alsoWith].flatMap((id) => tellers.find((teller) => teller.id === id) ?? []);
  if (known[0]) return known[0];
  const roomiest = (some: readonly Teller[]): Teller | undefined =>
    some.toSorted((a, b) => room.get(b.id)! - room.get(a.id)!)[0];
  return (
    roomiest(tellers.filter((teller) => !teller.lead && near(teller, row))) ??
    roomiest(tellers.filter((teller) => teller.lead))
  );
}

const near = (teller: Teller, row: ToTell): boolean =>
  teller.places.some((place) => row.places.includes(place)) ||
  (teller.language !== null && teller.language === row.language);
