import { Injectable } from '@nestjs/common';
import { Vault } from '../kernel/crypto/vault.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import { OwnDesk } from '../rollout/own-desk.js';
import { askedOn, outdated, readTyped, type Typed } from './answering.rules.js';
import { questionsOf, type Answer } from './form.js';
import { AnswerEcho } from './answer-echo.service.js';
import { askedIn, type Asked } from './asked.queries.js';
import { GivenAnswer, Turnout } from './round.entity.js';
import { isOpen } from './rounds.service.js';
import { formIn, ownFormIn } from './said-form.rules.js';
import { msg } from '../kernel/language/message.js';
import { Refusal, type Reason } from '../kernel/refusal.js';

/** A round as one person sees it. */
export interface Sheet extends Asked {
  answers: Map<string, Answer>;
  open: boolean;
}

export interface Saved {
  outcome: 'saved' | 'closed' | 'problems';
  sheet: Sheet;
  problems: Reason[];
}

/** What people answer, on their own page. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly vault: Vault,
    private readonly echo: AnswerEcho,
    private readonly desk: OwnDesk,
  ) {}

  /** @throws Refusal where this person was not asked in that round */
  async sheet(visit: OwnPageVisit, roundId: string): Promise<Sheet> {
    const { tx, participation } = visit;
    const asked = await this.asked(visit, roundId);
    const given = await tx.findBy(GivenAnswer, { roundId, participationId: participation.id });
    const ring = given.some((one) => one.sealed) && (await this.vault.ring(tx, participation.communityId));
    const answers = new Map(
      given.map((one) => [one.question, one.sealed && ring ? ring.open(one.sealed) : one.value!] as const),
    );
    return { ...asked, answers, open: isOpen(asked.round, visit.now) };
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
    const saving = (): Promise<Saved> => this.saveScreen(visit, roundId, screen, typed, withHelp);
    // The circle's answers are evidence for a gate.
    const ofCircle = (await this.asked(visit, roundId)).survey.name === 'pilot';
    return ofCircle ? this.desk.change(visit, saving) : saving();
  }

  private async saveScreen(
    visit: OwnPageVisit,
    roundId: string,
    screen: number,
    typed: Typed,
    withHelp: boolean,
  ): Promise<Saved> {
    const { tx, participation } = visit;
    // One at a time for a person and round: a form sent twice is one answer.
    await tx.query('select from survey_turnout where round_id = $1 and participation_id = $2 for update', [
      roundId,
      participation.id,
    ]);
    const sheet = await this.sheet(visit, roundId);
    if (!sheet.form[screen - 1]) throw new Refusal('not-found', msg('This survey has no such screen.'));
    const questions = askedOn(sheet.form, screen, sheet.answers);
    const read = readTyped(questions, typed, visit.say);
    if (!sheet.open) return { outcome: 'closed', sheet, problems: [] };
    if (read.problems.length > 0) return { outcome: 'problems', sheet, problems: read.problems };

    const answers = new Map(sheet.answers);
    for (const { key } of questions) answers.delete(key);
    for (const [key, answer] of read.answers) answers.set(key, answer);
    for (const key of outdated(sheet.form, answers)) answers.delete(key);
    await this.write(visit, sheet, answers, withHelp);
    await this.echo.tell(visit, sheet, read.answers, withHelp);
    return {
      outcome: 'saved',
      problems: [],
      sheet: { ...sheet, answers, answered: answers.size > 0, withHelp },
    };
  }

  /** Questions that come with Changeover are in the reader’s language. */
  private async asked({ tx, participation, say }: OwnPageVisit, roundId: string): Promise<Asked> {
    const asked = isUuid(roundId) ? await askedIn(tx, roundId, participation.id) : null;
    if (!asked) throw new Refusal('not-found', msg('There is no such survey on your page.'));
    return { ...asked, form: (asked.ours ? formIn : ownFormIn)(asked.form, say) };
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
}

const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
