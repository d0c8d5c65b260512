import { msg } from '../kernel/language/message.js';
import type { OpenRequest } from '../launch/help-request.queries.js';
import type { Helpee } from '../launch/people.queries.js';
import type { Card } from '../notices/by-hand.service.js';
import { at, today } from './garden.js';

/** Whom Tom helps. */

const asks = (id: string, name: string, taken: boolean): OpenRequest => ({
  ...{ id, participationId: id, name, language: 'tr', timeZone: 'Europe/Istanbul', way: 'call' },
  ...{ askedAt: at(-1), promisedOn: today.add({ days: 1 }), taken, helper: 'Tom' },
});

const person = (name: string, state: Partial<Helpee>): Helpee => ({
  ...{ participationId: name, name, language: 'en', timeZone: null },
  ...{ invitedOn: today.subtract({ days: 6 }), arrivedOn: null, outcome: null, ...state },
});

export const helped: Helpee[] = [
  person('Bo Lindqvist', { arrivedOn: today.subtract({ days: 1 }) }),
  person('Carla Diaz', { language: 'es', timeZone: 'America/Bogota' }),
  person('Dan Okafor', { outcome: 'no device' }),
];

export const toTell: Card = {
  ...{
    deliveryId: 'one',
    memberId: 'emre',
    name: 'Emre Kaya',
    speaks: 'tr',
    timeZone: 'Europe/Istanbul',
    key: 'launch.opening',
  },
  ...{ play: 'launch.opening', offeredBefore: false, tries: 0, shownOn: null, teller: 'Tom' },
  text: 'Hello Emre,\n\nYou can now come along to Mill Brook on Matrix.\n\nhttps://move.mill-brook.example/m/emre',
  aloud: 'You can now come along to Mill Brook on Matrix.',
  ...{ ownPage: 'https://move.mill-brook.example/m/emre', wordsIn: 'en' },
  shareLinks: [{ label: msg('WhatsApp'), href: 'https://wa.me/?text=Hello' }],
};

export const called = {
  requests: [asks('aylin', 'Aylin Kaya', false), asks('gul', 'Gül Aksoy', true)],
  toTell: [toTell],
  people: helped,
  told: [
    {
      ...{
        deliveryId: 'two',
        memberId: 'ida',
        name: 'Ida Roth',
        key: 'launch.opening',
        play: 'launch.opening',
      },
      ...{ how: 'phone' as const, at: at(-1), by: 'Tom' },
    },
  ],
  timeZone: 'Europe/Berlin',
};
