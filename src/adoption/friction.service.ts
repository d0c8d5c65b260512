import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Vault } from '../kernel/crypto/vault.js';
import { day as dayOf } from '../kernel/database/columns.js';
import { Refusal } from '../kernel/refusal.js';
import { AlertService } from '../rollout/alert.service.js';
import { friction, type Friction as Figures, type Newcomer } from './friction.rules.js';
import { KeyTasks } from './key-tasks.service.js';
import type { KeyTaskAnswer } from './key-tasks.js';

export interface FrictionAlarm {
  since: Temporal.PlainDate;
  /** Sentences for leads: what was seen, then what helps. */
  why: string[];
}

/** As the driver answers an update: the rows, then how many. */
type Changed = [{ since: string }[], number];

interface AnswerRow {
  participation_id: string;
  arrived_on: string;
  task: string;
  answer: KeyTaskAnswer;
  done_on: string | null;
}

/** Rings when too many newcomers get stuck. While it rings, the next wave waits. */
@Injectable()
export class Friction {
  constructor(
    private readonly tasks: KeyTasks,
    private readonly alerts: AlertService,
    private readonly vault: Vault,
  ) {}

  /** The alarm while it holds waves; null when there is none, or a lead let the wave go. */
  async active(tx: EntityManager, rolloutId: string): Promise<FrictionAlarm | null> {
    const [row] = await tx.query<{ since: string; why: string[] }[]>(
      'select since, why from friction_alarm where rollout_id = $1 and ended_on is null and let_go_at is null',
      [rolloutId],
    );
    return row ? { since: dayOf(row.since), why: row.why } : null;
  }

  /**
   * Looks at the figures of `day`: rings, keeps ringing, or ends. Once let go, it stays quiet until that wave has gone
   * out. An alarm that began and ended on this very day rings again as itself: a day may be looked at more than once.
   */
  async look(tx: EntityManager, rolloutId: string, day: Temporal.PlainDate): Promise<void> {
    const figures = friction(await newcomers(tx, rolloutId, day), await this.tasks.list(tx, rolloutId), day);
    if (figures.on) {
      const why = reasons(figures);
      await tx.query(
        `with ringing as (
           update friction_alarm set why = $3, ended_on = null,
                  let_go_at = case when ended_on is null then let_go_at end,
                  let_go_by = case when ended_on is null then let_go_by end,
                  reason_sealed = case when ended_on is null then reason_sealed end
            where rollout_id = $1 and (ended_on is null or since = $2) returning since)
         insert into friction_alarm (rollout_id, since, why)
         select $1, $2, $3 where not exists (select from ringing)`,
        [rolloutId, day.toString(), JSON.stringify(why)],
      );
      const alarm = await this.active(tx, rolloutId);
      if (alarm) await this.alerts.raise(tx, rolloutId, 'friction', alarm.since.toString(), why.join(' '));
      return;
    }
    const [ended] = await tx.query<Changed>(
      'update friction_alarm set ended_on = $2 where rollout_id = $1 and ended_on is null returning since',
      [rolloutId, day.toString()],
    );
    await this.hush(tx, rolloutId, ended);
  }

  /** A lead lets the next wave go all the same, and says why. The caller notes it and replans. */
  async letGo(
    tx: EntityManager,
    actor: Actor,
    rolloutId: string,
    reason: string,
    now: Temporal.Instant,
  ): Promise<void> {
    const sealed = (await this.vault.ring(tx, actor.communityId)).seal(reason);
    const [letGo] = await tx.query<Changed>(
      `update friction_alarm set let_go_at = $2, let_go_by = $3, reason_sealed = $4
       where rollout_id = $1 and ended_on is null and let_go_at is null returning since`,
      [rolloutId, now.toString(), actor.accountId, sealed],
    );
    if (letGo.length === 0)
      throw new Refusal('conflict', 'No alarm holds the next wave, so there is nothing to let go.');
    await this.hush(tx, rolloutId, letGo);
  }

  /**
   * The wave that a lead let go has gone out: what they said was about that one. If the figures have not fallen, the
   * alarm rings for the next.
   */
  async waveWent(tx: EntityManager, rolloutId: string, today: Temporal.PlainDate): Promise<void> {
    await tx.query(
      'update friction_alarm set ended_on = $2 where rollout_id = $1 and ended_on is null and let_go_at is not null',
      [rolloutId, today.toString()],
    );
  }

  private async hush(tx: EntityManager, rolloutId: string, alarms: Changed[0]): Promise<void> {
    for (const { since } of alarms) await this.alerts.end(tx, rolloutId, 'friction', since);
  }
}

async function newcomers(tx: EntityManager, rolloutId: string, day: Temporal.PlainDate): Promise<Newcomer[]> {
  const rows = await tx.query<AnswerRow[]>(
    `select p.id as participation_id, p.arrived_on, a.task, a.answer, a.done_on
     from participation p join key_task_answer a on a.participation_id = p.id
     where p.rollout_id = $1 and p.arrived_on between $2::date - 21 and $2::date`,
    [rolloutId, day.toString()],
  );
  const people = new Map<string, Newcomer>();
  for (const { participation_id, arrived_on, task, answer, done_on } of rows) {
    const newcomer = people.get(participation_id) ?? { arrivedOn: dayOf(arrived_on), answers: {} };
    newcomer.answers[task] = { answer, doneOn: done_on ? dayOf(done_on) : null };
    people.set(participation_id, newcomer);
  }
  return [...people.values()];
}

function reasons({ slow, answered, hindering }: Figures): string[] {
  const stuck = hindering.map(
    ({ task, people }) =>
      `${people} of ${answered} who arrived in the last 21 days could not do this yet: ${task.words}.`,
  );
  const slowly =
    slow > 0 ? [`${slow} of ${answered} had not done the key tasks within 7 days of arriving.`] : [];
  return [
    ...slowly,
    ...stuck,
    'The next wave waits. What helps: an office hour, a line in the quick start, or something simpler.',
  ];
}
