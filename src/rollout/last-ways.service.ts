import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import type { Language } from '../kernel/language/language.rules.js';
import { Refusal } from '../kernel/refusal.js';
import { mustKnowHowMany } from '../notices/many.rules.js';
import { CourseService } from './course.service.js';
import type { Rollout } from './rollout.entity.js';
import { WouldSay, type Told } from './would-say.js';

export type LastWay = 'keep-both' | 'cancel';

/** What a lead looks at before one of the two. */
export interface LastWayView {
  rollout: Rollout;
  /** What would be said, and to whom; null where it is refused, or was done. */
  told: Told | null;
  /** Why it cannot be done now. */
  refused: string[];
  /** It only has to wait: what is written now may be kept until then. */
  later: boolean;
}

/** The two endings besides closing, each done after a look at what it says to how many. */
@Injectable()
export class LastWays {
  constructor(
    private readonly course: CourseService,
    private readonly would: WouldSay,
  ) {}

  async look(actor: Actor, rollout: Rollout, way: LastWay, language?: Language): Promise<LastWayView> {
    if (isDone(rollout, way)) return { rollout, told: null, refused: [], later: false };
    try {
      return { rollout, told: await this.told(actor, rollout.id, way, language), refused: [], later: false };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return {
        rollout,
        told: null,
        refused: error.reasons.map(({ message }) => message),
        later: error.kind === 'too-early',
      };
    }
  }

  /** Pressed twice it is done once. @param typed how many people the lead believes to tell */
  async go(
    actor: Actor,
    rollout: Rollout,
    way: LastWay,
    said: { reason: string; people?: number | undefined },
  ) {
    if (isDone(rollout, way)) return;
    mustKnowHowMany((await this.told(actor, rollout.id, way)).said?.people ?? 0, said.people);
    await (way === 'cancel'
      ? this.course.cancel(actor, rollout.id, said.reason)
      : this.course.keepBoth(actor, rollout.id, said.reason));
  }

  private told(actor: Actor, rolloutId: string, way: LastWay, language?: Language): Promise<Told> {
    const play = way === 'cancel' ? 'rollout.cancelled' : 'rollout.kept-both';
    return this.would.say(actor, rolloutId, { play, language }, (desk) =>
      way === 'cancel' ? this.course.callOff(desk) : this.course.keep(desk),
    );
  }
}

const isDone = (rollout: Rollout, way: LastWay): boolean =>
  (way === 'cancel' ? rollout.cancelledAt : rollout.keptBothAt) !== null;
