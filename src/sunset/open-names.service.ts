import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { Actor } from '../access/actor.js';
import { Clock } from '../kernel/clock.js';
import { day } from '../kernel/database/columns.js';
import { Refusal } from '../kernel/refusal.js';
import { YesService } from '../leading/yes.service.js';
import { isBefore } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { LeadDesk, type AtDesk } from '../rollout/lead-desk.js';
import { Participation } from '../rollout/participation.entity.js';
import { claimOf } from './outlook.js';
import { namesSql, parameters } from './proof.queries.js';
import { OpenName, Transition } from './transition.entity.js';

export interface Open {
  participationId: string;
  name: string;
  promisedOn: Temporal.PlainDate | null;
  teller: string | null;
  /** One lead asked for an exception; a second one has not agreed yet. */
  exceptionAsked: boolean;
}

interface NameRow {
  participation_id: string;
  display_name: string;
  promised_on: string | null;
  teller: string | null;
  exception_asked: boolean;
}

/** The names not proven told, and how the leads settle each: a promise, or an exception of two leads. */
@Injectable()
export class OpenNames {
  constructor(
    private readonly desk: LeadDesk,
    private readonly yes: YesService,
    private readonly clock: Clock,
  ) {}

  /** Whom nobody has promised to tell comes first. */
  list(actor: Actor, rolloutId: string, limit = 200): Promise<Open[]> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const transition = await tx.findOneBy(Transition, { rolloutId });
      if (!transition) return [];
      const rows = await tx.query<NameRow[]>(
        `select participation_id, display_name, promised_on, teller, exception_asked from (${namesSql}) names
          where told_on is null and not declined and not excepted
          order by promised_on nulls first, display_name, participation_id limit $7`,
        [...parameters(rollout, await claimOf(tx, transition), this.clock.now()), limit],
      );
      return rows.map((row) => ({
        participationId: row.participation_id,
        name: row.display_name,
        promisedOn: row.promised_on === null ? null : day(row.promised_on),
        teller: row.teller,
        exceptionAsked: row.exception_asked,
      }));
    });
  }

  /** Somebody will tell this person by a day, at the latest 8 days before T. */
  promise(
    actor: Actor,
    rolloutId: string,
    participationId: string,
    { teller, on }: { teller: string; on: Temporal.PlainDate },
  ): Promise<void> {
    return this.settle(actor, rolloutId, participationId, 'open-name.promised', async ({ today }, t) => {
      const last = t.subtract({ days: 8 });
      if (isBefore(on, today))
        throw new Refusal('invalid', { field: 'on', message: 'This day is over: name one from today on.' });
      if (isBefore(last, on))
        throw new Refusal('invalid', {
          field: 'on',
          message: `Promised days end on ${spokenDay(last)}, 8 days before the old place closes. Name an earlier day, or move ${spokenDay(t)} to a later one.`,
        });
      return { teller, promisedOn: on };
    });
  }

  /** Asked by one lead, in writing; it counts once a second lead has said yes. */
  askException(
    actor: Actor,
    rolloutId: string,
    participationId: string,
    reason: string,
  ): Promise<{ id: string; seen: string }> {
    return this.yes.ask(actor, { kind: 'exception', rolloutId, subject: participationId }, { reason });
  }

  private settle(
    actor: Actor,
    rolloutId: string,
    participationId: string,
    what: string,
    change: (desk: AtDesk, t: Temporal.PlainDate) => Promise<Partial<OpenName>>,
  ): Promise<void> {
    return this.desk.act(actor, rolloutId, { what }, async (desk) => {
      const { tx } = desk;
      const transition = await tx.findOneBy(Transition, { rolloutId });
      if (!transition) throw new Refusal('conflict', 'No day is announced yet: there is nothing to settle.');
      if (!(await tx.existsBy(Participation, { id: participationId, rolloutId })))
        throw new Refusal('not-found', 'There is no such person in this rollout.');
      const values = await change(desk, transition.t);
      await tx.upsert(OpenName, { participationId, rolloutId, ...values }, ['participationId']);
      return { subject: participationId, answer: undefined };
    });
  }
}
