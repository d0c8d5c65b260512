import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { Things } from './closing.entity.js';
import { MyThings } from './my-things.pages.js';
import { placesOf } from './places.service.js';
import { Transition } from './transition.entity.js';

@Injectable()
export class ThingsCard {
  /** From the announcement until the old place has gone. */
  @OwnPageCard(40)
  async things({ tx, rollout, participation, path, say }: OwnPageVisit): Promise<VNode | null> {
    const transition = await tx.findOneBy(Transition, { rolloutId: rollout.id });
    if (!transition || transition.heldAt || rollout.keptBothAt || rollout.cancelledAt) return null;
    const { said } = (await tx.findOneBy(Things, { participationId: participation.id })) ?? {};
    const places = await placesOf(tx, rollout.id);
    const ends = transition.t.add({ days: rollout.plan.archiveDays });
    return (
      <section id="things">
        <MyThings {...{ say, path, ends, places }} said={said ?? null} />
      </section>
    );
  }
}
