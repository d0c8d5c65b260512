import { Injectable } from '@nestjs/common';
import { Not, IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Place } from '../community/community.entity.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { Notices } from '../notices/notices.service.js';
import { LeadDesk, type AtDesk } from '../rollout/lead-desk.js';
import { Participation } from '../rollout/participation.entity.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { Scenes } from '../rollout/scene.js';
import { Invitations } from './invitations.service.js';
import { invitation } from './launch.mails.js';
import { nextHelpHours } from './office-hour.queries.js';
import { Wave } from './wave.entity.js';
import type { WaveKind } from './wave.rules.js';
import { Waves } from './waves.service.js';
import { waveViews, whoIsWhere, type WaveChange, type WaveView } from './waves.views.js';

export interface Wish {
  kind: WaveKind;
  placeId?: string | undefined;
  advocateId?: string | undefined;
  leans: boolean;
}

/** What leads do with waves. */
@Injectable()
export class WavesDesk {
  constructor(
    private readonly desk: LeadDesk,
    private readonly waves: Waves,
    private readonly invitations: Invitations,
    private readonly notices: Notices,
    private readonly scenes: Scenes,
  ) {}

  list(actor: Actor, rolloutId: string): Promise<WaveView[]> {
    return this.desk.read(actor, rolloutId, (tx, rollout) => waveViews(tx, this.waves, rollout));
  }

  /** The same; while nobody was put into a wave yet, with the numbers of people that there would be. */
  async outlook(actor: Actor, rolloutId: string): Promise<WaveView[]> {
    const waves = await this.list(actor, rolloutId);
    if (waves.some(({ id }) => id !== undefined)) return waves;
    return this.desk.ifDone(actor, rolloutId, async ({ tx, rollout, today }) => {
      await this.waves.settle(tx, rollout, today);
      return waveViews(tx, this.waves, rollout);
    });
  }

  /** Other waves in place of those that have not gone out. The people are placed anew. */
  plan(actor: Actor, rolloutId: string, wishes: Wish[]): Promise<WaveView[]> {
    return this.desk.act(actor, rolloutId, { what: 'waves.planned' }, async (at) => {
      await this.replace(at, wishes);
      return { subject: rolloutId, answer: await waveViews(at.tx, this.waves, at.rollout) };
    });
  }

  /** What other waves would change. */
  planned(actor: Actor, rolloutId: string, wishes: Wish[]): Promise<WaveChange> {
    return this.ifDone(actor, rolloutId, (at) => this.replace(at, wishes));
  }

  /**
   * Puts people into another wave by hand, where they stay. Who tries it first goes first, and who was invited is
   * not invited anew: then nobody is moved.
   */
  move(actor: Actor, rolloutId: string, people: string[], to: number): Promise<WaveView[]> {
    return this.desk.act(actor, rolloutId, { what: 'waves.people-moved' }, async (at) => {
      await this.put(at, people, to);
      return { subject: rolloutId, answer: await waveViews(at.tx, this.waves, at.rollout) };
    });
  }

  /** What moving them would change. */
  moved(actor: Actor, rolloutId: string, people: string[], to: number): Promise<WaveChange> {
    return this.ifDone(actor, rolloutId, (at) => this.put(at, people, to));
  }

  /** Says the same invitation again, with the same link, open for two more weeks. */
  resend(actor: Actor, rolloutId: string, participationId: string): Promise<void> {
    return this.desk.act(
      actor,
      rolloutId,
      { what: 'invitation.resent' },
      async ({ tx, rollout, now, today }) => {
        const sent = await this.invitations.extend(tx, rolloutId, participationId, today);
        if (!sent)
          throw new Refusal('not-found', 'This person was not invited yet; their wave is still to come.');
        await this.notices.say(tx, {
          rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
          ...{ key: `launch.invitation/${sent.wave}/again/${sent.resent}`, play: 'launch.invitation' },
          ...{ purpose: 'invitation', byHand: true, now, to: [sent.memberId] },
          letters: invitation(await this.scenes.of(tx, rollout), await nextHelpHours(tx, rollout, now)),
        });
        return { subject: participationId, answer: undefined };
      },
    );
  }

  private ifDone(
    actor: Actor,
    rolloutId: string,
    change: (at: AtDesk) => Promise<void>,
  ): Promise<WaveChange> {
    return this.desk.ifDone(actor, rolloutId, async (at) => {
      const { tx, rollout, today } = at;
      await this.waves.settle(tx, rollout, today);
      const before = await waveViews(tx, this.waves, rollout);
      const was = await whoIsWhere(tx, rolloutId);
      await change(at);
      const is = await whoIsWhere(tx, rolloutId);
      const moving = [...was].filter(([id, number]) => is.get(id) !== number).length;
      return { before, after: await waveViews(tx, this.waves, rollout), moving };
    });
  }

  private async replace({ tx, rollout, today }: AtDesk, wishes: Wish[]): Promise<void> {
    const rolloutId = rollout.id;
    await mustExist(tx, rollout, wishes);
    await tx.delete(Wave, { rolloutId, saidOn: IsNull() });
    const gone = await tx.find(Wave, {
      where: { rolloutId, saidOn: Not(IsNull()) },
      order: { number: 'DESC' },
    });
    const last = gone[0]?.number ?? 0;
    await tx.save(
      wishes.map(({ kind, leans, placeId, advocateId }, i) =>
        tx.create(Wave, {
          ...{ rolloutId, number: last + i + 1, kind, leans, notBefore: null, saidOn: null },
          ...{ placeId: placeId ?? null, advocateId: advocateId ?? null },
        }),
      ),
    );
    await this.waves.settle(tx, rollout, today);
  }

  private async put({ tx, rollout, today }: AtDesk, people: string[], to: number): Promise<void> {
    await this.waves.settle(tx, rollout, today);
    const wave = await tx.findOneBy(Wave, { rolloutId: rollout.id, number: to, saidOn: IsNull() });
    if (!wave)
      throw new Refusal('invalid', { field: 'wave', message: 'Choose a wave that has not gone out.' });
    const [moved] = await tx.query<[unknown[], number]>(
      `update invitation i set wave_id = $3, moved = true from participation p
        where p.id = i.participation_id and p.rollout_id = $1 and p.id = any($2::uuid[]) and not p.pilot
          and i.said_on is null returning p.id`,
      [rollout.id, people, wave.id],
    );
    const left = new Set(people).size - moved.length;
    if (left > 0)
      throw new Refusal('conflict', {
        field: 'people',
        message: `${left} of these cannot be moved. They were invited already, try it first, or said no.`,
      });
    await this.waves.settle(tx, rollout, today);
  }
}

async function mustExist(tx: EntityManager, rollout: Rollout, wishes: Wish[]): Promise<void> {
  const reasons: Reason[] = [];
  for (const [i, { kind, placeId, advocateId }] of wishes.entries()) {
    const place = placeId && (await tx.existsBy(Place, { id: placeId, communityId: rollout.communityId }));
    // Whatever is named must be ours, also where this kind of wave does not look at it.
    if ((kind === 'place' || placeId) && !place)
      reasons.push({ field: `waves.${i}.placeId`, message: 'There is no such place in your community.' });
    const helper =
      advocateId &&
      (await tx.existsBy(Participation, { id: advocateId, rolloutId: rollout.id, advocate: true }));
    if ((kind === 'list' || advocateId) && !helper)
      reasons.push({ field: `waves.${i}.advocateId`, message: 'This person has not agreed to help others.' });
  }
  if (reasons.length > 0) throw new Refusal('invalid', reasons);
}
