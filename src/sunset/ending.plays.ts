import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { Account } from '../access/account.entity.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { Scenes } from '../rollout/scene.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import {
  cancelled,
  cancelledPost,
  celebration,
  celebrationPost,
  keptBoth,
  keptBothPost,
  shutdownAsked,
} from './closing.mails.js';
import { Ending } from './closing.entity.js';
import { endingOf } from './ending.service.js';
import { Transition } from './transition.entity.js';
import { everybody, heard, Voice } from '../rollout/voice.js';

/** How a move ends: with thanks and a shutdown, called off, or with both places kept. */
@Injectable()
export class EndingPlays {
  constructor(
    private readonly voice: Voice,
    private readonly scenes: Scenes,
    private readonly agenda: AgendaService,
  ) {}

  @Play('sunset.celebration')
  async celebrate(occasion: Occasion): Promise<void> {
    const { tx, rollout, day } = occasion;
    const scene = await this.scenes.of(tx, rollout);
    const words = (await endingOf(tx, rollout.id))?.celebrationWords;
    const came = await arrived(tx, rollout.id);
    const own = words ? { body: words } : null;
    await this.voice.say(
      { ...occasion, reworded: occasion.reworded ?? own },
      {
        letters: celebration(scene, came, rollout.keptBothAt !== null),
        post: celebrationPost(scene, came),
        to: everybody(rollout.id),
      },
    );
    await tx.upsert(Ending, { rolloutId: rollout.id, celebratedOn: day }, ['rolloutId']);
    await this.agenda.replan(tx, rollout.id);
  }

  /** Asks the named person while they are here, else the admins. It is never done by itself. */
  @Play('sunset.shutdown')
  async askForShutdown(occasion: Occasion): Promise<void> {
    const { tx, rollout } = occasion;
    const transition = await tx.findOneBy(Transition, { rolloutId: rollout.id });
    const ending = await endingOf(tx, rollout.id);
    if (!transition || transition.heldAt || ending?.shutdownConfirmedOn) return;
    const scene = await this.scenes.of(tx, rollout);
    const ends = transition.t.add({ days: rollout.plan.archiveDays });
    const letters = shutdownAsked(scene, ends, (ending?.archiveKeptOn ?? null) !== null, rollout.id);
    const named = ending?.shutdownAskedOf;
    const here = named && (await tx.existsBy(Account, { id: named, leftAt: IsNull() }));
    const asked = here ? [named] : await admins(tx, rollout.communityId);
    await this.voice.tellLeads(occasion, letters, asked.length > 0 ? asked : undefined);
  }

  /** Only who was told of the move: nobody is told that something is off which they never heard of. */
  @Play('rollout.cancelled')
  async cancelled(occasion: Occasion): Promise<void> {
    const { tx, rollout } = occasion;
    const scene = await this.scenes.of(tx, rollout);
    await this.voice.say(occasion, {
      letters: cancelled(scene),
      post: cancelledPost(scene),
      to: {
        sql: `select distinct d.member_id from delivery d
               where d.rollout_id = $1 and d.member_id is not null and ${heard}`,
        params: [rollout.id],
      },
    });
  }

  @Play('rollout.kept-both')
  async keptBoth(occasion: Occasion): Promise<void> {
    const scene = await this.scenes.of(occasion.tx, occasion.rollout);
    await this.voice.say(occasion, {
      letters: keptBoth(scene),
      post: keptBothPost(scene),
      to: everybody(occasion.rollout.id),
    });
  }
}

/** How many have come; null where they are too few to be counted aloud. */
async function arrived(tx: EntityManager, rolloutId: string): Promise<number | null> {
  const [row] = await tx.query<{ came: number }[]>(
    `select count(*)::int as came from participation p join member m on m.id = p.member_id
      where p.rollout_id = $1 and p.arrived_on is not null and m.gone is null and m.erased_at is null`,
    [rolloutId],
  );
  return row && row.came >= 5 ? row.came : null;
}

async function admins(tx: EntityManager, communityId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select id from account where community_id = $1 and role = 'admin' and left_at is null order by created_at, id`,
    [communityId],
  );
  return rows.map((row) => row.id);
}
