import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Actor } from '../access/actor.js';
import { Clock } from '../kernel/clock.js';
import type { Language } from '../kernel/language/language.rules.js';
import { Refusal } from '../kernel/refusal.js';
import { tallyOf, type Tally } from '../notices/ledger.queries.js';
import { LeadDesk } from './lead-desk.js';
import { Occurrence } from './occurrence.entity.js';
import { PlaySettings, waits } from './play-settings.service.js';
import { playRow } from './playbook.js';
import { Preview, type Previewed } from './preview.service.js';
import type { Rollout } from './rollout.entity.js';

export interface OccurrenceView {
  rollout: Rollout;
  one: Occurrence;
  now: Temporal.Instant;
  /** Living people of the rollout. */
  roster: number;
  /** Who decided about it: a name, or Changeover itself. */
  decidedBy: string | null;
  /** What it would say now; null once it is done, and where that cannot be told before its time. */
  said: Previewed | null;
  /** Its play was changed after the start, and nobody has approved the change. */
  waits: boolean;
  /** What became of it, once it was said. */
  tally: Tally | undefined;
}

/** One occurrence as a lead looks at it before deciding. Looking changes nothing. */
@Injectable()
export class OccurrenceViews {
  constructor(
    private readonly desk: LeadDesk,
    private readonly preview: Preview,
    private readonly clock: Clock,
    private readonly settings: PlaySettings,
  ) {}

  /** @param language of its letter; else the community's */
  of(actor: Actor, rolloutId: string, key: string, language?: Language): Promise<OccurrenceView> {
    return this.desk.read(actor, rolloutId, (manager, rollout) =>
      manager.transaction(async (tx) => {
        const one = await tx.findOneBy(Occurrence, { rolloutId, key });
        if (!one) throw new Refusal('not-found', 'This is not on the agenda any more.');
        const [known] = await tx.query<[{ roster: number; decider: string | null }]>(
          `select (select count(*)::int from participation p join member m on m.id = p.member_id
                    where p.rollout_id = $1 and m.gone is null and m.erased_at is null) as roster,
                  (select name from account where id::text = $2) as decider`,
          [rolloutId, one.decidedBy],
        );
        return {
          ...{ rollout, one, now: this.clock.now(), roster: known.roster },
          decidedBy: known.decider ?? (one.decidedBy && 'Changeover'),
          said: one.state === 'done' ? null : await this.preview.ifTold(tx, rollout, one, { language }),
          waits: waits(playRow(one.play), (await this.settings.of(tx, rolloutId)).get(one.play)),
          tally: await tallyOf(tx, rolloutId, key),
        };
      }),
    );
  }
}
