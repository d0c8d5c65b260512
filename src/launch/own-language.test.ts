import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { unsaidIn } from '../../test/support/unsaid.js';
import { msg } from '../kernel/language/message.js';
import { mirrored, speak } from '../kernel/language/say.js';
import { render } from '../kernel/ui/render.js';
import { sceneOf } from '../rollout/scene.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import type { Choices } from './choices.service.js';
import type { HelpRequests } from './help-requests.service.js';
import { LaunchCards } from './launch.card.js';
import { invitation } from './launch.mails.js';
import { CallSheet } from './people.pages.js';
import { IN_FULL, WordsPage } from './to-tell.pages.js';

const now = Temporal.Instant.from('2026-07-07T10:00:00Z');
const day = Temporal.PlainDate.from('2026-07-07');
const zone = { language: 'de', timeZone: 'Europe/Berlin' };

const request = {
  ...{ id: 'r', participationId: 'p', name: 'Olga Iwanowa', ...zone, way: 'door' as const },
  ...{ askedAt: now, promisedOn: day, taken: false, helper: null },
};
const helped = {
  ...{ participationId: 'p', name: 'Anna Berg', ...zone, invitedOn: day, arrivedOn: null, outcome: null },
};
const toTell = {
  ...{
    deliveryId: 'd',
    memberId: 'm',
    name: 'Emma Lind',
    key: 'k',
    play: 'p',
    offeredBefore: false,
    tries: 0,
  },
  ...{
    shownOn: null,
    teller: null,
    ...{ speaks: 'tr', timeZone: 'Europe/Istanbul' },
    wordsIn: 'de' as const,
    aloud: 'Aloud.',
    text: 'Copy.',
    shareLinks: [
      { label: msg('SMS'), href: 'sms:?&body=Copy' },
      { label: msg('WhatsApp'), href: 'https://wa.me/?text=Copy' },
    ],
    ownPage: 'https://x.example/m/y',
  },
};

describe('what the launch says to members', () => {
  it('is in their language on a helper’s sheet, whatever stands there', () => {
    const about = { say: mirrored, path: '/m/x', now, timeZone: 'Europe/Berlin' };
    const full = CallSheet({
      ...about,
      requests: [request, { ...request, taken: true }],
      people: [
        ...[helped, { ...helped, arrivedOn: day }, { ...helped, invitedOn: null }],
        { ...helped, outcome: 'no device' as const },
      ],
      toTell: [toTell],
      told: [{ ...toTell, how: 'phone' as const, at: now, by: null }],
    });
    const names = ['Olga', 'Olga', 'Emma', 'Anna', 'Anna', 'Anna', 'Anna', 'Emma'];
    expect(unsaidIn(render(full))).toEqual(names);
    expect(unsaidIn(render(CallSheet({ ...about, requests: [], people: [], toTell: [], told: [] })))).toEqual(
      [],
    );
  });

  it('has room on a light page: the first are marked there, the others on their own pages', () => {
    const many = Array.from({ length: IN_FULL + 2 }, (_, n) => ({ ...toTell, deliveryId: `d${n}` }));
    const about = {
      say: speak('en'),
      path: '/m/x',
      now,
      timeZone: 'Europe/Berlin',
      requests: [],
      people: [],
    };
    const page = render(CallSheet({ ...about, toTell: many, told: [] }));
    const all = many.map(({ deliveryId }) => `/m/x/people/to-tell/${deliveryId}`);
    expect(all.filter((one) => page.includes(`href="${one}"`))).toEqual(all);
    expect(all.filter((one) => page.includes(`action="${one}#`))).toEqual(all.slice(0, IN_FULL));
    expect(page.split('The words, and how it went')).toHaveLength(3);
  });

  it('tells a helper to burn their sheet by a day of the move’s own zone', () => {
    const late = Temporal.Instant.from('2026-02-03T23:30:00Z');
    const sheet = { path: '/m/x', requests: [], people: [], toTell: [], told: [], timeZone: 'Europe/Berlin' };
    expect(render(CallSheet({ ...sheet, say: speak('en'), now: late }))).toContain(
      'by Wednesday 18 February.',
    );
  });

  it('is in a helper’s language around the words that they send, which are in another’s', () => {
    const page = render(WordsPage({ say: mirrored, path: '/m/x', card: toTell }));
    expect(unsaidIn(page)).toEqual(['Copy']);
    expect(page).toContain('Language: \u2068Turkish\u2069.');
    expect(page).toContain('<q lang="de">\u2068Aloud.\u2069</q>');
    expect(page).toContain('lang="de" dir="auto" readonly>Copy.</textarea>');
  });

  it.each([
    { outcome: null, arrivedOn: null, pilot: true, asked: false },
    { outcome: null, arrivedOn: day, pilot: false, asked: true, by: 'Olga' },
    { outcome: 'declined', arrivedOn: null, pilot: true, asked: true, by: null },
  ])(
    'is in their language on the card of choices: $outcome, asked: $asked, by $by',
    async ({ asked, by = null, ...person }) => {
      const requests = {
        openOf: () => Promise.resolve(asked ? {} : null),
        promise: () => Promise.resolve({ by, on: day }),
      } as unknown as HelpRequests;
      const said = { onlySaid: () => Promise.resolve(true) } as unknown as Choices;
      const visit = {
        ...{ say: mirrored, path: '/m/x', now, rollout: { id: 'r', cancelledAt: null } },
        ...{
          tx: { query: () => Promise.resolve([]) },
          participation: { id: 'p', advocate: false, ...person },
        },
      } as unknown as OwnPageVisit;
      const card = await new LaunchCards(requests, said).choices(visit);
      expect(unsaidIn(render(card!))).toEqual([]);
    },
  );

  it('leaves in the letter what is filled in at sending, and says its days as the reader does', () => {
    const facts = {
      ...{ community: 'Gardeners', language: 'en', oldPlaces: ['Stairwell C'], newPlaces: ['Our room'] },
      ...{ announced: true, closesOn: null, responsible: 'Ada', contact: 'x', baseUrl: 'https://x.example' },
    };
    const hours = {
      next: [{ id: 'h', startsAt: now, host: 'Olga', room: 'yard' }],
      timeZone: 'Europe/Berlin',
    };
    const { en, de } = invitation(sceneOf(facts), hours);
    expect(en.paragraphs[0]).toContain('{helper}');
    expect(en.paragraphs.at(-1)).toBe('Help hour: Tuesday 7 July, 12:00 (Europe/Berlin).');
    expect(de!.paragraphs.at(-1)).toContain(speak('de').moment(now, 'Europe/Berlin'));
  });
});
