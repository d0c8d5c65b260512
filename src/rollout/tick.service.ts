import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import { describeError } from '../kernel/log.js';
import { AlertService } from './alert.service.js';
import { AgendaService } from './agenda.service.js';
import { UNAPPROVED } from './approval.rules.js';
import { spokenDay } from './calendar.words.js';
import { ladderOf, whatNow } from './late.rules.js';
import { Occurrence } from './occurrence.entity.js';
import { playKeys, playRow, type PlayKey } from './playbook.js';
import { PlaySettings, saidAs, waits } from './play-settings.service.js';
import { Rollout } from './rollout.entity.js';
import { SocketBoard } from './socket-board.js';

export interface Ticked {
  done: number;
  held: number;
  skipped: number;
  failed: number;
}

/** Long enough for the largest play; a process that died gives its claims back after it. */
const leaseMinutes = 10;
const claimed = 50;
/** A pause holds what speaks, but neither an alarm to the leads nor the day on which data must be gone. */
const inPauses: readonly PlayKey[] = ['lead.alert', 'retention.purge'];
/** While no lead looks in, what people were promised goes on, and whatever tells the leads. */
const unattended: readonly PlayKey[] = playKeys.filter((play) =>
  ['essential', 'team'].includes(playRow(play).purpose ?? ''),
);

const waitsForLeads = ({ pausedAt, unattendedAt }: Rollout, play: PlayKey): boolean =>
  (pausedAt !== null && !inPauses.includes(play)) || (unattendedAt !== null && !unattended.includes(play));

interface Claim {
  id: string;
  rollout_id: string;
  due_at: Date;
  key: string;
  play: PlayKey;
  day: string;
}

/**
 * Does what is due. It reads only what is planned and due, claims each under a lease, and does each in one
 * transaction that marks it done: two processes, a restart or a clock that jumps neither do one twice nor lose one.
 */
@Injectable()
export class TickService {
  private readonly logger = new Logger(TickService.name);
  private readonly me = randomUUID();

  constructor(
    private readonly dataSource: DataSource,
    private readonly board: SocketBoard,
    private readonly agenda: AgendaService,
    private readonly alerts: AlertService,
    private readonly settings: PlaySettings,
  ) {}

  /** Everything that is due at `now`, in the order of its time; what fails keeps its claim until the lease ends. */
  async run(now: Temporal.Instant): Promise<Ticked> {
    await this.catchUp(now);
    const ticked: Ticked = { done: 0, held: 0, skipped: 0, failed: 0 };
    for (;;) {
      const claims = await this.claim(now);
      if (claims.length === 0) return ticked;
      for (const one of claims) {
        try {
          const outcome = await this.dataSource.transaction((tx) => this.settle(tx, one, now));
          if (outcome) ticked[outcome] += 1;
        } catch (error) {
          ticked.failed += 1;
          // The message may hold what somebody typed: the place where it happened is enough.
          this.logger.error(
            `occurrence ${one.id} failed`,
            (error as Error).stack?.split('\n').slice(1).join('\n'),
          );
          await this.tellFailed(one);
        }
      }
    }
  }

  /** Gates and agenda take in what members did since the last tick. */
  async catchUp(now: Temporal.Instant): Promise<void> {
    for (const id of await this.agenda.marked(this.dataSource.manager)) {
      try {
        await this.dataSource.transaction((tx) => this.agenda.replan(tx, id, now));
      } catch (error) {
        // It stays marked: the next tick tries again.
        this.logger.error(`rollout ${id} could not be planned anew: ${describeError(error)}`);
      }
    }
  }

  /** Once, until it succeeds or a lead decides. An alert that cannot be said raises no other: that would never end. */
  private async tellFailed({ rollout_id, key, play, day }: Claim): Promise<void> {
    if (play === 'lead.alert') return;
    const text = `Something that should happen by itself did not: “${playRow(play).what}”, of ${spokenDay(Temporal.PlainDate.from(day))}. It is tried again by itself.`;
    try {
      await this.dataSource.transaction((tx) => this.alerts.raise(tx, rollout_id, 'failed', key, text));
      await this.dataSource.transaction((tx) => this.agenda.replan(tx, rollout_id));
    } catch (error) {
      this.logger.error(`the leads could not be told of a failure: ${(error as Error).name}`);
    }
  }

