import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { shown } from '../adoption/suppression.rules.js';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { mayFollowUp } from './answering.rules.js';
import { questionsOf, type Form } from './form.js';
import { distributions, type QuestionResult } from './results.rules.js';
import { isOver, overSql } from './round.queries.js';
import { GivenAnswer, Round } from './round.entity.js';
import { Survey, SurveyVersion, type SurveyName } from './survey.entity.js';

export interface RoundResult {
  id: string;
  number: number;
  openedAt: string;
  closesAt: string;
  closed: boolean;
  asked: number;
  answered: number;
  questions: QuestionResult[];
  texts: Text[];
}

export interface Text {
  /** The answer's id: from it a finding is made, and its author is told what became of it. */
  answerId: string;
  question: string;
  words: string;
  text: string;
  /** Only of who said that they may be asked. */
  from: string | null;
}

/** What people answered, for leads. Names stand nowhere but beside the answers of who allowed it. */
@Injectable()
export class ResultsQueries {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** Every round of a survey, oldest first; empty when none was opened. */
  async rounds(
    tx: EntityManager,
    rollout: { id: string; communityId: string },
    name: SurveyName,
  ): Promise<RoundResult[]> {
    const survey = await tx.findOneBy(Survey, { rolloutId: rollout.id, name });
    if (!survey) return [];
    const rounds = await tx.find(Round, { where: { surveyId: survey.id }, order: { number: 'ASC' } });
    const versions = await tx.findBy(SurveyVersion, { surveyId: survey.id });
    const answers = await tx.findBy(GivenAnswer, { roundId: In(rounds.map(({ id }) => id)) });
    const turnout = await this.turnout(tx, survey.id);
    const names = await this.names(tx, survey.id);
    const ring = await this.vault.ring(tx, rollout.communityId);
    const now = this.clock.now();
    return rounds.map((round) => {
      const { form } = versions.find(({ id }) => id === round.versionId)!;
      const given = answers.filter((answer) => answer.roundId === round.id);
      return {
        id: round.id,
        number: round.number,
        openedAt: round.openedAt.toString(),
        closesAt: round.closesAt.toString(),
        closed: isOver(round, survey.secrecy, now),
        asked: turnout.get(round.id)?.asked ?? 0,
        answered: turnout.get(round.id)?.answered ?? 0,
        questions: distributions(form, given),
        texts: textsOf(form, given, names, (sealed) => ring.open(sealed)),
      };
    });
  }

  private async turnout(
    tx: EntityManager,
    surveyId: string,
  ): Promise<Map<string, { asked: number; answered: number }>> {
    const rows = await tx.query<{ round_id: string; asked: number; answered: number }[]>(
      `select t.round_id, count(*)::int as asked, (count(*) filter (where t.answered))::int as answered
         from survey_turnout t join survey_round r on r.id = t.round_id where r.survey_id = $1 group by 1`,
      [surveyId],
    );
    return new Map(rows.map(({ round_id, asked, answered }) => [round_id, { asked, answered }]));
  }

  private async names(tx: EntityManager, surveyId: string): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; display_name: string }[]>(
      `select distinct p.id, m.display_name from survey_round r
         join survey_answer a on a.round_id = r.id
         join participation p on p.id = a.participation_id join member m on m.id = p.member_id
        where r.survey_id = $1`,
      [surveyId],
    );
    return new Map(rows.map((row) => [row.id, row.display_name]));
  }

  /** How a question was answered by those who speak a language, in closed rounds, small groups not shown. */
  async byLanguage(
    tx: EntityManager,
    rolloutId: string,
    name: SurveyName,
    question: string,
  ): Promise<Breakdown> {
    const rows = await tx.query<{ language: string; answer: string; people: number }[]>(
      `select coalesce(m.language, 'not known') as language, a.value #>> '{}' as answer, count(*)::int as people
         from survey s join survey_round r on r.survey_id = s.id and ${overSql('$4')}
         join survey_answer a on a.round_id = r.id and a.question = $3 and jsonb_typeof(a.value) <> 'array'
         join participation p on p.id = a.participation_id join member m on m.id = p.member_id
        where s.rollout_id = $1 and s.name = $2
          and r.number = (select max(r.number) from survey_round r where r.survey_id = s.id and ${overSql('$4')})
        group by 1, 2`,
      [rolloutId, name, question, this.clock.now().toString()],
    );
    const answers = [...new Set(rows.map((row) => row.answer))].toSorted();
    const languages = [...new Set(rows.map((row) => row.language))];
    const people = (language: string, answer: string): number =>
      rows.find((row) => row.language === language && row.answer === answer)?.people ?? 0;
    const groups = languages.map((language) => ({
      name: language,
      cells: answers.map((answer) => people(language, answer)),
    }));
    return {
      answers,
      groups: shown(groups).map(({ names, cells }) => ({ languages: [...names], people: [...cells] })),
    };
  }
}

export interface Breakdown {
  answers: string[];
  /** `people` in the order of `answers`; languages that are too few stand together, or nothing does. */
  groups: { languages: string[]; people: number[] }[];
}

function textsOf(
  form: Form,
  given: GivenAnswer[],
  names: Map<string, string>,
  open: (sealed: Buffer) => string,
): Text[] {
  const words = new Map(questionsOf(form).map((question) => [question.key, question.words]));
  const mayAsk = (author: string): boolean =>
    mayFollowUp(
      new Map(
        given.filter((one) => one.participationId === author).map((one) => [one.question, one.value ?? '']),
      ),
    );
  return given
    .filter((answer) => answer.sealed !== null)
    .map(({ id, question, sealed, participationId }) => ({
      answerId: id,
      question,
      words: words.get(question) ?? question,
      text: open(sealed!),
      from: participationId && mayAsk(participationId) ? (names.get(participationId) ?? null) : null,
    }))
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** By question and by the text itself: the order tells nothing of who wrote it, nor of when. */
const placeOf = ({ question, text, answerId }: Text): string => `${question} ${text} ${answerId}`;
