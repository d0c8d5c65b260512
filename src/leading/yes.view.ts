import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Account } from '../access/account.entity.js';
import type { Actor } from '../access/actor.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { Community } from '../community/community.entity.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { ActsOfTwo, type Shown } from './acts-of-two.js';
import { LeadTeam } from './lead-team.js';
import { TeamLetters } from './team-letters.js';
import { YesDesk } from './yes-desk.js';
import { LeadsAlone, YesRequest } from './yes.entity.js';
import {
  changes,
  FILE_HOURS,
  markOf,
  mayAlone,
  notNow,
  stateAt,
  type Team,
  type YesKind,
  type YesState,
} from './yes.rules.js';
import { requestOf, shownOf } from './yes.service.js';

export interface YesView {
  id: string;
  kind: YesKind;
  state: YesState;
  /** What the yes does. */
  title: string;
  asker: string;
  mine: boolean;
  reason: string;
  askedAt: Temporal.Instant;
  until: Temporal.Instant;
  /** As it is now; as it was asked, once it is answered or cannot be done any more. */
  lines: string[];
  /** What has changed since it was asked. */
  changed: { gone: string[]; fresh: string[] };
  after: string;
  back: `/${string}`;
  /** The mark of `lines`, which a yes carries. */
  seen: string;
  /** Why who looks cannot say yes; empty where they can. */
  notNow: string[];
  /** Who looks is the only lead, and may do it without a second yes. */
  alone: boolean;
  doneAlone: boolean;
  answer: { by: string; at: Temporal.Instant; word: string | null } | null;
  /** Until when the asker can open the file; when they did. */
  file: { until: Temporal.Instant; takenAt: Temporal.Instant | null } | null;
  /** Leads whom no letter about this reaches, while it waits for them. */
  untold: string[];
  zone: string;
}

export interface YesList {
  requests: Pick<YesView, 'id' | 'title' | 'asker' | 'mine' | 'state' | 'until'>[];
  team: Team;
  off: { by: string; at: Temporal.Instant; words: string } | null;
  zone: string;
}

/** How many answered ones stand below the open ones. */
const MOST = 50;

/** What leads look at before they say yes or no. Reads only. */
@Injectable()
export class YesViews {
  constructor(
    private readonly desk: YesDesk,
    private readonly acts: ActsOfTwo,
    private readonly team: LeadTeam,
    private readonly vault: Vault,
    private readonly letters: TeamLetters,
  ) {}

  one(actor: Actor, id: string): Promise<YesView> {
    return this.desk.read(async (tx) => {
      const { communityId, accountId } = actor;
      const request = await requestOf(tx, communityId, id);
      const now = this.desk.now();
      const ring = await this.vault.ring(tx, communityId);
      const team = await this.team.read(tx, communityId);
      const state = stateAt(request, now);
      const then = shownOf(ring, request);
      const fresh = state === 'open' ? await this.asNow(tx, request, now) : then;
      const blocked = fresh instanceof Refusal ? fresh.reasons : [];
      const shown = fresh instanceof Refusal ? then : fresh;
      const name = await namesOf(tx, communityId);
      const { askedBy, answeredAt, answeredBy, wordSealed } = request;
      return {
        ...{ id, state, kind: request.kind, seen: markOf(shown.lines) },
        ...{ title: shown.title, lines: shown.lines, after: shown.after, back: shown.back },
        ...{ askedAt: request.askedAt, until: request.until, reason: ring.open(request.reasonSealed) },
        ...{ asker: name(askedBy), mine: askedBy === accountId, doneAlone: request.alone },
        changed: changes(then.lines, shown.lines),
        notNow: [...notNow(request, { by: accountId, team, now }), ...blocked].map((one) => one.message),
        alone: askedBy === accountId && mayAlone(request.kind, team),
        answer:
          answeredBy !== null && answeredAt !== null
            ? { by: name(answeredBy), at: answeredAt, word: wordSealed && ring.open(wordSealed) }
            : null,
        file:
          state === 'done' && request.kind === 'roster' && answeredAt
            ? { until: answeredAt.add({ hours: FILE_HOURS }), takenAt: request.takenAt }
            : null,
        untold: state === 'open' ? (await this.untold(tx, team, askedBy)).map(name) : [],
        zone: await zoneOf(tx, communityId),
      };
    });
  }

  private untold(tx: EntityManager, { leads }: Team, askedBy: string): Promise<string[]> {
    return this.letters.unreached(
      tx,
      leads.map(({ id }) => id).filter((id) => id !== askedBy),
    );
  }

  /** What is open stands first, then the newest. */
  all({ communityId, accountId }: Actor): Promise<YesList> {
    return this.desk.read(async (tx) => {
      const now = this.desk.now();
      const ring = await this.vault.ring(tx, communityId);
      const name = await namesOf(tx, communityId);
      const found = await tx.find(YesRequest, {
        where: { communityId },
        order: { askedAt: 'DESC', id: 'ASC' },
        take: MOST,
      });
      const requests = found.map((request) => ({
        ...{ id: request.id, title: shownOf(ring, request).title, until: request.until },
        ...{
          asker: name(request.askedBy),
          mine: request.askedBy === accountId,
          state: stateAt(request, now),
        },
      }));
      const off = await tx.findOneBy(LeadsAlone, { communityId });
      return {
        requests: [
          ...requests.filter(({ state }) => state === 'open'),
          ...requests.filter(({ state }) => state !== 'open'),
        ],
        team: await this.team.read(tx, communityId),
        off: off && { by: name(off.by), at: off.at, words: ring.open(off.wordsSealed) },
        zone: await zoneOf(tx, communityId),
      };
    });
  }

  private async asNow(
    tx: EntityManager,
    { communityId, rolloutId, kind, subject }: YesRequest,
    now: Temporal.Instant,
  ): Promise<Shown | Refusal> {
    const rollout = rolloutId ? await tx.findOneByOrFail(Rollout, { id: rolloutId }) : null;
    try {
      return await this.acts.of(kind).show(tx, { communityId, rollout, subject }, now);
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }
}

/** Names of who works here, or did. */
async function namesOf(tx: EntityManager, communityId: string): Promise<(id: string) => string> {
  const accounts = await tx.findBy(Account, { communityId });
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? 'A lead who has left';
}

const zoneOf = async (tx: EntityManager, id: string): Promise<string> =>
  (await tx.findOneByOrFail(Community, { id })).timeZone;
