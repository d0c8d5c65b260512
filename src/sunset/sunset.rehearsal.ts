import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Rehearses, type Rehearsing } from '../rollout/sockets.js';
import { Transition, TransitionChange } from './transition.entity.js';

/** In a rehearsal T is announced on its day, and stands. */
@Injectable()
export class SunsetRehearsal {
  @Rehearses()
  async announce({ tx, rollout, facts, now, cast }: Rehearsing): Promise<void> {
    const standing = facts['sunset.transition'];
    const rolloutId = rollout.id;
    const said = standing?.changes.filter(({ at }) => Temporal.Instant.compare(at, now) <= 0) ?? [];
    const known = await tx.countBy(TransitionChange, { rolloutId });
    for (const [i, { id, at }] of said.entries()) {
      if (i < known) continue;
      const change = { step: id, number: i + 1, revision: Number(/^r(\d+)/.exec(id)?.[1] ?? 1), at };
      await tx.insert(TransitionChange, { rolloutId, ...change, t: standing!.on, by: cast.asked });
    }
    const [first] = said;
    if (!first || (await tx.existsBy(Transition, { rolloutId }))) return;
    const { revision, on: t } = standing!;
    await tx.insert(Transition, { rolloutId, revision, t, proofSince: first.at, heldAt: null });
  }
}
