import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Config } from '../kernel/config.js';
import { Bell } from './bell.js';
import { holdInPause, holdRows, releaseRows, withdrawPosts, withdrawRows } from './hold.writes.js';
import { editionOf, writePosts, writeRows, writeTeamRows } from './ledger.writes.js';
import { askable, newPhrases, unusedPhrase } from './phrases.js';
import { endRead, MAY_HAVE_ARRIVED } from './read.writes.js';
import type { Occasion, Posting, Saying, Spoken, TeamSaying } from './saying.js';

/** Says things. Writes the ledger in the caller's transaction; sending is for `Deliveries`, after the commit. */
@Injectable()
export class Notices {
  constructor(
    private readonly bell: Bell,
    private readonly config: Config,
  ) {}

  /**
   * One row per person, however often it is said under the same key: saying it again adds only who is new, in the
   * words that are said now. Who was told before keeps theirs.
   * A handful of statements for any number of people. `told`: rows added now, whatever their channel.
   */
  async say(tx: EntityManager, saying: Saying): Promise<{ noticeId: string; told: number }> {
    const { id: noticeId, stopped, paused } = await this.notice(tx, saying);
    if (stopped) return { noticeId, told: 0 };
    const told = await writeRows(tx, { noticeId, edition: await editionOf(tx, noticeId, saying) }, saying);
    if (paused) await holdInPause(tx, noticeId);
    if (saying.posts) await this.putUp(tx, noticeId, saying.rollout, saying.posts);
    this.bell.ringAfter(tx);
    return { noticeId, told };
  }

  /** Says something in places only; it proves nothing about one person. */
  async post(tx: EntityManager, saying: Occasion & { posts: Posting }): Promise<{ noticeId: string }> {
    const { id: noticeId } = await this.notice(tx, saying);
    await this.putUp(tx, noticeId, saying.rollout, saying.posts);
    return { noticeId };
  }

  /** To leads and admins, outside every budget and at any hour. */
  async tellLeads(tx: EntityManager, saying: TeamSaying): Promise<void> {
    const { id: noticeId } = await this.notice(tx, { ...saying, purpose: 'team' });
    await writeTeamRows(tx, { noticeId, edition: await editionOf(tx, noticeId, saying) }, saying);
    this.bell.ringAfter(tx);
  }

  /** The member answered, chose, or pressed "I have read this": whatever was said to them until now is confirmed. */
  async confirm(
    tx: EntityManager,
    memberId: string,
    rolloutId: string,
    now: Temporal.Instant,
  ): Promise<void> {
    await tx.query(
      `update delivery set confirmed_at = $3
        where member_id = $1 and rollout_id = $2 and confirmed_at is null
          and (state in ('accepted', 'told', 'posted') or ${MAY_HAVE_ARRIVED})`,
      [memberId, rolloutId, now.toString()],
    );
    await endRead(tx, memberId, rolloutId);
  }

  /** A pause: whatever has not gone waits until `release`. */
  async hold(tx: EntityManager, rolloutId: string, reason: string): Promise<void> {
    await holdRows(tx, rolloutId, reason);
  }

  /** What was held goes on; what lost its use meanwhile is suppressed when its turn comes. */
  async release(tx: EntityManager, rolloutId: string): Promise<void> {
    await releaseRows(tx, rolloutId);
    this.bell.ringAfter(tx);
  }

  /** Nothing of it will be said or posted any more, except what begins with one of these keys. */
  async withdraw(
    tx: EntityManager,
    rolloutId: string,
    reason: string,
    exceptKeys: string[] = [],
  ): Promise<void> {
    await withdrawRows(tx, rolloutId, reason, exceptKeys);
    await withdrawPosts(tx, rolloutId, exceptKeys);
  }

  private async putUp(tx: EntityManager, noticeId: string, rollout: Spoken, posts: Posting): Promise<void> {
    const text = await askable(tx, noticeId, posts.text, this.config.baseUrl);
    await writePosts(tx, noticeId, rollout, { ...posts, text });
  }

  private async notice(
    tx: EntityManager,
    about: Occasion & Partial<Pick<Saying, 'byHand' | 'atOnce'>>,
  ): Promise<{ id: string; stopped: boolean; paused: boolean }> {
    const [row] = await tx.query<{ id: string; stopped: boolean; paused: boolean }[]>(
      `insert into notice (community_id, rollout_id, key, play, purpose, by_hand, at_once, time_zone, created_at, phrase)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, (${unusedPhrase('$10')}))
       on conflict (rollout_id, key) do update
          set phrase = coalesce(notice.phrase, excluded.phrase), withdrawn = null
       returning id, stopped_at is not null as stopped,
                 exists (select from rollout where id = $2 and paused_at is not null) as paused`,
      [
        about.rollout.communityId,
        about.rollout.id,
        about.key,
        about.play,
        about.purpose,
        about.byHand ?? false,
        about.atOnce ?? false,
        about.rollout.timeZone,
        about.now.toString(),
        newPhrases(),
      ],
    );
    return row!;
  }
}
