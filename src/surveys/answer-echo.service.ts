import { Injectable } from '@nestjs/common';
import { localDay } from '../kernel/local-day.js';
import type { StatementKind } from '../adoption/activity.entity.js';
import { KeyTaskAnswers } from '../adoption/key-tasks.service.js';
import { Statements } from '../adoption/statements.service.js';
import { Notices } from '../notices/notices.service.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import { taskAnswersIn } from './answering.rules.js';
import type { Asked } from './asked.queries.js';
import type { Answers } from './form.js';
import { AT_HOME } from './questions.js';

/** What an answer says beyond its survey. Said again, it says nothing new. */
@Injectable()
export class AnswerEcho {
  constructor(
    private readonly statements: Statements,
    private readonly keyTasks: KeyTaskAnswers,
    private readonly notices: Notices,
  ) {}

  /** `answers`: those given now, not what was answered on earlier days. */
  async tell(
    { tx, participation, rollout, now }: OwnPageVisit,
    { form, survey }: Pick<Asked, 'form' | 'survey'>,
    answers: Answers,
    withHelp: boolean,
  ): Promise<void> {
    const who = { rolloutId: rollout.id, participationId: participation.id };
    const day = localDay(now, rollout.plan.timeZone);
    for (const { task, answer } of taskAnswersIn(form, answers))
      await this.keyTasks.answer(tx, who, task, answer, day, withHelp);
    const home = answers.get(AT_HOME);
    const said: StatementKind[] = survey.name === 'pulse' && answers.size > 0 ? ['pulse'] : [];
    if (home === 'yes') said.push('at home');
    if (said.length > 0) await this.statements.record(tx, who, said, day, withHelp);
    if (home !== undefined && home !== 'yes') await this.statements.notAtHome(tx, who);
    // Whoever answers has had what was said to them.
    await this.notices.confirm(tx, participation.memberId, rollout.id, now);
  }
}
