/** Places that an advocate has, if they do not say otherwise: at most a handful. */
export const usualPlaces = 8;
/** Days after which somebody who was invited takes no place of their helper any more. */
export const placeDays = 14;

export interface Alike {
  placeIds: readonly string[];
  language: string | null;
  timeZone: string | null;
}

export interface Helper extends Alike {
  id: string;
  free: number;
}

export interface Helped extends Alike {
  id: string;
  /** Whoever has them already: by their own choice, or a lead's. */
  advocateId: string | null;
}

/**
 * Finds a helper for each: somebody of the same place above all, then of the same language, then of the same
 * time zone; among equals whoever has most room, then whoever is named first. Who finds no free place has none: the leads help them.
 */
export function pair(people: readonly Helped[], helpers: readonly Helper[]): Map<string, string | null> {
  const free = new Map(helpers.map((helper) => [helper.id, helper.free]));
  const pairs = new Map<string, string | null>();
  const take = (person: Helped, helperId: string): void => {
    free.set(helperId, (free.get(helperId) ?? 0) - 1);
    pairs.set(person.id, helperId);
  };
  // Those who have somebody keep them, and take their place before anybody else is given one.
  for (const person of people)
    if (person.advocateId !== null && free.has(person.advocateId)) take(person, person.advocateId);
  for (const person of people) {
    if (pairs.has(person.id)) continue;
    const best = bestFor(
      person,
      helpers.map((helper) => ({ ...helper, free: free.get(helper.id)! })).filter(({ free: n }) => n > 0),
    );
    if (best) take(person, best.id);
    else pairs.set(person.id, null);
  }
  return pairs;
}

/** The helper who fits best, the first of several alike; nobody helps themselves. */
export function bestFor(person: Alike & { id: string }, helpers: readonly Helper[]): Helper | undefined {
  let best: Helper | undefined;
  for (const helper of helpers)
    if (helper.id !== person.id && (!best || better(person, helper, best))) best = helper;
  return best;
}

function better(person: Alike, one: Helper, other: Helper): boolean {
  return (likeness(person, one) - likeness(person, other) || one.free - other.free) > 0;
}

function likeness(person: Alike, helper: Alike): number {
  const place = person.placeIds.some((id) => helper.placeIds.includes(id));
  const language = person.language !== null && person.language === helper.language;
  const zone = person.timeZone !== null && person.timeZone === helper.timeZone;
  return 4 * Number(place) + 2 * Number(language) + Number(zone);
}
