import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import type { Seen } from '../kernel/http/seen.js';
import { Refusal } from '../kernel/refusal.js';
import { mustKnowHowMany } from '../notices/many.rules.js';
import { WouldSay, type Told } from '../rollout/would-say.js';
import { Charter } from './charter.service.js';

/** A draft is opened after a look at what that says to how many. */
@Injectable()
export class CharterOpening {
  constructor(
    private readonly charter: Charter,
    private readonly would: WouldSay,
  ) {}

  /** Null where there is nothing to open. */
  async look(actor: Actor, rolloutId: string): Promise<Told | null> {
    try {
      return await this.told(actor, rolloutId);
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  /** @param people how many the lead believes to tell */
  async open(
    actor: Actor,
    rolloutId: string,
    given: { seen?: Seen | undefined; people?: number | undefined },
  ) {
    mustKnowHowMany((await this.told(actor, rolloutId, given.seen)).said?.people ?? 0, given.people);
    await this.charter.open(actor, rolloutId, given.seen);
  }

  private told(actor: Actor, rolloutId: string, seen?: Seen): Promise<Told> {
    return this.would.say(actor, rolloutId, { play: 'refine.charter-review' }, async (desk) => {
      await this.charter.openAt(desk, seen);
    });
  }
}
