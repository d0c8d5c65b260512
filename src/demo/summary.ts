import type { Arrivals } from './arrivals.js';
import type { Client } from './client.js';
import type { HandBook } from './hand-book.js';

export interface Summary {
  people: number;
  phases: Record<string, { opened: string | null; closed: string | null }>;
  /** By play: how many rows of the ledger ended in each state. */
  notices: Record<string, Record<string, number>>;
  adoption: { date: string; low: number | null; high: number | null }[];
  transition: string | null;
  /** On T every name was proven told by T-7, had declined, or was an exception. */
  proven: boolean;
  lost: number;
  repeated: number;
}

/** Where what is said arrives: at mailboxes, and with people. */
interface Readers {
  arrivals: Arrivals;
  byHand: HandBook;
}

interface Notice {
  id: string;
  play: string;
  states: Record<string, number>;
}

/** Reads the result through the API, and holds what the ledger believes against what really arrived. */
export async function summarise(
  client: Client,
  rolloutId: string,
  readers: Readers,
  known: { people: number; transition: string | null; proven: boolean },
): Promise<Summary> {
  const base = `/rollouts/${rolloutId}`;
  const phases = await client.get<{ key: string; openedOn: string | null; closedOn: string | null }[]>(
    `${base}/phases`,
  );
  const { notices } = await client.get<{ notices: Notice[] }>(`${base}/notices`);
  const { series } = await client.get<{ series: { day: string; low: number | null; high: number | null }[] }>(
    `${base}/adoption`,
  );
  const byPlay: Summary['notices'] = {};
  for (const { play, states } of notices.toSorted((a, b) => a.play.localeCompare(b.play)))
    for (const [state, n] of Object.entries(states).toSorted(([a], [b]) => a.localeCompare(b)))
      (byPlay[play] ??= {})[state] = (byPlay[play]?.[state] ?? 0) + n;
  const order = ['pilot', 'refine', 'launch', 'sunset'];
  const inOrder = phases.toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
  return {
    people: known.people,
    phases: Object.fromEntries(
      inOrder.map(({ key, openedOn, closedOn }) => [key, { opened: openedOn, closed: closedOn }]),
    ),
    notices: byPlay,
    adoption: series.map(({ day, low, high }) => ({ date: day, low, high })),
    transition: known.transition,
    proven: known.proven,
    ...(await countedAtTheReaders(client, base, notices, readers)),
  };
}

interface Row {
  id: string;
  memberId: string | null;
  channel: string;
  state: string;
}

/**
 * What was told by hand is counted where it was said, as mail is where it arrives. Lost is what the ledger says was
 * accepted or told, or still means to send, and that nobody got.
 */
async function countedAtTheReaders(
  client: Client,
  base: string,
  notices: Notice[],
  { arrivals, byHand }: Readers,
): Promise<{ lost: number; repeated: number }> {
  let lost = 0;
  for (const notice of notices)
    for (const { id, memberId, channel, state } of await rowsOf(client, `${base}/notices/${notice.id}`)) {
      if (memberId === null) continue;
      arrivals.told(notice.id, memberId, byHand.times(id));
      const said =
        state === 'told' ||
        (channel === 'email' && ['accepted', 'sending', 'queued', 'failed'].includes(state));
      if (said && !arrivals.has(notice.id, memberId)) lost += 1;
    }
  return { lost, repeated: arrivals.repeated };
}

async function rowsOf(client: Client, notice: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const last = rows.at(-1);
    const { deliveries } = await client.get<{ deliveries: Row[] }>(
      `${notice}/deliveries${last ? `?after=${last.id}` : ''}`,
    );
    if (deliveries.length === 0) return rows;
    rows.push(...deliveries);
  }
}
