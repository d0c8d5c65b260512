import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Letters } from '../notices/letter.js';
import { Notices } from '../notices/notices.service.js';
import { AlertService } from '../rollout/alert.service.js';
import { Occurrence } from '../rollout/occurrence.entity.js';
import { Participation } from '../rollout/participation.entity.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { Scenes } from '../rollout/scene.js';
import { Rounds } from '../surveys/rounds.service.js';
import { circleView } from './circle.view.js';
import { pilotClosed, seated } from './circle.queries.js';
import { invitation } from './pilot.mails.js';

const PLAY = 'pilot.invitation';

/** Asks people into the circle, and lets them go. Every method runs in the caller's transaction. */
@Injectable()
export class Asking {
  constructor(
    private readonly notices: Notices,
    private readonly scenes: Scenes,
    private readonly rounds: Rounds,
    private readonly alerts: AlertService,
  ) {}

  /** Everybody whose answer is awaited; the ledger tells nobody twice under one key. */
  async ask(
    tx: EntityManager,
    rollout: Rollout,
    said: { key: string; letters: Letters; now: Temporal.Instant },
  ): Promise<void> {
    const waiting = await seated(tx, rollout.id, 'asked');
    if (waiting.length === 0) return;
    await this.notices.say(tx, {
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
      ...{ ...said, play: PLAY, purpose: 'invitation', byHand: true },
      to: waiting.map(({ memberId }) => memberId),
    });
  }

  /** Who got a seat after the others were asked is asked now, in the words that the others read. */
  async latecomers(at: { tx: EntityManager; rollout: Rollout; now: Temporal.Instant }): Promise<void> {
    const { tx, rollout, now } = at;
    const done = await tx.existsBy(Occurrence, { rolloutId: rollout.id, key: PLAY, state: 'done' });
    if (!done) return;
    const letters = invitation(await this.scenes.of(tx, rollout), rollout.plan);
    await this.ask(tx, rollout, { key: PLAY, letters, now });
  }

  /** Nothing of the pilot is asked of them any more. */
  async release(tx: EntityManager, participationId: string): Promise<void> {
    await tx.update(Participation, participationId, { pilot: false });
    await this.rounds.excuse(tx, participationId);
  }

  /** Tells the leads when the circle does not become large or mixed enough without asking somebody else. */
  async watch(tx: EntityManager, rollout: Rollout, today: Temporal.PlainDate): Promise<void> {
    const { toReplace, mix } = await circleView(tx, rollout, today);
    if (toReplace === 0 || (await pilotClosed(tx, rollout.id)))
      return this.alerts.end(tx, rollout.id, 'circle', 'mix');
    const people = toReplace === 1 ? 'one more person' : `${toReplace} more people`;
    await this.alerts.raise(
      tx,
      rollout.id,
      'circle',
      'mix',
      `Ask ${people} to try it first. The circle still needs: ${mix.missing.join(', ')}. The circle's page suggests whom.`,
    );
  }
}
