import type { Temporal } from 'temporal-polyfill';
import { english, type Say } from '../kernel/language/say.js';
import { localDay } from '../kernel/local-day.js';
import type { Card } from '../notices/by-hand.service.js';
import { oneLine } from '../notices/fill.rules.js';
import type { CallCard, CallSheet } from '../printables/call-sheet.pdf.js';
import { whatOf } from '../rollout/play-words.js';
import type { OpenRequest } from './help-request.queries.js';
import { nextStep, promisedWords, theirHour } from './people.pages.js';
import type { Helpee } from './people.queries.js';
import { toldApart } from './people.rules.js';
import { theirLanguage } from './to-tell.pages.js';

/** Paper that is lost knows names: it is burnt soon. */
const BURN_DAYS = 14;

export interface OnTheSheet {
  say: Say;
  now: Temporal.Instant;
  timeZone: string;
  requests: OpenRequest[];
  toTell: Card[];
  people: Helpee[];
}

/**
 * A helper's list on paper, a card a person and first names only: who asks for help, who is to be told, who is on the
 * way. A person's own page stands on it as a QR code, but not where a community is careful.
 */
export function helpersSheet({ say, now, timeZone, requests, toTell, people }: OnTheSheet): CallSheet {
  const waiting = people.filter(({ arrivedOn }) => arrivedOn === null);
  const called = toldApart([...requests, ...toTell, ...waiting].map(({ name }) => name));
  const cards = new Map<string, CallCard>();
  // The same name twice on one list is one person: it is one card.
  const onto = (
    one: { name: string; language: string | null; timeZone: string | null },
    line: string,
  ): CallCard => {
    const known = cards.get(oneLine(one.name)) ?? { name: called(one.name), lines: [], ownPage: null };
    cards.set(oneLine(one.name), known);
    known.lines = [...new Set([...known.lines, line, about(say, one, now)])].filter(Boolean);
    return known;
  };
  for (const request of requests) onto(request, promisedWords(say, request));
  for (const card of toTell)
    onto({ ...card, language: card.speaks }, `“${card.aloud}”`).ownPage =
      card.shareLinks.length > 0 ? card.ownPage : null;
  for (const person of waiting) onto(person, nextStep(say, person));
  return sheet(say, localDay(now, timeZone), say('People you help'), [...cards.values()]);
}

/** A lead's list on paper. */
export function leadsSheet(
  toTell: Card[],
  { now, timeZone, title }: { now: Temporal.Instant; timeZone: string; title: string },
): CallSheet {
  const called = toldApart(toTell.map(({ name }) => name));
  const cards = toTell.map((card): CallCard => {
    const known = about(english, { ...card, language: card.speaks }, now);
    const lines = [
      `${whatOf(card.play)}. ${known}`,
      `“${card.aloud}”`,
      card.teller ? `In ${card.teller}’s list.` : '',
    ];
    return {
      name: called(card.name),
      lines: lines.filter(Boolean),
      ownPage: card.shareLinks.length > 0 ? card.ownPage : null,
    };
  });
  return sheet(english, localDay(now, timeZone), title, cards);
}

const sheet = (say: Say, today: Temporal.PlainDate, title: string, cards: CallCard[]): CallSheet => ({
  ...{ language: say.lang, title, cards },
  head: [
    say('Burn or shred this paper by {day}.', { day: say.day(today.add({ days: BURN_DAYS })) }),
    ...(cards.length === 0 ? [say('Nobody waits for you now. Thank you.')] : []),
  ],
  boxes: [say('told in person'), say('once more'), say('no more calls')],
});

const about = (
  say: Say,
  one: { language: string | null; timeZone: string | null },
  now: Temporal.Instant,
): string => [theirLanguage(say, one.language), theirHour(say, one, now)].filter(Boolean).join(' ');
