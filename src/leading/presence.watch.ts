import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { Audit } from '../access/audit.js';
import { Clock } from '../kernel/clock.js';
import { day } from '../kernel/database/columns.js';
import { describeError } from '../kernel/log.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { Absence } from './absence.service.js';
import { presence } from './presence.rules.js';

/** Looks every hour whether anybody who leads is there, and whether a request for a yes has run out. */
@Injectable()
export class PresenceWatch {
  private readonly logger = new Logger(PresenceWatch.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly absence: Absence,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  @Interval(60 * 60 * 1000)
  hourly(): Promise<void> {
    return this.run(this.clock.now());
  }

  async run(now: Temporal.Instant): Promise<void> {
    await this.dataSource.transaction((tx) => this.expire(tx, now));
    const going = await this.dataSource.query<{ id: string }[]>(
      `select id from rollout where state = 'running' and cancelled_at is null order by id`,
    );
    for (const { id } of going)
      try {
        await this.dataSource.transaction((tx) => this.look(tx, id, now));
      } catch (error) {
        this.logger.error(`rollout ${id} could not be looked at: ${describeError(error)}`);
      }
  }

  private async look(tx: EntityManager, id: string, now: Temporal.Instant): Promise<void> {
    const rollout = await tx.findOne(Rollout, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!rollout?.startedAt) return;
    const zone = rollout.plan.timeZone;
    const [seen] = await tx.query<[{ on: string | null }]>(
      `select greatest($2::date,
                (select max(s.last_used_on) from session s join account a on a.id = s.account_id
                  where a.community_id = $1 and a.role in ('lead', 'admin')),
                (select max((e.at at time zone $3)::date) from audit_entry e join account a on a.id::text = e.actor
                  where e.community_id = $1 and a.role in ('lead', 'admin')))::text as on`,
      [rollout.communityId, rollout.leadsSeenOn?.toString() ?? null, zone],
    );
    const seenOn = seen.on === null ? null : day(seen.on);
    if (seenOn && !rollout.leadsSeenOn?.equals(seenOn)) await tx.update(Rollout, id, { leadsSeenOn: seenOn });
    const startedOn = localDay(rollout.startedAt, zone);
    const found = presence({
      ...{ seenOn, startedOn, today: localDay(now, zone), paused: rollout.pausedAt !== null },
    });
    if (found.state === 'gone' && !rollout.unattendedAt) await this.absence.hold(tx, rollout, found, now);
    else if (found.state === 'quiet') await this.absence.tellStandIn(tx, rollout, found, now);
  }

  /** Whoever asks for a yes sees that nobody answered; the record too. */
  private async expire(tx: EntityManager, at: Temporal.Instant): Promise<void> {
    const [over] = await tx.query<[{ id: string; community_id: string }[], number]>(
      `update yes_request set state = 'expired', answered_at = until where state = 'open' and until <= $1
       returning id, community_id`,
      [at.toString()],
    );
    for (const { id, community_id: communityId } of over)
      await this.audit.note(tx, { communityId, actor: 'changeover', what: 'yes.expired', subject: id, at });
  }
}
