import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { languageOfCommunity } from '../community/language.queries.js';
import type { Language } from '../kernel/language/language.rules.js';
import { Refusal } from '../kernel/refusal.js';
import { Judge } from '../notices/judge.js';
import { letterIn, type Letter, type Letters } from '../notices/letter.js';
import type { Occurrence } from './occurrence.entity.js';
import { playRow } from './playbook.js';
import { reached, rosterOf, standing, type Reached } from './reached.queries.js';
import { PlaySettings, saidAs } from './play-settings.service.js';
import type { Rollout } from './rollout.entity.js';
import { SocketBoard } from './socket-board.js';
import type { Rewording } from './sockets.js';
import { forMembers } from './start.rules.js';

export interface Previewed extends Reached {
  subject: string;
  text: string;
  letter: Letter | null;
  /** Of the letter: the one that was asked for, else the community's; English where it has no other. */
  language: Language;
  /** Said once in places, beside or instead. */
  posts: { place: string; short: string }[];
}

/** How a preview is wanted. */
export interface Wanted {
  /** In place of those that are kept: what a lead thinks of saying. */
  words?: Rewording | null | undefined;
  /** Else the community's. */
  language?: Language | undefined;
}

/**
 * What an occurrence would say if it were due now, and to how many. It is really done, behind a savepoint, and
 * undone again: so number and words are those of the real thing, not of a second reckoning beside it.
 */
@Injectable()
export class Preview {
  private readonly logger = new Logger('preview');

  constructor(
    private readonly board: SocketBoard,
    private readonly settings: PlaySettings,
    private readonly judge: Judge,
  ) {}

  /** Null where it cannot be told before its time: that keeps no lead from deciding. */
  async ifTold(
    tx: EntityManager,
    rollout: Rollout,
    one: Occurrence,
    wanted: Wanted = {},
  ): Promise<Previewed | null> {
    try {
      return await this.of(tx, rollout, one, wanted);
    } catch (error) {
      if (!(error instanceof Refusal))
        this.logger.error(
          `no preview of ${one.play}`,
          (error as Error).stack?.split('\n').slice(1).join('\n'),
        );
      return null;
    }
  }

  /** How many it reaches; where that cannot be told, everybody whom it may concern. */
  async mostTold(tx: EntityManager, rollout: Rollout, one: Occurrence): Promise<number> {
    const told = await this.ifTold(tx, rollout, one);
    if (told) return told.people;
    if (!forMembers(playRow(one.play))) return 0;
    return rosterOf(tx, rollout.id);
  }

  async of(
    tx: EntityManager,
    rollout: Rollout,
    one: Occurrence,
    { words, language: asked }: Wanted = {},
  ): Promise<Previewed> {
    await tx.query('savepoint preview');
    try {
      const before = await standing(tx, rollout.id, one);
      const row = playRow(one.play);
      const kept = (await this.settings.of(tx, rollout.id)).get(one.play);
      const reworded = words === undefined ? saidAs(row, kept) : words;
      const { key, step, day, dueAt } = one;
      await this.board.do(one.play, {
        tx,
        rollout,
        row,
        key,
        step,
        day,
        now: dueAt,
        reworded,
      });
      const [said] = await tx.query<{ letters: Letters }[]>(
        `select e.letters from notice n join edition e on e.notice_id = n.id
          where n.rollout_id = $1 and n.play = $2 order by e.created_at desc, e.number desc limit 1`,
        [rollout.id, one.play],
      );
      const home = asked ?? (await languageOfCommunity(tx, rollout.communityId));
      const { letter, language } = said ? letterIn(said.letters, home) : { letter: null, language: home };
      return {
        ...(await reached(tx, this.judge, { rolloutId: rollout.id, one, before })),
        subject: letter?.subject ?? '',
        text: letter ? [letter.opening, ...letter.paragraphs].join(' ') : '',
        letter,
        language,
        posts: await tx.query(
          `select place.name as place, post.short from post join place on place.id = post.place_id
             join notice n on n.id = post.notice_id
            where n.rollout_id = $1 and n.key = $2 order by place.name`,
          [rollout.id, one.key],
        ),
      };
    } finally {
      await tx.query('rollback to savepoint preview');
    }
  }
}
