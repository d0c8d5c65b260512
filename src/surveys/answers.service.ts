import { Injectable } from '@nestjs/common';
import { Vault } from '../kernel/crypto/vault.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import { localDay } from '../rollout/calendar.rules.js';
import { KeyTaskAnswers } from '../adoption/key-tasks.service.js';
import { Statements } from '../adoption/statements.service.js';
import { Notices } from '../notices/notices.service.js';
import { askedOn, outdated, readTyped, taskAnswersIn, type Problem, type Typed } from './answering.rules.js';
import { questionsOf, type Answer, type Form } from './form.js';
import { GivenAnswer, Round, Turnout } from './round.entity.js';
import { AT_HOME } from './questions.js';
import { isOpen } from './rounds.service.js';
import { Survey, SurveyVersion } from './survey.entity.js';
import { Refusal } from '../kernel/refusal.js';

/** A round as one person sees it. */
export interface Sheet {
  round: Round;
  survey: Survey;
  form: Form;
  answers: Map<string, Answer>;
  answered: boolean;
  /** A helper sat beside them. */
  withHelp: boolean;
  open: boolean;
}

export interface Saved {
  outcome: 'saved' | 'closed' | 'problems';
  sheet: Sheet;
  problems: Problem[];
}

/** What people answer, on their own page. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly vault: Vault,
    private readonly statements: Statements,
    private readonly keyTasks: KeyTaskAnswers,
    private readonly notices: Notices,
  ) {}

  /** @throws Refusal where this person was not asked in that round */
  async sheet(visit: OwnPageVisit, roundId: string): Promise<Sheet> {
    const { tx, participation } = visit;
    const turnout = isUuid(roundId)
      ? await tx.findOneBy(Turnout, { roundId, participationId: participation.id })
      : null;
    if (!turnout) throw new Refusal('not-found', 'There is no such survey on your page.');
    const round = await tx.findOneByOrFail(Round, { id: roundId });
    const survey = await tx.findOneByOrFail(Survey, { id: round.surveyId });
    const { form } = await tx.findOneByOrFail(SurveyVersion, { id: round.versionId });
    const given = await tx.findBy(GivenAnswer, { roundId, participationId: participation.id });
    const ring = await this.vault.ring(tx, participation.communityId);
    const answers = new Map(
      given.map((one) => [one.question, one.sealed ? ring.open(one.sealed) : one.value!] as const),
    );
    const { answered, withHelp } = turnout;
    return { round, survey, form, answers, answered, withHelp, open: isOpen(round, visit.now) };
  }

  /**
   * Saves one screen (from 1): what was typed replaces what was answered there before, what was left out is
   * taken back. Nothing is saved of a screen with something that cannot be read, or after the round closed.
   */
  async save(
    visit: OwnPageVisit,
    roundId: string,
    screen: number,
    typed: Typed,
    withHelp: boolean,
  ): Promise<Saved> {
    const { tx, participation } = visit;
    // One at a time for a person and round: a form sent twice is one answer.
    await tx.query('select from survey_turnout where round_id = $1 and participation_id = $2 for update', [
      isUuid(roundId) ? roundId : null,
      participation.id,
    ]);
    const sheet = await this.sheet(visit, roundId);
    if (!sheet.form[screen - 1]) throw new Refusal('not-found', 'This survey has no such screen.');
    const questions = askedOn(sheet.form, screen, sheet.answers);
    const read = readTyped(questions, typed);
    if (!sheet.open) return { outcome: 'closed', sheet, problems: [] };
    if (read.problems.length > 0) return { outcome: 'problems', sheet, problems: read.problems };

    const answers = new Map(sheet.answers);
    for (const { key } of questions) answers.delete(key);
    for (const [key, answer] of read.answers) answers.set(key, answer);
    for (const key of outdated(sheet.form, answers)) answers.delete(key);
    await this.write(visit, sheet, answers, withHelp);
    if (read.answers.size > 0) await this.tellAdoption(visit, sheet, read.answers, withHelp);
    return {
      outcome: 'saved',
      problems: [],
      sheet: { ...sheet, answers, answered: answers.size > 0, withHelp },
    };
  }

  private async write(
    visit: OwnPageVisit,
    sheet: Sheet,
    answers: Map<string, Answer>,
    withHelp: boolean,
  ): Promise<void> {
    const { tx, participation } = visit;
    const [roundId, participationId] = [sheet.round.id, participation.id];
    const ring = await this.vault.ring(tx, participation.communityId);
    const texts = new Set(
      questionsOf(sheet.form)
        .filter((question) => question.kind === 'short text')
        .map(({ key }) => key),
    );
    await tx.query(
      'delete from survey_answer where round_id = $1 and participation_id = $2 and question <> all($3)',
      [roundId, participationId, [...answers.keys()]],
    );
    const rows = [...answers].map(([question, answer]) => ({
      roundId,
      participationId,
      question,
      value: texts.has(question) ? null : answer,
      sealed: texts.has(question) ? ring.seal(String(answer)) : null,
    }));
    if (rows.length > 0) await tx.upsert(GivenAnswer, rows, ['roundId', 'participationId', 'question']);
    await tx.update(Turnout, { roundId, participationId }, { answered: rows.length > 0, withHelp });
  }

  /** What an answer says beyond the survey; said again, it says nothing new. */
  private async tellAdoption(
    visit: OwnPageVisit,
    { form, survey }: Sheet,
    answers: Map<string, Answer>,
    withHelp: boolean,
  ): Promise<void> {
    const { tx, participation, rollout } = visit;
    const who = { rolloutId: rollout.id, participationId: participation.id };
    const day = localDay(visit.now, rollout.plan.timeZone);
    for (const { task, answer } of taskAnswersIn(form, answers))
      await this.keyTasks.answer(tx, who, task, answer, day, withHelp);
    if (survey.name === 'pulse') await this.statements.record(tx, who, 'pulse', day, withHelp);
    const home = answers.get(AT_HOME);
    if (home === 'yes') await this.statements.record(tx, who, 'at home', day, withHelp);
    else if (home !== undefined) await this.statements.notAtHome(tx, who);
    await this.notices.confirm(tx, participation.memberId, rollout.id, visit.now);
  }
}

const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
