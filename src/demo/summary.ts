import type { Arrivals } from './arrivals.js';
import type { Client } from './client.js';

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

interface Notice {
  id: string;
  play: string;
  states: Record<string, number>;
}

/** Reads the result through the API, and holds what the ledger believes against what really arrived. */
export async function summarise(
  client: Client,
  rolloutId: string,
  arrivals: Arrivals,
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
    lost: await lostIn(client, base, notices, arrivals),
    repeated: arrivals.repeated,
  };
}

/** A mail that the ledger says was accepted, or still means to send, and that nobody received. */
async function lostIn(client: Client, base: string, notices: Notice[], arrivals: Arrivals): Promise<number> {
  let lost = 0;
  for (const notice of notices) {
    for (let after = ''; ;) {
      const { deliveries } = await client.get<{
        deliveries: { id: string; memberId: string | null; channel: string; state: string }[];
      }>(`${base}/notices/${notice.id}/deliveries${after ? `?after=${after}` : ''}`);
      lost += deliveries.filter(
        ({ memberId, channel, state }) =>
          memberId !== null &&
          channel === 'email' &&
          ['accepted', 'sending', 'queued', 'failed'].includes(state) &&
          !arrivals.has(notice.id, memberId),
      ).length;
      const last = deliveries.at(-1);
      if (!last) break;
      after = last.id;
    }
  }
  return lost;
}
