import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { handleKey } from '../community/address.rules.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { isBefore } from '../rollout/calendar.rules.js';
import type { AtDesk } from '../rollout/lead-desk.js';
import { RolloutPlace } from '../rollout/rollout.entity.js';
import type { Side } from './activity.entity.js';
import { whoIsWho, type Named } from './named.queries.js';
import { HeadCount, Sighting } from './sighting.entity.js';
import { Signals, type Signal } from './signals.service.js';

/** Who looked: an account id, or a participation id where a helper did. */
type NotedBy = string;

export interface ReportRow {
  /** Our id, or what they are called in the place of the report. */
  memberId?: string | undefined;
  handle?: string | undefined;
  day: Temporal.PlainDate;
  side: Side;
}

export interface Report {
  rows: ReportRow[];
  /** The rows are everything that the place saw on its days: whoever is missing was not there. */
  complete: boolean;
  placeId?: string | undefined;
}

export interface RollCall {
  day: Temporal.PlainDate;
  /** Member ids: who is in the member list of the new place, and who of them spoke. */
  present: string[];
  spoke: string[];
  complete: boolean;
  placeId?: string | undefined;
}

/** What is seen of the places themselves: their reports, roll calls, head counts. */
@Injectable()
export class Sightings {
  constructor(
    private readonly signals: Signals,
    private readonly vault: Vault,
  ) {}

  /** The place's own word, in any order, the same row any number of times. Refuses all or keeps all. */
  async report(desk: AtDesk, notedBy: NotedBy, report: Report): Promise<{ days: number }> {
    const { tx, rollout, today } = desk;
    await mustBePlace(tx, rollout.id, report.placeId);
    const ahead = report.rows.flatMap(({ day }, i) => mustNotBeAhead(day, today, `rows.${i}.day`));
    const { ids, missing } = await whoIsWho(tx, rollout.id, await this.named(desk, report));
    const unknown = missing.map((i) => ({
      field: `rows.${i}`,
      message: 'Nobody in this move is called so there.',
    }));
    if (ahead.length + unknown.length > 0) throw new Refusal('invalid', [...ahead, ...unknown]);
    const kind = 'reported';
    const signals = report.rows.map(({ side, day }, i): Signal => ({
      participationId: ids[i]!,
      side,
      day,
      kind,
    }));
    const days = await this.signals.keep(tx, rollout.id, signals);
    for (const side of ['source', 'destination'] as const) {
      const its = report.rows.filter((row) => row.side === side);
      if (its.length === 0) continue;
      const people = new Set(signals.filter((one) => one.side === side).map((one) => one.participationId))
        .size;
      const { complete, placeId } = report;
      await this.note(
        desk,
        notedBy,
        { side, kind: 'report', complete, placeId, people },
        its.map(({ day }) => day),
      );
    }
    return { days };
  }

  /** At most weekly for each place and each who looks, so that nobody becomes a watchman. */
  async rollCall(desk: AtDesk, notedBy: NotedBy, call: RollCall): Promise<{ people: number }> {
    const { tx, rollout, today } = desk;
    await mustBePlace(tx, rollout.id, call.placeId);
    const rows = [...new Set([...call.present, ...call.spoke])].map((memberId) => ({ memberId }));
    const { ids, missing } = await whoIsWho(tx, rollout.id, rows);
    const reasons = [
      ...mustNotBeAhead(call.day, today, 'day'),
      ...missing.map((i) => ({
        field: 'present',
        message: `${rows[i]!.memberId} does not take part in this move.`,
      })),
    ];
    if (reasons.length > 0) throw new Refusal('invalid', reasons);
    await this.mustBeAWeekApart(tx, rollout.id, notedBy, call);
    const { day, complete, placeId } = call;
    const [side, kind] = ['destination', 'roll call'] as const;
    const seen = ids.map((id) => ({ participationId: id!, day, side, kind }));
    await this.signals.keep(tx, rollout.id, seen);
    const people = seen.length;
    await this.note(desk, notedBy, { side: 'destination', kind: 'roll call', complete, placeId, people }, [
      day,
    ]);
    return { people };
  }

  /** How many a place shows on a day; the newest word of a day stands. */
  async headCount(
    { tx, rollout, now, today }: AtDesk,
    notedBy: NotedBy,
    count: { placeId: string; day: Temporal.PlainDate; people: number; readers: number | null },
  ): Promise<void> {
    await mustBePlace(tx, rollout.id, count.placeId);
    const ahead = mustNotBeAhead(count.day, today, 'day');
    if (ahead.length > 0) throw new Refusal('invalid', ahead);
    await tx.upsert(HeadCount, { ...count, rolloutId: rollout.id, notedBy, at: now }, [
      ...['rolloutId', 'placeId', 'day'],
    ]);
  }

  private async named({ tx, rollout }: AtDesk, { rows, placeId }: Report): Promise<Named[]> {
    if (placeId === undefined) return rows.map(({ memberId }) => ({ memberId }));
    const ring = await this.vault.ring(tx, rollout.communityId);
    const lookup = (handle: string): Buffer => ring.fingerprint(handleKey(placeId, handle));
    return rows.map(({ memberId, handle }) => ({
      memberId,
      handle: handle === undefined ? undefined : { placeId, lookup: lookup(handle) },
    }));
  }

  private async note(
    { tx, rollout, now }: AtDesk,
    notedBy: NotedBy,
    what: Pick<Sighting, 'side' | 'kind' | 'complete' | 'people'> & { placeId: string | undefined },
    days: Temporal.PlainDate[],
  ): Promise<void> {
    const sorted = days.toSorted((a, b) => Temporal.PlainDate.compare(a, b));
    const [fromDay, toDay] = [sorted[0]!, sorted.at(-1)!];
    await tx.insert(Sighting, {
      ...{ ...what, placeId: what.placeId ?? null, rolloutId: rollout.id, fromDay, toDay, notedBy, at: now },
    });
    if (what.complete) await this.signals.markStale(tx, rollout.id, fromDay.toString(), toDay.toString());
  }

  private async mustBeAWeekApart(
    tx: EntityManager,
    rolloutId: string,
    notedBy: NotedBy,
    { placeId, day }: RollCall,
  ): Promise<void> {
    const [last] = await tx.query<{ day: string }[]>(
      `select max(to_day) as day from sighting
       where rollout_id = $1 and kind = 'roll call' and noted_by = $2 and place_id is not distinct from $3
         and abs(to_day - $4::date) < 7
       having max(to_day) is not null`,
      [rolloutId, notedBy, placeId ?? null, day.toString()],
    );
    if (last)
      throw new Refusal(
        'too-early',
        `A roll call is held at most weekly. Yours of ${last.day} is less than a week away.`,
      );
  }
}

async function mustBePlace(tx: EntityManager, rolloutId: string, placeId: string | undefined): Promise<void> {
  if (placeId === undefined || (await tx.existsBy(RolloutPlace, { rolloutId, placeId }))) return;
  throw new Refusal('invalid', { field: 'placeId', message: 'This place is no part of the move.' });
}

function mustNotBeAhead(day: Temporal.PlainDate, today: Temporal.PlainDate, field: string) {
  return isBefore(today, day) ? [{ field, message: `${day.toString()} has not come yet.` }] : [];
}
