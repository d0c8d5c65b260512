import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import { Clock } from '../kernel/clock.js';
import { day, moment } from '../kernel/database/columns.js';
import { Refusal } from '../kernel/refusal.js';
import { agenda, type Entry } from './agenda.rules.js';
import { FactService } from './fact.service.js';
import type { Facts } from './facts.js';
import type { OccurrenceState } from './occurrence.entity.js';
import { PhaseService } from './phase.service.js';
import { PlaySettings } from './play-settings.service.js';
import type { PlanChange } from './plan.js';
import { changedPlan } from './plan-change.js';
import { difference, type Kept } from './replan.rules.js';
import { Rollout } from './rollout.entity.js';
import { playRow } from './playbook.js';
import { fateOf, forMembers, type Fate, type Started } from './start.rules.js';

/** Why nothing is said of what lay before the start. */
const recorded: Partial<Record<Fate, string>> = {
  'left out': 'before the rollout was started here',
  'done elsewhere': 'done elsewhere, before the rollout was started here',
};

/** Keeps the occurrences of a rollout equal to its agenda, in the transaction that changed plan or fact. */
@Injectable()
export class AgendaService {
  constructor(
    private readonly facts: FactService,
    private readonly settings: PlaySettings,
    private readonly phases: PhaseService,
    private readonly clock: Clock,
  ) {}

  /**
   * For what members do: many may press at once, and none of them waits for the whole agenda. The next tick replans.
   * The caller holds the rollout's lock.
   */
  async mark(tx: EntityManager, rolloutId: string): Promise<void> {
    await tx.query('update rollout set stale = true where id = $1 and not stale', [rolloutId]);
  }

