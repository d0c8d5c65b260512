import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { essentialsWaiting } from './ahead.queries.js';
import { decideAll, type Ready, type Suppressed, type Verdict } from './budget.rules.js';
import { groupBy } from './group.rules.js';
import { Plugged } from './plugged.js';
import { optOuts, readyRows, saidTo, type Heard, type ReadyRow } from './ready.queries.js';
import type { Purpose } from './words.js';

export interface Judged {
  row: ReadyRow;
  verdict: Verdict;
  /** Nothing was ever said to this reader: the message says where we have them from. */
  first: boolean;
}

/** What the ledger knows of the readers of a batch. */
interface Known {
  wanted: ReadonlySet<string>;
  optedOut: ReadonlyMap<string, Purpose[]>;
  heard: Heard;
  /** When essential messages are planned, by rollout. */
  ahead: ReadonlyMap<string, Temporal.Instant[]>;
  /** When those will go that are said and have not gone, by member. */
  waiting: ReadonlyMap<string, Temporal.Instant[]>;
}

const nothing = { everything: 0, unanswered: 0, unansweredOrdinary: 0, lastOrdinary: null };

/** Gathers what the budget's rules need to know of a batch, and asks them. */
@Injectable()
export class Judge {
  constructor(private readonly plugged: Plugged) {}

  /** Rows of the same reader are decided together. What goes to the team is outside every budget. */
  async judge(tx: EntityManager, rows: ReadyRow[], now: Temporal.Instant): Promise<Judged[]> {
    const toTeam = rows.filter((row) => row.accountId !== null);
    const toMembers = rows.filter((row) => row.accountId === null);
    const known = await this.known(tx, toMembers, now);
    const readers = groupBy(toMembers, (row) => row.memberId ?? row.id);
    return [
      ...toTeam.map((row) => ({ row, verdict: { act: 'send' as const }, first: false })),
      ...[...readers.values()].flatMap((mine) => judgeReader(mine, known, now)),
    ];
  }

  /** Which of these rows would be let go at that moment, and why. Nothing is decided by asking. */
  async letGo(tx: EntityManager, ids: string[], now: Temporal.Instant): Promise<Map<string, Suppressed>> {
    const judged = await this.judge(tx, await readyRows(tx, ids), now);
    return new Map(
      judged.flatMap(({ row, verdict }) => (verdict.act === 'suppress' ? [[row.id, verdict.reason]] : [])),
    );
  }

  /** The ids of the rows whose reader still wants them. One question per notice. */
  async wanted(
    tx: EntityManager,
    rows: Pick<ReadyRow, 'id' | 'noticeId' | 'memberId' | 'rolloutId' | 'play' | 'key'>[],
  ): Promise<Set<string>> {
    const wanted = new Set<string>();
    for (const mine of groupBy(rows, (row) => row.noticeId).values()) {
      const { play, rolloutId, key } = mine[0];
      const memberIds = mine.flatMap((row) => row.memberId ?? []);
      const members = await this.plugged.stillWanted(tx, play, { rolloutId, key, memberIds });
      for (const row of mine) if (row.memberId === null || members.has(row.memberId)) wanted.add(row.id);
    }
    return wanted;
  }

  private async known(tx: EntityManager, rows: ReadyRow[], now: Temporal.Instant): Promise<Known> {
    const memberIds = [...new Set(rows.flatMap((row) => row.memberId ?? []))];
    const ids = rows.map((row) => row.id);
    // Only these leave room for what is essential.
    const others = rows.filter(({ purpose }) => purpose !== 'essential').flatMap((row) => row.memberId ?? []);
    const ahead = new Map<string, Temporal.Instant[]>();
    for (const rolloutId of new Set(rows.map((row) => row.rolloutId)))
      ahead.set(rolloutId, await this.plugged.essentialsAhead(tx, rolloutId, now));
    return {
      wanted: await this.wanted(tx, rows),
      optedOut: await optOuts(tx, memberIds),
      heard: await saidTo(tx, memberIds, ids, now),
      ahead,
      // After what is planned was asked for: what is said in between then counts twice, rather than not at all.
      waiting: await essentialsWaiting(tx, [...new Set(others)], ids, now),
    };
  }
}

/** What one reader's rows come to: of each rollout, and of all together, for their week is one. */
function judgeReader(rows: ReadyRow[], known: Known, now: Temporal.Instant): Judged[] {
  const ofRollouts = [...groupBy(rows, (row) => row.rolloutId)].map(([rolloutId, mine]) => {
    const { memberId, timeZone, left, saidNo } = mine[0];
    const said = known.heard.said.get(`${memberId ?? ''}/${rolloutId}`);
    return {
      rows: mine.map((row): Ready => ({ ...row, wanted: known.wanted.has(row.id) })),
      reader: {
        ...(said ?? nothing),
        recent: known.heard.recent.get(memberId ?? '') ?? [],
        timeZone,
        left,
        saidNo,
        erased: memberId === null,
        optedOut: known.optedOut.get(memberId ?? '') ?? [],
      },
      ahead: [...(known.ahead.get(rolloutId) ?? []), ...(known.waiting.get(memberId ?? '') ?? [])],
      ...{ mine, first: !said },
    };
  });
  const verdicts = decideAll(ofRollouts, now);
  return ofRollouts.flatMap(({ mine, first }) =>
    mine.map((row) => ({ row, verdict: verdicts.get(row.id)!, first })),
  );
}
