import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Actor } from '../access/actor.js';
import { day } from '../kernel/database/columns.js';
import type { Language } from '../kernel/language/language.rules.js';
import { Refusal } from '../kernel/refusal.js';
import { mustKnowHowMany } from '../notices/many.rules.js';
import { isBefore } from '../rollout/calendar.rules.js';
import { WouldSay, type Told } from '../rollout/would-say.js';
import { SunsetViews } from './lead-view.service.js';
import type { TransitionAnswer } from './sunset.schemas.js';
import { TransitionService } from './transition.service.js';

type Day = Temporal.PlainDate;

/** A day is announced, or moved, after a look at what that says to how many. */
@Injectable()
export class ClosingWords {
  constructor(
    private readonly transition: TransitionService,
    private readonly would: WouldSay,
    private readonly views: SunsetViews,
  ) {}

  /** What naming this day would say; null where the day may not be named: the act itself says why. */
  async look(actor: Actor, rolloutId: string, on: Day, language?: Language): Promise<Told | null> {
    const { announced } = await this.views.audience(actor, rolloutId);
    try {
      return await this.would.say(actor, rolloutId, { play: 'sunset.announcement', language }, (desk) =>
        announced ? this.transition.moveAt(desk, actor, on) : this.transition.announceAt(desk, actor, on),
      );
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  /** @param given.people how many the lead believes to tell; asked for where they are many */
  async mustKnowWhom(
    actor: Actor,
    rolloutId: string,
    given: { on: Day; people?: number | undefined },
  ): Promise<void> {
    const told = await this.look(actor, rolloutId, given.on);
    const { people } = await this.views.audience(actor, rolloutId);
    mustKnowHowMany(toldBy(told, people), given.people);
  }
}

/** Whom the day is told to: as it would go; where that cannot be seen before, everybody whom it may concern. */
export const toldBy = (told: Told | null, everybody: number): number => told?.said?.people ?? everybody;

/**
 * The day whose words are shown: the one that is meant; else the suggested; else, because none is, an example that
 * may be named.
 */
export function dayToRead(meant: Day | null, it: TransitionAnswer): Day | null {
  if (meant) return meant;
  if (it.suggested) return day(it.suggested);
  if (it.on === null) return null;
  const [later, earliest] = [day(it.on).add({ days: 7 }), day(it.earliestPermitted)];
  return isBefore(later, earliest) ? earliest : later;
}
