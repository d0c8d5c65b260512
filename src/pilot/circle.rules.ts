import type { Temporal } from 'temporal-polyfill';

/** A member who could be asked to try it first. */
export interface Candidate {
  participationId: string;
  name: string;
  /** Names of the old places they are in. */
  places: string[];
  language: string | null;
  lastSeenOn: Temporal.PlainDate | null;
}

export interface Suggestion {
  candidate: Candidate;
  /** Why this person, in words for a lead. */
  why: string[];
}

type Activity = 'this week' | 'this month' | 'longer ago' | 'not known';

const engaged: Record<Activity, number> = {
  'this week': 3,
  'this month': 2.5,
  'not known': 1,
  'longer ago': 0,
};

const activityWords: Record<Activity, string> = {
  'this week': 'was there in the last 7 days',
  'this month': 'was there in the last 28 days',
  'longer ago': 'was there longer ago',
  'not known': 'we do not know how active they are',
};

/**
 * Suggests people one by one: engaged first, and each new place, language or kind of activity counts for whoever
 * brings it, so that the circle is varied as far as the roster is. Equal ones are told apart by the seed: the
 * same seed, day and roster always give the same circle, whatever their order.
 *
 * @param already the places and languages of those who have said yes, when somebody is replaced
 */
export function suggestCircle(
  roster: readonly Candidate[],
  wanted: { size: number; seed: string; today: Temporal.PlainDate; already?: readonly Candidate[] },
): Suggestion[] {
  const left = roster
    .map((candidate) => ({
      candidate,
      activity: activityOf(candidate, wanted.today),
      // By the name, so that the same roster on another installation gives the same circle.
      lot: lot(`${wanted.seed}/${candidate.name}`),
    }))
    .toSorted(
      (a, b) =>
        a.lot - b.lot ||
        told(a.candidate).localeCompare(told(b.candidate), 'en') ||
        (a.candidate.participationId < b.candidate.participationId ? -1 : 1),
    );
  const seen = new Set((wanted.already ?? []).flatMap((one) => traits(one, activityOf(one, wanted.today))));
  const chosen: Suggestion[] = [];

  while (chosen.length < wanted.size && left.length > 0) {
    const scores = left.map(({ candidate, activity }) => {
      const news = traits(candidate, activity).filter((trait) => !seen.has(trait));
      return engaged[activity] + news.reduce((sum, trait) => sum + (trait.startsWith('activity') ? 1 : 2), 0);
    });
    const best = left.splice(scores.indexOf(Math.max(...scores)), 1)[0]!;
    const news = traits(best.candidate, best.activity).filter((trait) => !seen.has(trait));
    chosen.push({ candidate: best.candidate, why: whyOf(best.candidate, best.activity, news) });
    for (const trait of news) seen.add(trait);
  }
  return chosen;
}

/** What tells two people of the same name apart, before their random ids do. */
const told = ({ language, lastSeenOn, places }: Candidate): string =>
  [lastSeenOn?.toString(), language, ...places].join('/');

function activityOf(candidate: Candidate, today: Temporal.PlainDate): Activity {
  if (!candidate.lastSeenOn) return 'not known';
  const { days } = today.since(candidate.lastSeenOn);
  return days <= 7 ? 'this week' : days <= 28 ? 'this month' : 'longer ago';
}

function traits(candidate: Candidate, activity: Activity): string[] {
  return [
    ...candidate.places.map((place) => `place ${place}`),
    ...(candidate.language ? [`language ${candidate.language}`] : []),
    `activity ${activity}`,
  ];
}

function whyOf(candidate: Candidate, activity: Activity, news: string[]): string[] {
  const places = candidate.places.filter((place) => news.includes(`place ${place}`));
  return [
    activityWords[activity],
    ...places.map((place) => `brings ${place} in`),
    ...(candidate.language && news.includes(`language ${candidate.language}`)
      ? [`brings the language ${candidate.language} in`]
      : []),
  ];
}

/** A number from a text, evenly spread (FNV-1a with a final mix); no secret hangs on it. */
function lot(text: string): number {
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ unit.codePointAt(0)!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
