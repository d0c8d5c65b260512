import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import type { Language } from '../kernel/language/language.rules.js';
import { AgendaService } from './agenda.service.js';
import { LeadDesk, type AtDesk } from './lead-desk.js';
import { Occurrence } from './occurrence.entity.js';
import type { PlayKey } from './playbook.js';
import { Preview, type Previewed } from './preview.service.js';
import { rosterOf } from './reached.queries.js';

/** What an act would say. */
export interface Told {
  /** Null where it says nothing, or it cannot be told before. */
  said: Previewed | null;
  /** Living people of the rollout. */
  roster: number;
}

/** What an act of a lead would say, and to how many: it is done, planned for, said, and all of it undone. */
@Injectable()
export class WouldSay {
  constructor(
    private readonly desk: LeadDesk,
    private readonly agenda: AgendaService,
    private readonly preview: Preview,
  ) {}

  /** @throws Refusal where the act itself would be refused */
  say(
    actor: Actor,
    rolloutId: string,
    { play, language }: { play: PlayKey; language?: Language | undefined },
    act: (desk: AtDesk) => Promise<void>,
  ): Promise<Told> {
    return this.desk.ifDone(actor, rolloutId, async (desk) => {
      const { tx, rollout } = desk;
      await act(desk);
      await tx.save(rollout);
      await this.agenda.replan(tx, rolloutId);
      const one = await tx.findOne(Occurrence, {
        where: { rolloutId, play, state: 'planned' },
        order: { dueAt: 'DESC', key: 'DESC' },
      });
      return {
        said: one && (await this.preview.ifTold(tx, rollout, one, { language })),
        roster: await rosterOf(tx, rolloutId),
      };
    });
  }
}