  /** No honest lease is far ahead: one that is was taken while the clock was wrong, and counts for nothing. */
  private async claim(now: Temporal.Instant): Promise<Claim[]> {
    const [rows] = await this.dataSource.query<[Claim[], number]>(
      `update occurrence set leased_until = $2, leased_by = $4
       where id in (
         select o.id from occurrence o join rollout r on r.id = o.rollout_id
         where o.state = 'planned' and o.due_at <= $1
           and (o.leased_until is null or o.leased_until <= $1 or o.leased_until > $3)
           and r.state = 'running' and (r.paused_at is null or not o.speaks or o.play = any($5))
           and (r.unattended_at is null or not o.speaks or o.play = any($6))
           and (not o.speaks or o.play = 'lead.alert' or not exists (select from hold where community_id = r.community_id))
         order by o.due_at, o.key limit ${claimed}
         for update of o skip locked)
       returning id, rollout_id, due_at, key, play, day::text`,
      [
        now.toString(),
        now.add({ minutes: leaseMinutes }).toString(),
        now.add({ minutes: 2 * leaseMinutes }).toString(),
        this.me,
        inPauses,
        unattended,
      ],
    );
    return rows.toSorted((a, b) => a.due_at.getTime() - b.due_at.getTime() || (a.key < b.key ? -1 : 1));
  }

  /** The rollout is locked first, as every act of a lead does: so nobody waits for each other in a circle. */
  private async settle(tx: EntityManager, claim: Claim, now: Temporal.Instant): Promise<keyof Ticked | null> {
    const rollout = await tx.findOne(Rollout, {
      where: { id: claim.rollout_id },
      lock: { mode: 'pessimistic_write' },
    });
    const one = await tx.findOne(Occurrence, {
      where: { id: claim.id },
      lock: { mode: 'pessimistic_write' },
    });
    // Meanwhile it may have been moved, dropped, done by another after our lease, or its rollout paused.
    if (
      !rollout ||
      rollout.state !== 'running' ||
      !one ||
      one.state !== 'planned' ||
      one.leasedBy !== this.me
    )
      return null;
    if (one.speaks && waitsForLeads(rollout, one.play)) return null;
    if (moment(claim.due_at).epochMilliseconds !== one.dueAt.epochMilliseconds) {
      await tx.update(Occurrence, one.id, { leasedBy: null, leasedUntil: null });
      return null;
    }
    await this.alerts.end(tx, rollout.id, 'failed', one.key);
    const row = playRow(one.play);
    const decision = whatNow(
      row,
      { at: one.dueAt, step: one.step, newerIsDue: await this.newerIsDue(tx, one, now) },
      now,
    );
    if (!decision.do) {
      const { state, reason } = decision;
      await tx.update(Occurrence, one.id, { state, reason, decidedBy: 'changeover' });
      if (state === 'held') await this.tellHeld(tx, one, 'Send it or skip it.');
      return state;
    }
    const setting = (await this.settings.of(tx, rollout.id)).get(one.play);
    if (!one.releasedAt && waits(row, setting)) {
      await tx.update(Occurrence, one.id, { state: 'held', reason: UNAPPROVED, decidedBy: 'changeover' });
      await this.tellHeld(tx, one, 'It was changed after the start: approve it, or skip it.');
      return 'held';
    }
    const { key, step, day } = one;
    await this.board.do(one.play, {
      tx,
      rollout,
      row,
      key,
      step,
      day,
      now,
      reworded: saidAs(row, setting),
    });
    await tx.update(Occurrence, one.id, { state: 'done', doneAt: now });
    return 'done';
  }

  /** Also one that another process has done meanwhile: nobody hears an older step after a newer one. */
  private async newerIsDue(tx: EntityManager, one: Occurrence, now: Temporal.Instant): Promise<boolean> {
    const ladder = ladderOf(playRow(one.play), one.play, one.step);
    if (!ladder) return false;
    const newer: unknown[] = await tx.query(
      `select 1 from occurrence
       where rollout_id = $1 and play = $2 and starts_with(key, $3) and state in ('planned', 'done')
         and due_at > $4 and due_at <= $5 limit 1`,
      [one.rolloutId, one.play, ladder, one.dueAt.toString(), now.toString()],
    );
    return newer.length > 0;
  }

  private async tellHeld(tx: EntityManager, one: Occurrence, todo: string): Promise<void> {
    const { to, what } = playRow(one.play);
    await this.alerts.raise(
      tx,
      one.rolloutId,
      'held',
      one.key,
      `Held: “${what}”, to ${to}, of ${spokenDay(one.day)}. ${todo}`,
    );
    await this.agenda.replan(tx, one.rolloutId);
  }
}
