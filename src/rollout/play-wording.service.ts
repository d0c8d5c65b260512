import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Refusal } from '../kernel/refusal.js';
import { Composer } from '../notices/composer.js';
import { LeadDesk } from './lead-desk.js';
import { Occurrence } from './occurrence.entity.js';
import type { OurWords } from './play.form.js';
import { playRow, type PlayKey } from './playbook.js';
import { Preview, type Previewed, type Wanted } from './preview.service.js';
import { tooLong, tooManyWords, unknownFields, wordsIn } from './rewording.rules.js';
import type { Rollout } from './rollout.entity.js';
import type { Rewording } from './sockets.js';

/** A play as somebody would get it, said with given words. */
export interface Read {
  said: Previewed;
  /** The whole message of an imaginary reader; null where it only is posted. */
  message: { subject: string; text: string; words: number } | null;
}

/** Whether it says nothing to anybody and is posted nowhere, as things stand. */
export const isWordless = ({ said, message }: Read): boolean => message === null && said.posts.length === 0;
export const WORDLESS = 'As things stand nobody gets it, so it has no words yet.';

/** Who stands for everybody in a preview. */
const somebody = { firstName: 'Kim', helper: 'Alex' };

/** What a play would say in other words, as it arrives. */
@Injectable()
export class PlayWording {
  constructor(
    private readonly desk: LeadDesk,
    private readonly preview: Preview,
    private readonly composer: Composer,
  ) {}

  /** Null while nothing of it is planned, or where it cannot be told before its time. */
  look(actor: Actor, rolloutId: string, play: PlayKey, wanted: Wanted = {}): Promise<Read | null> {
    return this.desk.read(actor, rolloutId, (manager, rollout) =>
      manager.transaction((tx) => this.read(tx, rollout, play, wanted)),
    );
  }

  /** What it says without a lead's words, in the community's language; empty where it cannot be told yet. */
  async ours(actor: Actor, rolloutId: string, play: PlayKey): Promise<OurWords> {
    const read = await this.look(actor, rolloutId, play, { words: null });
    const letter = read?.said.letter;
    return {
      subject: letter?.subject ?? '',
      body: letter?.paragraphs.join('\n\n') ?? read?.said.posts[0]?.short ?? '',
    };
  }

  /** Refuses words that would not go out whole, or not be read: every reason at once. */
  async mustFit(tx: EntityManager, rollout: Rollout, play: PlayKey, words: Rewording | null): Promise<void> {
    const row = playRow(play);
    const reasons = [...tooLong(row, words), ...unknownFields(row, words)];
    if (reasons.length === 0 && words) {
      const read = await this.read(tx, rollout, play, { words });
      reasons.push(...tooManyWords(read?.message?.words ?? wordsIn(words.body ?? '')));
    }
    if (reasons.length > 0) throw new Refusal('invalid', reasons);
  }

  private async read(
    tx: EntityManager,
    rollout: Rollout,
    play: PlayKey,
    wanted: Wanted = {},
  ): Promise<Read | null> {
    const next = await tx
      .createQueryBuilder(Occurrence, 'one')
      .where(`rollout_id = :id and play = :play and state in ('planned', 'held')`, { id: rollout.id, play })
      .orderBy('one.dueAt')
      .addOrderBy('one.key')
      .getOne();
    const said = next && (await this.preview.ifTold(tx, rollout, next, wanted));
    if (!said) return null;
    if (!said.letter) return { said, message: null };
    const { subject, text } = await this.composer.asRead(
      tx,
      rollout.communityId,
      { letter: said.letter, language: said.language, purpose: playRow(play).purpose ?? 'team' },
      somebody,
    );
    return { said, message: { subject, text, words: wordsIn(text) } };
  }
}
