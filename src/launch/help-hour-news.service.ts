import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Letters } from '../notices/letter.js';
import { Notices } from '../notices/notices.service.js';
import { StillWanted, type Wish } from '../notices/sockets.js';
import type { AtDesk } from '../rollout/lead-desk.js';
import { cancelledHour, movedHour } from './help-hour.mails.js';
import { OfficeHour } from './office-hour.entity.js';
import { comingTo, knowOf } from './office-hour.queries.js';
import { byDay, hourOf, subjectOf } from './office-hour.rules.js';

/** What changes about a help hour, said at once to whoever counts on it: nobody stands before a closed door. */
@Injectable()
export class HelpHourNews {
  constructor(private readonly notices: Notices) {}

  cancelled(desk: AtDesk, hour: OfficeHour): Promise<void> {
    const letters = cancelledHour(hour, desk.rollout.plan.timeZone);
    return this.say(desk, hour, { letters, news: 'cancelled', until: hour.startsAt });
  }

  /** @param before when it was to begin: whoever came to the old time or place in vain is worse than late news */
  moved(desk: AtDesk, hour: OfficeHour, before: Temporal.Instant): Promise<void> {
    const until = Temporal.Instant.compare(before, hour.startsAt) < 0 ? hour.startsAt : before;
    const letters = movedHour(hour, desk.rollout.plan.timeZone);
    return this.say(desk, hour, { letters, news: `moved-${hour.moved}`, until });
  }

  /** No reminder of a time that does not hold any more, and no news that newer news overtook. */
  @StillWanted('launch.office-hour')
  async wanted(tx: EntityManager, { key, memberIds }: Wish): Promise<Set<string>> {
    const [, subject = '', part = ''] = key.split('/');
    const { id } = hourOf(subject);
    const hour = await tx.findOneBy(OfficeHour, { id });
    if (!hour) return new Set();
    if (part === 'cancelled') return new Set(memberIds);
    if (hour.cancelledAt || subject !== subjectOf(hour)) return new Set();
    if (part.startsWith('moved')) return new Set(memberIds);
    const coming = new Set(await comingTo(tx, hour));
    return new Set(memberIds.filter((memberId) => coming.has(memberId)));
  }

  private async say(
    { tx, rollout, now }: AtDesk,
    hour: OfficeHour,
    { letters, news, until }: { letters: Letters; news: string; until: Temporal.Instant },
  ): Promise<void> {
    if (Temporal.Instant.compare(until, now) <= 0) return;
    const to = await knowOf(tx, hour);
    if (to.length === 0) return;
    await this.notices.say(tx, {
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
      ...{ key: `launch.office-hour/${subjectOf(hour)}/${news}`, play: 'launch.office-hour' },
      ...{ purpose: 'help', byHand: false, atOnce: true, usefulUntil: until, letters, to },
      now: byDay(now, until, rollout.plan.timeZone),
    });
  }
}
