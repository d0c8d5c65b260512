import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { playbook, playRow, type Playbook, type PlayKey } from './playbook.js';
import type { PlayRow } from './plays.js';
import { tooLong } from './rewording.rules.js';
import { forMembers } from './start.rules.js';
import { asWeGaveIt, sameWording, type Wording } from './approval.rules.js';
import type { Rewording } from './sockets.js';

/** What a lead changed about one play of one rollout. */
export interface PlaySetting {
  off: boolean;
  movedDays: number;
  hour: string | null;
  reworded: Rewording | null;
}

/** As it is kept: with what was approved, by the start or by a lead afterwards. */
export interface KeptSetting extends PlaySetting {
  approved: Wording;
}

interface Row extends Omit<KeptSetting, 'movedDays'> {
  play: PlayKey;
  moved_days: number;
}

@Injectable()
export class PlaySettings {
  async of(tx: EntityManager, rolloutId: string): Promise<Map<PlayKey, KeptSetting>> {
    const rows: Row[] = await tx.query(
      'select play, off, moved_days, hour, reworded, approved from play_setting where rollout_id = $1',
      [rolloutId],
    );
    return new Map(rows.map(({ play, moved_days, ...rest }) => [play, { ...rest, movedDays: moved_days }]));
  }

  /** The playbook of one rollout: ours, with what its leads switched off or moved. */
  async bookOf(tx: EntityManager, rolloutId: string): Promise<Playbook> {
    const settings = await this.of(tx, rolloutId);
    return playbook.flatMap((row) => {
      const set = settings.get(row.play);
      if (!set) return [row];
      return set.off ? [] : [{ ...row, movedDays: set.movedDays, hour: set.hour ?? row.hour }];
    });
  }

  /**
   * Words may be changed everywhere; what the rollout stands on is not switched off nor moved. Until the start this
   * approves them too; afterwards a lead does.
   */
  async set(tx: EntityManager, rolloutId: string, play: PlayKey, setting: PlaySetting): Promise<void> {
    const against = againstFixed(play, setting);
    if (against.length > 0) throw new Refusal('conflict', against);
    const long = tooLong(playRow(play), setting.reworded);
    if (long.length > 0) throw new Refusal('invalid', long);
    await tx.query(
      `insert into play_setting as kept (rollout_id, play, off, moved_days, hour, reworded, approved)
       select $1, $2, $3, $4, $5, $6, case when r.state = 'draft' then $7::jsonb else $8 end
         from rollout r where r.id = $1
       on conflict (rollout_id, play) do update
         set off = $3, moved_days = $4, hour = $5, reworded = $6,
             approved = case when (select state from rollout where id = $1) = 'draft' then $7::jsonb else kept.approved end`,
      [
        rolloutId,
        play,
        setting.off,
        setting.movedDays,
        setting.hour,
        setting.reworded && JSON.stringify(setting.reworded),
        JSON.stringify(wordingOf(setting)),
        JSON.stringify(asWeGaveIt),
      ],
    );
  }

  /** The play as it stands now is what a lead looked at. */
  async approve(tx: EntityManager, rolloutId: string, play: PlayKey, seen: Wording): Promise<void> {
    await tx.query('update play_setting set approved = $3 where rollout_id = $1 and play = $2', [
      ...[rolloutId, play, JSON.stringify(seen)],
    ]);
  }
}

export const wordingOf = ({ movedDays, hour, reworded }: PlaySetting): Wording => ({
  movedDays,
  hour,
  reworded,
});

/** A lead changed it after the start, and nobody has looked at it since. */
export const unapproved = ({ purpose, posts }: PlayRow, setting: KeptSetting | undefined): boolean =>
  setting !== undefined &&
  !setting.off &&
  forMembers({ purpose, posts }) &&
  !sameWording(wordingOf(setting), setting.approved);

/** It is not said before somebody has looked. What is fixed goes on, in the words approved last. */
export const waits = (row: PlayRow, setting: KeptSetting | undefined): boolean =>
  !row.fixed && unapproved(row, setting);

/** In which words a play is said: what the rollout stands on is never kept waiting by them. */
export const saidAs = ({ fixed }: PlayRow, setting: KeptSetting | undefined): Rewording | null =>
  (fixed ? setting?.approved.reworded : setting?.reworded) ?? null;

function againstFixed(play: PlayKey, setting: PlaySetting): Reason[] {
  const { fixed, what } = playRow(play);
  if (!fixed) return [];
  const reasons: Reason[] = [];
  const because = `the rollout stands on it (${what})`;
  if (setting.off) reasons.push({ field: 'off', message: `This cannot be switched off: ${because}.` });
  if (setting.movedDays !== 0)
    reasons.push({ field: 'movedDays', message: `This keeps its day: ${because}. Leave 0.` });
  if (setting.hour !== null)
    reasons.push({ field: 'hour', message: `This keeps its hour: ${because}. Leave it empty.` });
  return reasons;
}
