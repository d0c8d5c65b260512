import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { usualKeyTasks, type KeyTask, type KeyTaskAnswer } from './key-tasks.js';
import { Statements, type Speaker } from './statements.service.js';

/** The list of a rollout. */
@Injectable()
export class KeyTasks {
  async list(tx: EntityManager, rolloutId: string): Promise<readonly KeyTask[]> {
    const named = await tx.query<KeyTask[]>(
      'select key, words from key_task where rollout_id = $1 order by position',
      [rolloutId],
    );
    return named.length > 0 ? named : usualKeyTasks;
  }

  /** Answers to tasks that are no longer on the list stay, and no longer count. */
  async replace(tx: EntityManager, rolloutId: string, tasks: readonly KeyTask[]): Promise<void> {
    await tx.query('delete from key_task where rollout_id = $1', [rolloutId]);
    await tx.query(
      `insert into key_task (rollout_id, key, words, position)
       select $1, t.* from unnest($2::text[], $3::text[]) with ordinality t(key, words, position)`,
      [rolloutId, tasks.map(({ key }) => key), tasks.map(({ words }) => words)],
    );
  }
}

/** The one place in which "did you do it?" is kept, whoever asked: a weekly round, the own page, a pulse. */
@Injectable()
export class KeyTaskAnswers {
  constructor(
    private readonly statements: Statements,
    private readonly tasks: KeyTasks,
  ) {}

  /** A yes is a statement, and the last missing yes makes them comfortable while active. A yes is never lost. */
  async answer(
    tx: EntityManager,
    speaker: Speaker,
    task: string,
    answer: KeyTaskAnswer,
    day: Temporal.PlainDate,
    withHelp = false,
  ): Promise<void> {
    await tx.query(
      `insert into key_task_answer as a (participation_id, task, rollout_id, answer, answered_on, done_on, with_help)
       values ($1, $2, $3, $4, $5, case when $4 = 'yes' then $5::date end, $6)
       on conflict (participation_id, task) do update
         set answer = excluded.answer, answered_on = excluded.answered_on, done_on = excluded.done_on,
             with_help = excluded.with_help
         where a.answer <> 'yes'`,
      [speaker.participationId, task, speaker.rolloutId, answer, day.toString(), withHelp],
    );
    if (answer !== 'yes') return;
    await this.statements.record(tx, speaker, 'key task', day, withHelp);
    const answers = await this.of(tx, speaker.participationId);
    const tasks = await this.tasks.list(tx, speaker.rolloutId);
    if (tasks.every(({ key }) => answers.get(key) === 'yes'))
      await this.statements.record(tx, speaker, 'every key task', day, withHelp);
  }

  /** "I have not done this": their own yes goes, and with it what rested on it alone. No yes: nothing happens. */
  async takeBack(tx: EntityManager, speaker: Speaker, task: string): Promise<void> {
    const { participationId } = speaker;
    const [gone] = await tx.query<[{ on: string }[], number]>(
      `delete from key_task_answer where participation_id = $1 and task = $2 and answer = 'yes'
       returning done_on::text as on`,
      [participationId, task],
    );
    if (!gone[0]) return;
    const on = Temporal.PlainDate.from(gone[0].on);
    const others = await tx.query<unknown[]>(
      'select from key_task_answer where participation_id = $1 and done_on = $2',
      [participationId, on.toString()],
    );
    await this.statements.takeBack(tx, speaker, 'every key task');
    if (others.length === 0) await this.statements.takeBack(tx, speaker, 'key task', on);
  }

  /** What somebody answered, by the key of the task; tasks that they said nothing about are missing. */
  async of(tx: EntityManager, participationId: string): Promise<Map<string, KeyTaskAnswer>> {
    const rows = await tx.query<{ task: string; answer: KeyTaskAnswer }[]>(
      'select task, answer from key_task_answer where participation_id = $1',
      [participationId],
    );
    return new Map(rows.map(({ task, answer }) => [task, answer]));
  }
}
