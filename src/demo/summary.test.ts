import { Arrivals } from './arrivals.js';
import type { Client } from './client.js';
import { HandBook } from './hand-book.js';
import { summarise, type Summary } from './summary.js';

interface Row {
  id: string;
  memberId: string | null;
  channel: string;
  state: string;
}

/** A ledger of one notice, as its API tells it. */
const ledger = (rows: Row[]): Client =>
  ({
    get: async (path: string): Promise<unknown> => {
      if (path.endsWith('/phases')) return [];
      if (path.endsWith('/adoption')) return { series: [] };
      if (path.endsWith('/notices'))
        return { notices: [{ id: 'n', play: 'sunset.announcement', states: {} }] };
      return { deliveries: path.includes('after=') ? [] : rows };
    },
  }) as Client;

const mail = (memberId: string) => ({
  ...{ deliveryId: 'd', noticeIds: ['n'], communityId: 'c', memberId, to: 'a@example.org', fromName: '' },
  ...{ replyTo: null, words: { subject: '', html: '', text: '' }, values: {}, headers: {}, messageId: '' },
});

describe('what the demo counts where it arrives', () => {
  let arrivals: Arrivals;
  let byHand: HandBook;
  beforeEach(() => {
    arrivals = new Arrivals();
    byHand = new HandBook([]);
  });
  const counted = async (...rows: Row[]): Promise<Pick<Summary, 'lost' | 'repeated'>> => {
    const known = { people: 1, transition: null, proven: true };
    const { lost, repeated } = await summarise(ledger(rows), 'r', { arrivals, byHand }, known);
    return { lost, repeated };
  };

  it('is neither lost nor repeated where each was told once, by mail or in person', async () => {
    await arrivals.send([mail('ada')]);
    byHand.told('card');
    const rows = [
      { id: 'd', memberId: 'ada', channel: 'email', state: 'accepted' },
      { id: 'card', memberId: 'bo', channel: 'by hand', state: 'told' },
    ];
    expect(await counted(...rows)).toEqual({ lost: 0, repeated: 0 });
  });

  it('is lost where the ledger says accepted or told, and nobody got it', async () => {
    const rows = [
      { id: 'd', memberId: 'ada', channel: 'email', state: 'accepted' },
      { id: 'card', memberId: 'bo', channel: 'by hand', state: 'told' },
      { id: 'open', memberId: 'cem', channel: 'by hand', state: 'to tell' },
      { id: 'team', memberId: null, channel: 'email', state: 'accepted' },
    ];
    expect(await counted(...rows)).toEqual({ lost: 2, repeated: 0 });
  });

  it('is repeated where somebody heard the same twice, on whichever ways', async () => {
    await arrivals.send([mail('ada'), mail('ada')]);
    await arrivals.send([mail('bo')]);
    byHand.told('card');
    const rows = [
      { id: 'd', memberId: 'ada', channel: 'email', state: 'accepted' },
      { id: 'card', memberId: 'bo', channel: 'by hand', state: 'told' },
    ];
    expect(await counted(...rows)).toEqual({ lost: 0, repeated: 2 });
  });
});
