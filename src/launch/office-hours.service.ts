import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { msg } from '../kernel/language/message.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { HelpHourNews } from './help-hour-news.service.js';
import { OfficeHour, OfficeHourGuest, type MeetingKind } from './office-hour.entity.js';

export interface NewOfficeHour {
  kind: MeetingKind;
  startsAt: Temporal.Instant;
  minutes: number;
  host: string;
  room: string;
  capacity?: number | undefined;
}

export interface NewTime {
  startsAt: Temporal.Instant;
  /** Absent: the same. */
  room?: string | undefined;
}

export interface OfficeHourView {
  id: string;
  kind: MeetingKind;
  startsAt: Temporal.Instant;
  minutes: number;
  host: string;
  room: string;
  capacity: number | null;
  attended: number | null;
  cancelledAt: Temporal.Instant | null;
  /** How many registered. */
  guests: number;
}

@Injectable()
export class OfficeHours {
  constructor(
    private readonly desk: LeadDesk,
    private readonly news: HelpHourNews,
  ) {}

  add(actor: Actor, rolloutId: string, given: NewOfficeHour): Promise<OfficeHourView> {
    return this.desk.act(actor, rolloutId, { what: 'office-hour.added' }, async ({ tx, now }) => {
      mustBeAhead(given.startsAt, now);
      const hour = await tx.save(
        tx.create(OfficeHour, { ...given, rolloutId, capacity: given.capacity ?? null }),
      );
      return { subject: hour.id, answer: await this.view(tx, hour) };
    });
  }

  /** Another time or room. Whoever counts on it is told at once, stays on the list, and is reminded anew. */
  move(actor: Actor, rolloutId: string, id: string, to: NewTime, seen?: Seen): Promise<OfficeHourView> {
    return this.desk.act(actor, rolloutId, { what: 'office-hour.moved' }, async (desk) => {
      const { tx, now } = desk;
      const hour = await this.find(tx, rolloutId, id);
      if (hour.attended !== null || hour.cancelledAt)
        throw new Refusal('conflict', 'This one was held or cancelled. Add another instead.');
      if (seen) mustBeAsSeen(seen, hourSeen(hour));
      mustBeAhead(to.startsAt, now);
      const { startsAt: before, room } = hour;
      Object.assign(hour, { startsAt: to.startsAt, room: to.room ?? room });
      if (!before.equals(hour.startsAt) || hour.room !== room) {
        hour.moved++;
        await this.news.moved(desk, await tx.save(hour), before);
      }
      return { subject: id, answer: await this.view(tx, hour) };
    });
  }

  cancel(actor: Actor, rolloutId: string, id: string): Promise<OfficeHourView> {
    return this.desk.act(actor, rolloutId, { what: 'office-hour.cancelled' }, async (desk) => {
      const { tx, now } = desk;
      const hour = await this.find(tx, rolloutId, id);
      if (hour.attended !== null) throw new Refusal('conflict', 'This one was held; it cannot be cancelled.');
      if (!hour.cancelledAt) {
        hour.cancelledAt = now;
        await this.news.cancelled(desk, await tx.save(hour));
      }
      return { subject: id, answer: await this.view(tx, hour) };
    });
  }

  /** How many came, counted afterwards: nobody is written down. */
  attended(actor: Actor, rolloutId: string, id: string, count: number): Promise<OfficeHourView> {
    return this.desk.act(actor, rolloutId, { what: 'office-hour.held' }, async ({ tx, now }) => {
      const hour = await this.find(tx, rolloutId, id);
      const reasons: Reason[] = [];
      if (hour.cancelledAt) reasons.push({ message: 'This one was cancelled.' });
      if (Temporal.Instant.compare(now, hour.startsAt) < 0)
        reasons.push({ message: 'It has not begun yet. Count when it is over.' });
      if (reasons.length > 0) throw new Refusal('conflict', reasons);
      hour.attended = count;
      return { subject: id, answer: await this.view(tx, await tx.save(hour)) };
    });
  }

  list(actor: Actor, rolloutId: string): Promise<OfficeHourView[]> {
    return this.desk.read(actor, rolloutId, async (tx) => {
      const hours = await tx.find(OfficeHour, {
        where: { rolloutId },
        order: { startsAt: 'ASC', host: 'ASC', id: 'ASC' },
      });
      const views: OfficeHourView[] = [];
      for (const hour of hours) views.push(await this.view(tx, hour));
      return views;
    });
  }

  /** Twice is once. The row is locked: the last seat is given away once. */
  async register(
    tx: EntityManager,
    id: string,
    by: { id: string; rolloutId: string },
    now: Temporal.Instant,
  ): Promise<void> {
    const hour = await tx.findOne(OfficeHour, {
      where: { id, rolloutId: by.rolloutId, cancelledAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
    if (!hour || Temporal.Instant.compare(now, hour.startsAt) >= 0)
      throw new Refusal(
        'conflict',
        msg('This help hour is over or does not take place. Your page shows the next ones.'),
      );
    const guest = { officeHourId: id, participationId: by.id };
    if (await tx.existsBy(OfficeHourGuest, guest)) return;
    const guests = await tx.countBy(OfficeHourGuest, { officeHourId: id });
    if (hour.capacity !== null && guests >= hour.capacity)
      throw new Refusal(
        'conflict',
        msg('This help hour is full. Choose another, or press “Help me” on your page.'),
      );
    await tx.insert(OfficeHourGuest, guest);
  }

  async unregister(tx: EntityManager, id: string, participationId: string): Promise<void> {
    await tx.delete(OfficeHourGuest, { officeHourId: id, participationId });
  }

  async find(tx: EntityManager, rolloutId: string, id: string): Promise<OfficeHour> {
    const hour = await tx.findOneBy(OfficeHour, { id, rolloutId });
    if (!hour) throw new Refusal('not-found', msg('There is no such help hour here.'));
    return hour;
  }

  private async view(tx: EntityManager, hour: OfficeHour): Promise<OfficeHourView> {
    const guests = await tx.countBy(OfficeHourGuest, { officeHourId: hour.id });
    const { id, kind, startsAt, minutes, host, room, capacity, attended, cancelledAt } = hour;
    // A row just made leaves out what the database fills in.
    const open = { attended: attended ?? null, cancelledAt: cancelledAt ?? null };
    return { id, kind, startsAt, minutes, host, room, capacity, ...open, guests };
  }
}

function mustBeAhead(startsAt: Temporal.Instant, now: Temporal.Instant): void {
  if (Temporal.Instant.compare(startsAt, now) <= 0)
    throw new Refusal('invalid', { field: 'startsAt', message: 'This moment has passed. Name one ahead.' });
}

/** What is shown of when and where it is. */
export const hourSeen = ({ startsAt, room }: Pick<OfficeHourView, 'startsAt' | 'room'>): Seen => ({
  When: startsAt.toString(),
  Where: room,
});
