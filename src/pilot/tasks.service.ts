import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import type { Actor } from '../access/actor.js';
import type { KeyTask, KeyTaskAnswer } from '../adoption/key-tasks.js';
import { KeyTaskAnswers, KeyTasks } from '../adoption/key-tasks.service.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { msg } from '../kernel/language/message.js';
import { Refusal } from '../kernel/refusal.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { OwnDesk } from '../rollout/own-desk.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import { tasksSeen } from './tasks.form.js';

export interface TaskProgress {
  /** Who accepted. */
  circle: number;
  tasks: { key: string; words: string; done: number }[];
}

/** What the circle tries to do, and who has done it. */
@Injectable()
export class TasksService {
  constructor(
    private readonly desk: LeadDesk,
    private readonly ownDesk: OwnDesk,
    private readonly tasks: KeyTasks,
    private readonly answers: KeyTaskAnswers,
  ) {}

  async progress(tx: EntityManager, rolloutId: string): Promise<TaskProgress> {
    const tasks = await this.tasks.list(tx, rolloutId);
    const [row] = await tx.query<{ circle: number; done: Record<string, number> }[]>(
      `with circle as (
         select p.id from circle_seat s join participation p on p.id = s.participation_id
           join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
          where s.rollout_id = $1 and s.state = 'accepted'
       ), done as (
         select task, count(*)::int as people from key_task_answer
          where answer = 'yes' and participation_id in (select id from circle) group by task
       )
       select (select count(*)::int from circle) as circle,
              (select coalesce(jsonb_object_agg(task, people), '{}') from done) as done`,
      [rolloutId],
    );
    const { circle, done } = row!;
    return { circle, tasks: tasks.map(({ key, words }) => ({ key, words, done: done[key] ?? 0 })) };
  }

  look(actor: Actor, rolloutId: string): Promise<TaskProgress> {
    return this.desk.read(actor, rolloutId, (tx) => this.progress(tx, rolloutId));
  }

  /**
   * Other tasks than the usual three.
   * @param seen what the page showed when it was opened, if a page sent it
   */
  replace(actor: Actor, rolloutId: string, tasks: KeyTask[], seen?: Seen): Promise<TaskProgress> {
    return this.desk.act(actor, rolloutId, { what: 'pilot.tasks' }, async ({ tx }) => {
      if (seen) mustBeAsSeen(seen, tasksSeen(await this.tasks.list(tx, rolloutId)));
      await this.tasks.replace(tx, rolloutId, tasks);
      return { subject: rolloutId, answer: await this.progress(tx, rolloutId) };
    });
  }

  /** Ticked on the own page: "I did this." */
  done(visit: OwnPageVisit, task: string, withHelp: boolean): Promise<void> {
    const { tx, rollout, participation, now } = visit;
    return this.ownDesk.change(visit, async () => {
      if (!(await this.tasks.list(tx, rollout.id)).some(({ key }) => key === task))
        throw new Refusal('not-found', msg('This is not among the things to try any more.'));
      const speaker = { rolloutId: rollout.id, participationId: participation.id };
      const today = localDay(now, rollout.plan.timeZone);
      await this.answers.answer(tx, speaker, task, 'yes', today, withHelp);
    });
  }

  /** Ticked by mistake: "I have not done this." */
  notDone(visit: OwnPageVisit, task: string): Promise<void> {
    const { tx, rollout, participation } = visit;
    const speaker = { rolloutId: rollout.id, participationId: participation.id };
    return this.ownDesk.change(visit, () => this.answers.takeBack(tx, speaker, task));
  }

  /** What this person said about each task, in the list's order; null where they said nothing. */
  async mine(visit: OwnPageVisit): Promise<(KeyTask & { answer: KeyTaskAnswer | null })[]> {
    const answers = await this.answers.of(visit.tx, visit.participation.id);
    const tasks = await this.tasks.list(visit.tx, visit.rollout.id);
    return tasks.map(({ key, words }) => ({ key, words, answer: answers.get(key) ?? null }));
  }
}
