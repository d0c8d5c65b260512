import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { keyTasks, type KeyTask as UsualTask, type KeyTaskAnswer } from '../adoption/key-tasks.js';
import { KeyTaskAnswers } from '../adoption/key-tasks.service.js';
import { Refusal } from '../kernel/refusal.js';
import { Notices } from '../notices/notices.service.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { localDay } from '../rollout/calendar.rules.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import { RolloutService } from '../rollout/rollout.service.js';
import type { KeyTask } from '../surveys/questions.js';
import { KeyTaskRow } from './circle.entity.js';

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
    private readonly answers: KeyTaskAnswers,
    private readonly rollouts: RolloutService,
    private readonly agenda: AgendaService,
    private readonly notices: Notices,
  ) {}

  async list(tx: EntityManager, rolloutId: string): Promise<KeyTask[]> {
    const rows = await tx.find(KeyTaskRow, { where: { rolloutId }, order: { position: 'ASC' } });
    return rows.length > 0 ? rows.map(({ key, words }) => ({ key, words })) : [...keyTasks];
  }

  async progress(tx: EntityManager, rolloutId: string): Promise<TaskProgress> {
    const tasks = await this.list(tx, rolloutId);
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
    return {
      circle: row!.circle,
      tasks: tasks.map(({ key, words }) => ({ key, words, done: row!.done[key] ?? 0 })),
    };
  }

  look(actor: Actor, rolloutId: string): Promise<TaskProgress> {
    return this.desk.read(actor, rolloutId, (tx) => this.progress(tx, rolloutId));
  }

  /** Other tasks than the usual three. What was answered under a key stays with it. */
  replace(actor: Actor, rolloutId: string, tasks: KeyTask[]): Promise<TaskProgress> {
    return this.desk.act(actor, rolloutId, { what: 'pilot.tasks' }, async ({ tx }) => {
      await tx.delete(KeyTaskRow, { rolloutId });
      await tx.insert(
        KeyTaskRow,
        tasks.map(({ key, words }, position) => ({ rolloutId, key, words, position })),
      );
      return { subject: rolloutId, answer: await this.progress(tx, rolloutId) };
    });
  }

  /** Ticked on the own page: "I did this." */
  async done(visit: OwnPageVisit, task: string, withHelp: boolean): Promise<void> {
    const { tx, rollout, participation, now } = visit;
    await this.rollouts.lock(tx, participation.communityId, rollout.id);
    if (!(await this.list(tx, rollout.id)).some(({ key }) => key === task))
      throw new Refusal('not-found', 'This is not among the things to try any more.');
    const speaker = { rolloutId: rollout.id, participationId: participation.id };
    const today = localDay(now, rollout.plan.timeZone);
    await this.answers.answer(tx, speaker, task as UsualTask, 'yes', today, withHelp);
    await this.notices.confirm(tx, participation.memberId, rollout.id, now);
    await this.agenda.replan(tx, rollout.id, now);
  }

  /** What this person said about each task, in the list's order; null where they said nothing. */
  async mine({
    tx,
    rollout,
    participation,
  }: OwnPageVisit): Promise<(KeyTask & { answer: KeyTaskAnswer | null })[]> {
    const answers: ReadonlyMap<string, KeyTaskAnswer> = await this.answers.of(tx, participation.id);
    const tasks = await this.list(tx, rollout.id);
    return tasks.map(({ key, words }) => ({ key, words, answer: answers.get(key) ?? null }));
  }
}
