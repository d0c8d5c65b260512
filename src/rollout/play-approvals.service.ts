import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Refusal } from '../kernel/refusal.js';
import { AlertService } from './alert.service.js';
import { sameWording, UNAPPROVED, type Wording } from './approval.rules.js';
import { LeadDesk } from './lead-desk.js';
import { playRow, type PlayKey } from './playbook.js';
import {
  PlaySettings,
  unapproved,
  wordingOf,
  type KeptSetting,
  type PlaySetting,
} from './play-settings.service.js';
import { PlayWording } from './play-wording.service.js';
import type { Rollout } from './rollout.entity.js';
import type { Rewording } from './sockets.js';

export interface PlayView {
  rollout: Rollout;
  play: PlayKey;
  setting: KeptSetting | undefined;
  /** A lead has not yet looked at the change. */
  waits: boolean;
  /** The next occurrence of it that is planned or held: there it is read whole. */
  next: string | null;
}

/** Starting approves the plays as they are; one that a lead changes later is not said before a lead has looked at it. */
@Injectable()
export class PlayApprovals {
  constructor(
    private readonly desk: LeadDesk,
    private readonly settings: PlaySettings,
    private readonly alerts: AlertService,
    private readonly wording: PlayWording,
  ) {}

  look(actor: Actor, rolloutId: string, play: PlayKey): Promise<PlayView> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const setting = (await this.settings.of(tx, rolloutId)).get(play);
      const [next] = await tx.query<{ key: string }[]>(
        `select key from occurrence where rollout_id = $1 and play = $2 and state in ('planned', 'held')
          order by due_at, key limit 1`,
        [rolloutId, play],
      );
      return {
        ...{ rollout, play, setting },
        waits: unapproved(playRow(play), setting),
        next: next?.key ?? null,
      };
    });
  }

  /**
   * Words that were kept before longer ones were refused stay until somebody changes them.
   * @param beforeIt looks at what is kept until then, and may refuse
   */
  change(
    actor: Actor,
    rolloutId: string,
    play: PlayKey,
    setting: PlaySetting,
    beforeIt?: (kept: KeptSetting | undefined) => void,
  ): Promise<PlaySetting> {
    return this.desk.act(actor, rolloutId, { what: `play.changed.${play}` }, async ({ tx, rollout }) => {
      const kept = (await this.settings.of(tx, rolloutId)).get(play);
      beforeIt?.(kept);
      if (!sameWords(kept?.reworded, setting.reworded))
        await this.wording.mustFit(tx, rollout, play, setting.reworded);
      await this.settings.set(tx, rolloutId, play, setting);
      const changed = (await this.settings.of(tx, rolloutId)).get(play);
      if (rollout.state !== 'draft' && unapproved(playRow(play), changed))
        await this.alerts.raise(tx, rolloutId, 'changed', play, changedText(play));
      else await this.letGo(tx, rolloutId, play);
      return { subject: rolloutId, answer: setting };
    });
  }

  /** @param seen what the lead looked at: somebody may have changed it again meanwhile */
  approve(actor: Actor, rolloutId: string, play: PlayKey, seen: Wording): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: `play.approved.${play}` }, async ({ tx }) => {
      const kept = (await this.settings.of(tx, rolloutId)).get(play);
      if (!kept || !unapproved(playRow(play), kept))
        throw new Refusal('conflict', 'Nothing of this waits for approval: it is said as it was approved.');
      if (!sameWording(wordingOf(kept), seen))
        throw new Refusal(
          'conflict',
          'Somebody changed it again meanwhile. Look at it again, then approve it.',
        );
      await this.settings.approve(tx, rolloutId, play, seen);
      await this.letGo(tx, rolloutId, play);
      return { subject: rolloutId, answer: undefined };
    });
  }

  /** What was held for want of approval goes on as planned; what is late by now is judged by its grace. */
  private async letGo(tx: EntityManager, rolloutId: string, play: PlayKey): Promise<void> {
    const [freed] = await tx.query<[{ key: string }[], number]>(
      `update occurrence set state = 'planned', reason = null, decided_by = null, leased_by = null, leased_until = null
        where rollout_id = $1 and play = $2 and state = 'held' and reason = $3 returning key`,
      [rolloutId, play, UNAPPROVED],
    );
    for (const { key } of freed) await this.alerts.end(tx, rolloutId, 'held', key);
    await this.alerts.end(tx, rolloutId, 'changed', play);
  }
}

const sameWords = (a: Rewording | null | undefined, b: Rewording | null): boolean =>
  a?.subject === b?.subject && a?.body === b?.body;

const changedText = (play: PlayKey): string =>
  `Changed after the start: “${playRow(play).what}”. ${untilThen(play)}`;

/** What happens to a changed play until a lead has looked at it. */
export const untilThen = (play: PlayKey): string =>
  playRow(play).fixed
    ? 'Until a lead approves it, it is said in the words approved last.'
    : 'It is not said until a lead approves it.';
