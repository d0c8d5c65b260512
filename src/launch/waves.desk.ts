import { Injectable } from '@nestjs/common';
import { Not, IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Place } from '../community/community.entity.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { Notices } from '../notices/notices.service.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { Participation } from '../rollout/participation.entity.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { Scenes } from '../rollout/scene.js';
import { Invitations } from './invitations.service.js';
import { invitation } from './launch.mails.js';
import { nextHelpHours } from './office-hour.queries.js';
import { Wave } from './wave.entity.js';
import type { WaveKind } from './wave.rules.js';
import { Waves, type DatedWave } from './waves.service.js';

export interface Wish {
  kind: WaveKind;
  placeId?: string | undefined;
  advocateId?: string | undefined;
  leans: boolean;
}

export type WaveView = DatedWave & { people: number };

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
    return this.desk.read(actor, rolloutId, (tx, rollout) => this.views(tx, rollout));
  }

  /** Other waves in place of those that have not gone out. The people are placed anew. */
  plan(actor: Actor, rolloutId: string, wishes: Wish[]): Promise<WaveView[]> {
    return this.desk.act(actor, rolloutId, { what: 'waves.planned' }, async ({ tx, rollout, today }) => {
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
      return { subject: rolloutId, answer: await this.views(tx, rollout) };
    });
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

  private async views(tx: EntityManager, rollout: Rollout): Promise<WaveView[]> {
    const sizes = await tx.query<{ number: number; people: number }[]>(
      `select w.number, count(i.*)::int as people from wave w left join invitation i on i.wave_id = w.id
        where w.rollout_id = $1 group by w.number`,
      [rollout.id],
    );
    return (await this.waves.dated(tx, rollout)).map((wave) =>
      Object.assign(wave, { people: sizes.find((size) => size.number === wave.number)?.people ?? 0 }),
    );
  }
}

async function mustExist(tx: EntityManager, rollout: Rollout, wishes: Wish[]): Promise<void> {
  const reasons: Reason[] = [];
  for (const [i, { kind, placeId, advocateId }] of wishes.entries()) {
    const place = placeId && (await tx.existsBy(Place, { id: placeId, communityId: rollout.communityId }));
    if (kind === 'place' && !place)
      reasons.push({ field: `waves.${i}.placeId`, message: 'There is no such place in your community.' });
    const helper =
      advocateId &&
      (await tx.existsBy(Participation, { id: advocateId, rolloutId: rollout.id, advocate: true }));
    if (kind === 'list' && !helper)
      reasons.push({ field: `waves.${i}.advocateId`, message: 'This person has not agreed to help others.' });
  }
  if (reasons.length > 0) throw new Refusal('invalid', reasons);
}