  /** Rollouts that members marked since they were last planned. */
  async marked(tx: EntityManager): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `select id from rollout where stale and state = 'running' order by id`,
    );
    return rows.map(({ id }) => id);
  }

  /** Call it last in every transaction of a lead that changes what a fact tells. Unchanged facts change nothing. */
  async replan(
    tx: EntityManager,
    rolloutId: string,
    now: Temporal.Instant = this.clock.now(),
  ): Promise<void> {
    const rollout = await tx.findOne(Rollout, {
      where: { id: rolloutId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!rollout) throw new Refusal('not-found', 'There is no such rollout.');
    if (rollout.state !== 'running') return;
    const facts = await this.facts.all(tx, rollout);
    await this.phases.judge(tx, rollout, facts, now);
    // Judging may have raised an alert, which is on the agenda too.
    facts['rollout.alerts'] = await this.facts.one('rollout.alerts', tx, rollout);
    const entries = await this.ahead(tx, rollout, facts);
    await this.apply(tx, rollout, entries);
    if (rollout.stale) await tx.query('update rollout set stale = false where id = $1', [rollout.id]);
  }

  factsOf(tx: EntityManager, rollout: Rollout): Promise<Facts> {
    return this.facts.all(tx, rollout);
  }

  /** The agenda as plan and facts give it now. */
  async ahead(tx: EntityManager, rollout: Rollout, facts: Facts): Promise<Entry[]> {
    return agenda(rollout.plan, facts, await this.settings.bookOf(tx, rollout.id));
  }

  /** What an edited plan would move, before it is saved. Only what has not happened moves. */
  async wouldMove(
    tx: EntityManager,
    rollout: Rollout,
    given: PlanChange,
  ): Promise<{
    moved: { key: string; from: Temporal.Instant; to: Temporal.Instant }[];
    added: { key: string; at: Temporal.Instant }[];
    dropped: string[];
  }> {
    const today = localDay(this.clock.now(), rollout.plan.timeZone);
    const plan = await changedPlan(tx, rollout, given, today);
    const edited = Object.assign(new Rollout(), rollout, { plan });
    const facts = await this.facts.all(tx, rollout);
    const kept = await this.kept(tx, rollout.id);
    const { add, move, redate, drop } = difference(kept, await this.ahead(tx, edited, facts));
    const before = new Map(kept.map((row) => [row.key, row.open?.at]));
    return {
      moved: [...move, ...redate].map((entry) => ({
        key: entry.key,
        from: before.get(entry.key)!,
        to: entry.at,
      })),
      added: add.map((entry) => ({ key: entry.key, at: entry.at })),
      dropped: drop,
    };
  }

  /** A released occurrence counts as done: its time is a lead's word now, not the agenda's. */
  private async kept(tx: EntityManager, rolloutId: string): Promise<Kept[]> {
    const rows = await tx.query<
      { key: string; due_at: Date | null; day: string; state: OccurrenceState; decided_by: string | null }[]
    >(
      `select key, state, decided_by, day, case when state in ('planned', 'held') then due_at end as due_at
       from (select key, due_at, day, decided_by, case when released_at is null then state else 'done' end as state
               from occurrence where rollout_id = $1) kept`,
      [rolloutId],
    );
    return rows.map(({ key, state, due_at, day: on, decided_by }) => ({
      ...{ key, state, decidedBy: decided_by },
      open: due_at && { at: moment(due_at), day: day(on) },
    }));
  }

  private async apply(tx: EntityManager, rollout: Rollout, entries: Entry[]): Promise<void> {
    const kept = await this.kept(tx, rollout.id);
    const { add, move, redate, drop, retire } = difference(kept, entries);
    if (add.length > 0) await this.insert(tx, rollout, add);
    await this.date(tx, rollout, [...move, ...redate]);
    if (move.length > 0)
      await tx.query(
        `update occurrence set state = 'planned', reason = null, decided_by = null
         where rollout_id = $1 and key = any($2)`,
        [rollout.id, move.map((entry) => entry.key)],
      );
    if (drop.length > 0)
      await tx.query(`delete from occurrence where rollout_id = $1 and state = 'planned' and key = any($2)`, [
        rollout.id,
        drop,
      ]);
    if (retire.length > 0)
      await tx.query(
        `update occurrence set state = 'skipped', reason = 'no longer on the agenda', decided_by = 'changeover'
         where rollout_id = $1 and state = 'held' and key = any($2)`,
        [rollout.id, retire],
      );
    const gone = [...drop, ...retire];
    if (gone.length > 0)
      await tx.query(
        `update alert set ended_at = $3
         where rollout_id = $1 and kind in ('held', 'failed') and subject = any($2) and ended_at is null`,
        [rollout.id, gone, this.clock.now().toString()],
      );
  }

  private async date(tx: EntityManager, rollout: Rollout, entries: Entry[]): Promise<void> {
    if (entries.length === 0) return;
    await tx.query(
      `update occurrence o set due_at = n.due_at, day = n.day
       from unnest($2::text[], $3::timestamptz[], $4::date[]) n(key, due_at, day)
       where o.rollout_id = $1 and o.key = n.key`,
      [
        rollout.id,
        entries.map((entry) => entry.key),
        entries.map((entry) => entry.at.toString()),
        entries.map((entry) => entry.day.toString()),
      ],
    );
  }

  /** When it was started; a draft: if it were started now. */
  startOf({
    startedAt,
    plan,
    begunElsewhere,
  }: Pick<Rollout, 'startedAt' | 'plan' | 'begunElsewhere'>): Started {
    return { at: startedAt ?? this.clock.now(), timeZone: plan.timeZone, begunElsewhere };
  }

  /** What members would have heard before a draft that is started now, what becomes of it, and what lies ahead. */
  async behind(
    tx: EntityManager,
    rollout: Rollout,
  ): Promise<{ past: { key: string; fate: Fate }[]; ahead: Entry[] }> {
    const started = this.startOf(rollout);
    const entries = await this.ahead(tx, rollout, await this.facts.all(tx, rollout));
    const fated = entries
      .filter(({ play }) => forMembers(playRow(play)))
      .map((entry) => ({ entry, fate: fateOf(playRow(entry.play), entry, started) }));
    return {
      past: fated.filter(({ fate }) => fate !== 'ahead').map(({ entry: { key }, fate }) => ({ key, fate })),
      ahead: fated.filter(({ fate }) => fate === 'ahead').map(({ entry }) => entry),
    };
  }

  /** What lies before the rollout was started is recorded as past, but for what everybody is to hear once. */
  private async insert(tx: EntityManager, rollout: Rollout, entries: Entry[]): Promise<void> {
    const started = this.startOf(rollout);
    const fates = entries.map((entry) => fateOf(playRow(entry.play), entry, started));
    await tx.query(
      `insert into occurrence (rollout_id, key, play, step, due_at, day, speaks, state, reason, decided_by)
       select $1, n.key, n.play, n.step, n.due_at, n.day, n.speaks,
              case when n.past is null then 'planned' else 'skipped' end,
              n.past,
              case when n.past is not null then 'changeover' end
       from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::date[], $7::boolean[], $8::text[])
            n(key, play, step, due_at, day, speaks, past)`,
      [
        rollout.id,
        entries.map((entry) => entry.key),
        entries.map((entry) => entry.play),
        entries.map((entry) => entry.step),
        entries.map((entry) => entry.at.toString()),
        entries.map((entry) => entry.day.toString()),
        entries.map((entry) => entry.speaks),
        fates.map((fate) => recorded[fate] ?? null),
      ],
    );
  }
}
