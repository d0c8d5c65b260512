import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { leads } from '../access/access.rules.js';
import type { Actor } from '../access/actor.js';
import { Clock } from '../kernel/clock.js';
import { idField } from '../kernel/http/fields.js';
import { spoken } from '../kernel/language/language.rules.js';
import { Refusal } from '../kernel/refusal.js';
import { Composer } from '../notices/composer.js';
import { peopleWith, type Reached } from '../notices/fates.queries.js';
import { fates, type Fate, type RetriedFate } from '../notices/fates.rules.js';
import { Retries } from '../notices/retries.service.js';
import { Stops, type Stopped } from '../notices/stops.service.js';
import { messageOf, type MessageView } from './message.queries.js';
import { Rollout } from './rollout.entity.js';

export interface MessageLook {
  rollout: Rollout;
  view: MessageView;
  /** Null for who sees numbers only. */
  lead: {
    /** Of which names are shown; null for none. */
    fate: Fate | null;
    people: Reached[];
    again: Partial<Record<RetriedFate, number>>;
    /** It was of use until then; null while it is. */
    uselessSince: Temporal.Instant | null;
    stopped: Stopped;
  } | null;
}

/** One message as somebody looks at it. Reads only. */
@Injectable()
export class MessageViews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly composer: Composer,
    private readonly clock: Clock,
    private readonly retries: Retries,
    private readonly stops: Stops,
  ) {}

  /** @param query of the page's address: `state` and `after` of the names, `language` of the words */
  async look(
    actor: Actor,
    rolloutId: string,
    key: string,
    query: Record<string, string>,
  ): Promise<MessageLook> {
    const { communityId, role } = actor;
    const tx = this.dataSource.manager;
    const rollout = await tx.findOneBy(Rollout, { communityId, id: rolloutId });
    if (!rollout) throw new Refusal('not-found', 'There is no such move.');
    const view = await messageOf(
      tx,
      this.composer,
      { communityId, rolloutId, key },
      { wanted: spoken(query['language']), now: this.clock.now() },
    );
    if (!view || (view.toTeam && !leads(role))) throw new Refusal('not-found', 'There is no such message.');
    return { rollout, view, lead: leads(role) ? await this.forLeads(view, query) : null };
  }

  private async forLeads(view: MessageView, query: Record<string, string>): Promise<MessageLook['lead']> {
    const tx = this.dataSource.manager;
    const fate = fates.find((one) => one === query['state']) ?? null;
    const after = idField.safeParse(query['after']);
    return {
      fate,
      people: fate ? await peopleWith(tx, view.id, fate, after.success ? after.data : null) : [],
      again: await this.retries.possible(tx, view.id, this.clock.now()),
      uselessSince: await this.retries.uselessSince(tx, view.id, this.clock.now()),
      stopped: await this.stops.counts(tx, view.id),
    };
  }
}
