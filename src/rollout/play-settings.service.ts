import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { playbook, playRow, type Playbook, type PlayKey } from './playbook.js';
import { tooLong } from './rewording.rules.js';
import type { Rewording } from './sockets.js';

/** What a lead changed about one play of one rollout. */
export interface PlaySetting {
  off: boolean;
  movedDays: number;
  hour: string | null;
  reworded: Rewording | null;
}

interface Row extends Omit<PlaySetting, 'movedDays'> {
  play: PlayKey;
  moved_days: number;
}

@Injectable()
export class PlaySettings {
  async of(tx: EntityManager, rolloutId: string): Promise<Map<PlayKey, PlaySetting>> {
    const rows: Row[] = await tx.query(
      'select play, off, moved_days, hour, reworded from play_setting where rollout_id = $1',
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

  /** Words may be changed everywhere; what the rollout stands on is not switched off nor moved. */
  async set(tx: EntityManager, rolloutId: string, play: PlayKey, setting: PlaySetting): Promise<void> {
    const against = againstFixed(play, setting);
    if (against.length > 0) throw new Refusal('conflict', against);
    const long = tooLong(playRow(play), setting.reworded);
    if (long.length > 0) throw new Refusal('invalid', long);
    await tx.query(
      `insert into play_setting (rollout_id, play, off, moved_days, hour, reworded)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (rollout_id, play) do update
         set off = $3, moved_days = $4, hour = $5, reworded = $6`,
      [
        rolloutId,
        play,
        setting.off,
        setting.movedDays,
        setting.hour,
        setting.reworded && JSON.stringify(setting.reworded),
      ],
    );
  }
}

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
