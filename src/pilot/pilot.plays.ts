import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import type { Letters } from '../notices/letter.js';
import { Notices } from '../notices/notices.service.js';
import { StillWanted, type Wish } from '../notices/sockets.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import { Scenes } from '../rollout/scene.js';
import { Rounds } from '../surveys/rounds.service.js';
import { Asking } from './asking.service.js';
import { seated } from './circle.queries.js';
import { invitation, invitationReminder, thanks } from './pilot.mails.js';
import { inLeadsWords } from '../rollout/rewording.rules.js';

/** Asking people into the circle, and thanking them. */
@Injectable()
export class PilotPlays {
  constructor(
    private readonly asking: Asking,
    private readonly notices: Notices,
    private readonly scenes: Scenes,
    private readonly rounds: Rounds,
    private readonly agenda: AgendaService,
  ) {}

  /** Steps: '' asks, 'reminder' asks once more those who have not answered. */
  @Play('pilot.invitation')
  async invite({ tx, rollout, key, step, now, reworded }: Occasion): Promise<void> {
    const scene = await this.scenes.of(tx, rollout);
    const letters = step === 'reminder' ? invitationReminder(scene) : invitation(scene, rollout.plan);
    await this.asking.ask(tx, rollout, { key, letters: inLeadsWords(letters, reworded), now });
  }

  @StillWanted('pilot.invitation')
  async unanswered(tx: EntityManager, { rolloutId, memberIds }: Wish): Promise<Set<string>> {
    const waiting = new Set((await seated(tx, rolloutId, 'asked')).map(({ memberId }) => memberId));
    return new Set(memberIds.filter((id) => waiting.has(id)));
  }

  /** Nobody's silence tells by itself that time is over; a day does. A pause is no silence. */
  @Play('pilot.day')
  async day({ tx, rollout, now }: Occasion): Promise<void> {
    if (rollout.pausedAt) return;
    await this.asking.watch(tx, rollout, localDay(now, rollout.plan.timeZone));
    await this.agenda.replan(tx, rollout.id, now);
  }

  /** The pilot is closed: its rounds are too, whatever the agenda still held. */
  @Play('pilot.thanks')
  async thank({ tx, rollout, row, key, now, reworded }: Occasion): Promise<void> {
    await this.rounds.closeAll(tx, rollout.id, 'pilot', now);
    const circle = await seated(tx, rollout.id, 'accepted');
    if (circle.length === 0) return;
    const letters: Letters = thanks(await this.scenes.of(tx, rollout), await found(tx, rollout.id));
    await this.notices.say(tx, {
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
      ...{ key, play: row.play, purpose: row.purpose ?? 'community', byHand: row.byHand, now },
      letters: inLeadsWords(letters, reworded),
      to: circle.map(({ memberId }) => memberId),
    });
  }
}

/** What the pilot showed. */
async function found(tx: EntityManager, rolloutId: string): Promise<{ reported: number; resolved: number }> {
  const [row] = await tx.query<{ reported: number; resolved: number }[]>(
    `select count(*)::int as reported, (count(resolved_at))::int as resolved
       from finding where rollout_id = $1 and pilot`,
    [rolloutId],
  );
  return row!;
}
